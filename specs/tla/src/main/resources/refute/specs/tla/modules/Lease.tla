---------------------------------- MODULE Lease ---------------------------------
(***************************************************************************)
(* How a leader may answer reads by itself for a while, on clocks that     *)
(* drift: Rasputin's Harpoon.                                              *)
(*                                                                         *)
(* What it models: clocks that are ahead of true time by at most Drift, so *)
(* that what one measures is wrong by as much, either way; rounds of       *)
(* heartbeats whose answers are delayed as long as they like; voters that  *)
(* wait out their patience with a leader before they elect another;        *)
(* crashes of voters, which forget whom they heard.                        *)
(*                                                                         *)
(* What it leaves out: the log (see Raft).  A leader that was elected is   *)
(* taken to write at once: that is the worst for who still believes to     *)
(* hold a lease.                                                           *)
(*                                                                         *)
(* Where it comes from: section 6.4.1 of Ongaro's thesis (2014); Gray and  *)
(* Cheriton, "Leases" (1989).  M08 and M09 are the store's mutants, M08 a  *)
(* bug of Rasputin's code of 2015.                                         *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Nodes,
  Patience,     \* how long a voter waits for its leader, by its own clock
  Drift,        \* how far a clock may be ahead of true time
  MaxTime,      \* bounds: true time,
  MaxTerm,      \* terms,
  MaxRestarts,  \* crashes
  Mutant        \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "M08", "M09", "drift", "forgetful"}

VARIABLES
  now,      \* true time, which nobody knows
  clock,    \* node -> what its clock shows
  term,     \* node -> the highest term that it knows
  leader,   \* term -> who leads in it; none is Nobody
  loyal,    \* node -> until when, by its own clock, it votes for no other
  round,    \* a round of the first leader: when it was sent, who answered
  lease,    \* until when, by its own clock, the first leader answers reads
  restarts

vars == <<now, clock, term, leader, loyal, round, lease, restarts>>

Nobody == "nobody"
First == leader[1]

(* Twice the drift: the leader may measure too little, a voter too much.   *)
(* Mutant "drift": clocks are taken to be right.                           *)
LeaseLength == IF Mutant = "drift" THEN Patience ELSE Patience - 2 * Drift

(* Somebody leads, and all have just heard of it.                          *)
Init ==
  /\ now = 0
  /\ clock \in [Nodes -> 0..Drift]
  /\ term = [n \in Nodes |-> 1]
  /\ leader = [t \in 1..MaxTerm |-> IF t = 1 THEN CHOOSE n \in Nodes : TRUE ELSE Nobody]
  /\ loyal = [n \in Nodes |-> clock[n] + Patience]
  /\ round = [sent |-> clock[First], heard |-> {}]
  /\ lease = 0
  /\ restarts = 0

(* True time goes on, and each clock with it, more or less.                *)
Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ clock' \in [Nodes -> now'..now' + Drift]
  /\ \A n \in Nodes : clock'[n] >= clock[n]
  /\ UNCHANGED <<term, leader, loyal, round, lease, restarts>>

(* M08: somebody sets the clock of the first leader back.                  *)
Jump ==
  /\ Mutant = "M08" /\ clock[First] > 0
  /\ clock' = [clock EXCEPT ![First] = 0]
  /\ UNCHANGED <<now, term, leader, loyal, round, lease, restarts>>

Send ==
  /\ term[First] = 1
  /\ round' = [sent |-> clock[First], heard |-> {}]
  /\ round' # round
  /\ UNCHANGED <<now, clock, term, leader, loyal, lease, restarts>>

(* A voter hears of the round, perhaps long after it was sent.             *)
Hear(n) ==
  /\ n # First /\ term[n] = 1 /\ n \notin round.heard
  /\ round' = [round EXCEPT !.heard = @ \cup {n}]
  /\ loyal' = [loyal EXCEPT ![n] = clock[n] + Patience]
  /\ UNCHANGED <<now, clock, term, leader, lease, restarts>>

(* A quorum has answered: the lease counts from when the round was sent.   *)
(* M09: from when the answers came.                                        *)
Extend ==
  /\ term[First] = 1
  /\ 2 * Cardinality(round.heard \cup {First}) > Cardinality(Nodes)
  /\ lease' = (IF Mutant = "M09" THEN clock[First] ELSE round.sent) + LeaseLength
  /\ lease' # lease
  /\ UNCHANGED <<now, clock, term, leader, loyal, round, restarts>>

(* A voter crashes.  It forgets whom it heard and waits once more.         *)
(* Mutant "forgetful": it is ready to vote at once.                        *)
Restart(n) ==
  /\ restarts < MaxRestarts /\ n # First
  /\ restarts' = restarts + 1
  /\ loyal' = [loyal EXCEPT ![n] =
       IF Mutant = "forgetful" THEN clock[n] ELSE clock[n] + Patience]
  /\ UNCHANGED <<now, clock, term, leader, round, lease>>

(* Those whose patience is at an end elect another.                        *)
Elect(n, t) ==
  LET voters == {m \in Nodes : term[m] < t /\ (clock[m] >= loyal[m] \/ m = n) /\ m # First} IN
  /\ leader[t] = Nobody /\ n # First /\ term[n] < t /\ clock[n] >= loyal[n]
  /\ 2 * Cardinality(voters) > Cardinality(Nodes)
  /\ leader' = [leader EXCEPT ![t] = n]
  /\ term' = [m \in Nodes |-> IF m \in voters THEN t ELSE term[m]]
  /\ UNCHANGED <<now, clock, loyal, round, lease, restarts>>

(* The first leader hears of a newer term.                                 *)
StepDown ==
  /\ \E n \in Nodes : term[n] > term[First] /\ term' = [term EXCEPT ![First] = term[n]]
  /\ UNCHANGED <<now, clock, leader, loyal, round, lease, restarts>>

Next ==
  \/ Tick \/ Jump \/ Send \/ Extend \/ StepDown
  \/ \E n \in Nodes : Hear(n) \/ Restart(n) \/ \E t \in 2..MaxTerm : Elect(n, t)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

(* While the first leader answers reads by itself, nobody else leads.      *)
HasLease == term[First] = 1 /\ clock[First] < lease
NobodyElseLeads ==
  HasLease => \A t \in 2..MaxTerm : leader[t] = Nobody

(* Clocks are as good as they are said to be.                              *)
ClocksDrift == Mutant = "M08" \/
  \A n \in Nodes : clock[n] \in now..now + Drift
=============================================================================

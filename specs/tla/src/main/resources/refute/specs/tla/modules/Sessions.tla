-------------------------------- MODULE Sessions --------------------------------
(***************************************************************************)
(* How a command has its effect exactly once, although its client sends it *)
(* again whenever an answer is late.                                       *)
(*                                                                         *)
(* What it models: clients that repeat themselves, a log that may hold a   *)
(* command several times, replicas that apply it and remember per session  *)
(* the last number and its answer, snapshots, crashes, and sessions that   *)
(* end.                                                                    *)
(*                                                                         *)
(* What it leaves out: how replicas agree on the log (see Raft); here it   *)
(* is given.  A client has one command under way at a time.                *)
(*                                                                         *)
(* Where it comes from: section 6.3 of Ongaro's thesis (2014); M15 and M16 *)
(* are the store's mutants, M16 a bug of Rasputin's code of 2015.          *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Clients,     \* each with a session of its own
  Replicas,    \* those who apply the log
  MaxNumber,   \* bounds: how many commands a client has,
  MaxLog,      \* how long the log grows,
  MaxRestarts, \* how many crashes
  Mutant       \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "M15", "M16", "revived", "clocks"}

VARIABLES
  log,         \* commands, and ends of sessions
  replica,     \* replica -> [applied, done, sessions]
  snapshot,    \* replica -> what it would start from
  client,      \* client -> [number, sent, answered]
  restarts

vars == <<log, replica, snapshot, client, restarts>>

Range(s) == {s[i] : i \in 1..Len(s)}

(* A session that is open knows the last number and its answer.            *)
Fresh == [c \in Clients |-> [open |-> TRUE, number |-> 0, answer |-> 0]]
Ended == [open |-> FALSE, number |-> 0, answer |-> 0]
Empty == [applied |-> 0, done |-> <<>>, sessions |-> Fresh]

Init ==
  /\ log = <<>>
  /\ replica = [r \in Replicas |-> Empty]
  /\ snapshot = [r \in Replicas |-> Empty]
  /\ client = [c \in Clients |-> [number |-> 1, sent |-> 0, answer |-> 0]]
  /\ restarts = 0

(* A command says whose it is, its number, and what it wants: the wish is  *)
(* what must happen once.  M16: sent again, it has a new number.           *)
Send(c) ==
  LET k == client[c] IN
  /\ k.answer = 0 /\ Len(log) < MaxLog
  /\ log' = Append(log, [kind |-> "command", client |-> c, wish |-> k.number,
       number |-> IF Mutant = "M16" THEN k.number + k.sent ELSE k.number])
  /\ client' = [client EXCEPT ![c].sent = @ + 1]
  /\ UNCHANGED <<replica, snapshot, restarts>>

(* Somebody ends a session that was idle: by an entry, so that it ends at  *)
(* the same place everywhere.                                              *)
End(c) ==
  /\ Mutant # "clocks" /\ Len(log) < MaxLog
  /\ \A i \in 1..Len(log) : log[i] # [kind |-> "end", client |-> c]
  /\ log' = Append(log, [kind |-> "end", client |-> c])
  /\ UNCHANGED <<replica, snapshot, client, restarts>>

(* Mutant "clocks": each replica ends it by its own clock.                 *)
EndHere(r, c) ==
  /\ Mutant = "clocks" /\ replica[r].sessions[c].open
  /\ replica' = [replica EXCEPT ![r].sessions[c] = Ended]
  /\ UNCHANGED <<log, snapshot, client, restarts>>

(* What a replica becomes by one entry.  Of a session that is not open     *)
(* nothing is done: whether an earlier copy was done, nobody knows any     *)
(* more.  Mutant "revived": it is taken for a new session.                 *)
After(s, entry) ==
  LET c == entry.client
      session == s.sessions[c]
      known == IF session.open THEN session
               ELSE [open |-> Mutant = "revived", number |-> 0, answer |-> 0]
      next == [s EXCEPT !.applied = @ + 1]
  IN
  IF entry.kind = "end" THEN [next EXCEPT !.sessions[c] = Ended]
  ELSE IF ~known.open \/ entry.number <= known.number THEN next
  ELSE [next EXCEPT
         !.done = Append(@, [client |-> c, wish |-> entry.wish]),
         !.sessions[c] = [open |-> TRUE, number |-> entry.number,
                          answer |-> Len(s.done) + 1]]

Apply(r) ==
  /\ replica[r].applied < Len(log)
  /\ replica' = [replica EXCEPT ![r] = After(@, log[@.applied + 1])]
  /\ UNCHANGED <<log, snapshot, client, restarts>>

(* The answer is the place of the command among all that were done.        *)
Answer(r, c) ==
  LET s == replica[r].sessions[c] k == client[c] IN
  /\ k.answer = 0 /\ s.open /\ s.number >= k.number /\ s.answer > 0
  /\ client' = [client EXCEPT ![c].answer = s.answer]
  /\ UNCHANGED <<log, replica, snapshot, restarts>>

Go(c) ==
  /\ client[c].answer > 0 /\ client[c].number < MaxNumber
  /\ client' = [client EXCEPT ![c] = [number |-> @.number + 1, sent |-> 0, answer |-> 0]]
  /\ UNCHANGED <<log, replica, snapshot, restarts>>

(* M15: the sessions are not in it.                                        *)
Save(r) ==
  LET kept == IF Mutant = "M15" THEN [replica[r] EXCEPT !.sessions = Fresh] ELSE replica[r] IN
  /\ snapshot[r] # kept
  /\ snapshot' = [snapshot EXCEPT ![r] = kept]
  /\ UNCHANGED <<log, replica, client, restarts>>

Restart(r) ==
  /\ restarts < MaxRestarts
  /\ restarts' = restarts + 1
  /\ replica' = [replica EXCEPT ![r] = snapshot[r]]
  /\ UNCHANGED <<log, snapshot, client>>

Next ==
  \/ \E c \in Clients : Send(c) \/ End(c) \/ Go(c)
  \/ \E r \in Replicas : Apply(r) \/ Save(r) \/ Restart(r)
  \/ \E r \in Replicas, c \in Clients : EndHere(r, c) \/ Answer(r, c)

Spec == Init /\ [][Next]_vars /\ \A r \in Replicas : WF_vars(Apply(r))

-----------------------------------------------------------------------------

(* Nothing that a client wished for happens twice.                         *)
ExactlyOnce ==
  \A r \in Replicas : LET done == replica[r].done IN
    Cardinality(Range(done)) = Len(done)

(* Replicas that have applied as much are in the same state.               *)
ReplicasAgree ==
  \A r, s \in Replicas :
    replica[r].applied = replica[s].applied => replica[r] = replica[s]

(* An answer is true: the command was done, at that place.                 *)
AnswersAreTrue ==
  \A c \in Clients, r \in Replicas :
    LET done == replica[r].done a == client[c].answer IN
    a > 0 /\ Len(done) >= a => done[a] = [client |-> c, wish |-> client[c].number]

(* In the end every replica has applied the whole log.                     *)
AllIsApplied ==
  \A r \in Replicas : []<>(replica[r].applied = Len(log))
=============================================================================

-------------------------------- MODULE RaftPath --------------------------------
(***************************************************************************)
(* The behaviours of Raft along which a store can be led.                  *)
(*                                                                         *)
(* A store decides less freely than the spec allows: a new leader proposes *)
(* at once, what is new is handed to the disk at the end of the step, a    *)
(* leader counts what it is told.  LikeTheStore leaves those steps whose   *)
(* outcome a store has in its power, and no other: who times out when,     *)
(* what reaches whom and when and how often, what the disk has done, what  *)
(* a crash leaves, what clients want.  So whoever makes these happen to a  *)
(* store must see it go from state to state as the behaviour does.         *)
(*                                                                         *)
(* What it leaves out: snapshots, learners, handing over leadership, and   *)
(* terms learned from messages of another time.                            *)
(***************************************************************************)
EXTENDS Raft

(* Everything that was said, or will be once it is true of the disk.       *)
AllSaid ==
  said \cup UNION {held[n] : n \in Nodes}
       \cup UNION {UNION {queue[n][i].says : i \in 1..Len(queue[n])} : n \in Nodes}
New == AllSaid' \ AllSaid

(* A new leader proposes, before anything else happens to it.              *)
MustPropose(n) == role[n] = "leader" /\ LastTerm(log[n]) # term[n]
ProposesFirst ==
  \A n \in Nodes : MustPropose(n) =>
    Len(log'[n]) = Len(log[n]) + 1 /\ log'[n][Len(log'[n])].voters = {}
RoomToLead ==
  \A n \in Nodes : role'[n] = "leader" /\ role[n] # "leader" => Len(log[n]) < MaxIndex

(* What is new is handed to the disk, and nothing else is.                 *)
HasNewsNow(n) ==
  \/ term[n] # Written(n).term \/ vote[n] # Written(n).vote \/ log[n] # Written(n).log
Begins(n) == Len(queue'[n]) > Len(queue[n])
WritesFirst ==
  Prompt \/
    /\ (\A n \in Nodes : ~MustPropose(n)) => \A n \in Nodes : HasNewsNow(n) => Begins(n)
    /\ \A n \in Nodes : Begins(n) => HasNewsNow(n)

(* Who answers whether it would vote knows the asker's term, and says it   *)
(* once its own vote is on disk.                                           *)
PreVotesInTerm ==
  \A m \in New : m.kind = "willing" => m.term = term[m.from] + 1 /\ VotePersisted(m.from)

(* A question goes to those who vote, as far as the asker knows.           *)
AsksVoters ==
  \A m \in New : m.kind \in {"willing", "granted"} => m.from \in Voters(m.to)

(* Nobody votes who leads, or knows who leads.                             *)
VotesUnled ==
  \A m \in New : m.kind = "granted" =>
    role[m.from] # "leader" /\ ghosts.leaders[m.term] = {}

(* Only leaders step down by themselves.                                   *)
StepsDown(n) ==
  role[n] # "follower" /\ role'[n] = "follower" /\ ghosts'.restarts = ghosts.restarts
    /\ UNCHANGED <<term, log, commit, said, held, queue, reads>>
LeadersStepDown == \A n \in Nodes : StepsDown(n) => role[n] = "leader"

(* A follower tells of no less than what it knows to be committed.         *)
TellsOfCommits == \A m \in New : m.kind = "agreed" => m.upTo >= commit[m.from]

(* What a crash leaves is not added to.                                    *)
RestartsFromDisk ==
  ghosts'.restarts > ghosts.restarts =>
    \A n \in Nodes : \E i \in 0..Len(queue[n]) : disk'[n] = ImageAt(n, i)

(* A member who leaves is not the leader; nobody comes back.  One voter    *)
(* alone would commit without being told anything.                         *)
Removals ==
  \A n \in Nodes : Voters(n)' # Voters(n) /\ role'[n] = "leader" =>
    Voters(n)' \subseteq Voters(n) /\ n \in Voters(n)' /\ Cardinality(Voters(n)') > 1

(* A round of heartbeats is answered when term and vote are on disk; and a *)
(* read once what it must see is applied.                                  *)
RoundsAreAnswered ==
  \A r \in reads, q \in reads' : r.number = q.number =>
    /\ \A n \in q.heard \ r.heard : r.term = term[n] /\ VotePersisted(n)
    /\ q.done /\ ~r.done => r.index <= Min(commit[r.node], Persisted(r.node))

(* A bound for those behaviours that are to commit much: nobody gives a    *)
(* leader up before all of its log is committed.                           *)
GivesUp(n) ==
  role'[n] # role[n] /\ role'[n] # "leader" /\ log'[n] = log[n] /\ ghosts'.restarts = ghosts.restarts
Patiently ==
  (\E n \in Nodes : GivesUp(n) /\ (role'[n] = "precandidate" \/ role[n] = "leader")) =>
    \A n \in Nodes : role[n] = "leader" /\ (\A m \in Nodes : term[n] >= term[m]) => commit[n] = Len(log[n])
Impatiently == TRUE

(* A bound for the story of figure 8: n2 alone helps those who lead.       *)
HelpedByN2 ==
  Figure8 /\ \A m \in said : m.kind \in {"willing", "granted", "agreed"} => m.from = "n2"

LikeTheStore ==
  /\ ProposesFirst /\ RoomToLead /\ WritesFirst /\ PreVotesInTerm /\ VotesUnled
  /\ AsksVoters /\ LeadersStepDown /\ TellsOfCommits /\ RestartsFromDisk /\ Removals
  /\ RoundsAreAnswered /\ Impatiently
=============================================================================

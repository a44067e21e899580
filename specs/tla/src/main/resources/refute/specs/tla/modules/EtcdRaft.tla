-------------------------------- MODULE EtcdRaft --------------------------------
(***************************************************************************)
(* Raft as the library of etcd has it (go.etcd.io/raft), in the steps that *)
(* its own trace tells of.                                                 *)
(*                                                                         *)
(* What it models: elections, appends, heartbeats and commits; a Ready,    *)
(* which hands over all that is to be written and to be sent, together; a  *)
(* restart with what the last Ready wrote; snapshots; changes of           *)
(* membership by one member, who may be a learner.  A change counts when   *)
(* it is applied, on each node when that one applies it, and not, as in    *)
(* Raft, when it is in the log; and a leader may begin one as soon as all  *)
(* that it had in its log when it was elected is applied.                  *)
(*                                                                         *)
(* What it leaves out: PreVote (who only wishes to lead is a follower),    *)
(* joint configurations, reads, leadership transfer, flow control, writes  *)
(* that are done in the background, and crashes in the middle of a Ready.  *)
(*                                                                         *)
(* Messages.  As in Raft, nobody keeps appends that are under way: a       *)
(* follower may receive any part of what a leader has, at any time, or     *)
(* never.  Promises (votes, acknowledgements) are remembered when they     *)
(* are sent, and count when somebody relies on them.  That a trace tells   *)
(* of each message is the business of EtcdRaftStep.                        *)
(*                                                                         *)
(* Where it comes from: raft.go, rawnode.go, confchange and state_trace.go *)
(* of go.etcd.io/raft v3.6.0; Ongaro's thesis (2014), chapters 3 to 5.     *)
(*                                                                         *)
(* A mutant is a value of the constant Mutant.                             *)
(***************************************************************************)
EXTENDS RaftLogs, TLC

CONSTANTS
  Nodes,        \* all who may ever be members
  Initial,      \* those who vote at first, without a change that says so
  Boot,         \* or the configurations of a start by changes: one more each
  MaxTerm,      \* bounds: the highest term,
  MaxIndex,     \* the longest log,
  MaxRestarts,  \* how many crashes,
  MaxChanges,   \* how many changes of membership
  Prompt,       \* TRUE: a step and the Ready after it are one step
  MayLead,      \* term -> those who may time out into it
  Besides,      \* what a model looks at besides: some of All, below
  Mutant        \* "none", or the bug that is seeded

Nobody == "0"

Mutants == {"none", "vote", "heartbeat", "answer", "pending"}

(* "old" terms are learned from messages that come late; a "step" down in  *)
(* the own term; a "snapshot" in place of a log; "learners".               *)
All == {"old", "step", "snapshot", "learners"}

ASSUME Mutant \in Mutants /\ Initial \subseteq Nodes /\ Besides \subseteq All

VARIABLES
  term, vote, role, log, commit,  \* what each node knows
  conf,      \* node -> the members that count for it
  done,      \* node -> up to which index it has applied changes of members
  disk,      \* node -> what it would remember after a crash
  said,      \* promises and questions that were sent
  held,      \* node -> those that wait for its next Ready
  led,       \* term -> what its leader has: all that it may have sent
  ghosts     \* what no node knows: who led, what was committed, how often

vars == <<term, vote, role, log, commit, conf, done, disk, said, held, led, ghosts>>

-----------------------------------------------------------------------------
(* Entries, and the members that they make.                                *)

(* An entry is its term, and the change that it makes: none for a command. *)
Entry(t, change) == [term |-> t, change |-> change]

Adds(n) == {<<"AddNewServer", n>>}
Removes(n) == {<<"RemoveServer", n>>}
AddsLearner(n) == {<<"AddLearner", n>>}

Changes(entries) == {i \in 1..Len(entries) : entries[i].change # {}}
ChangeAt(entries, i) == entries[i].change

(* The first change after an index; 0 if there is none.                    *)
NextChange(entries, i) ==
  LET later == {j \in Changes(entries) : j > i} IN
  IF later = {} THEN 0 ELSE CHOOSE j \in later : \A k \in later : j <= k

Changed(members, change) ==
  LET it == CHOOSE one \in change : TRUE IN
  CASE it[1] = "AddNewServer" ->
         [voters |-> members.voters \cup {it[2]}, learners |-> members.learners \ {it[2]}]
    [] it[1] = "AddLearner" ->
         [voters |-> members.voters \ {it[2]}, learners |-> members.learners \cup {it[2]}]
    [] it[1] = "RemoveServer" ->
         [voters |-> members.voters \ {it[2]}, learners |-> members.learners \ {it[2]}]

(* The members after all changes up to an index, if those before were so.  *)
RECURSIVE After(_, _, _, _)
After(entries, from, upTo, members) ==
  LET i == NextChange(entries, from) IN
  IF i = 0 \/ i > upTo THEN members
  ELSE After(entries, i, upTo, Changed(members, ChangeAt(entries, i)))

MembersAt(entries, i) == After(entries, 0, i, [voters |-> Initial, learners |-> {}])

Voters(n) == conf[n].voters
Members(n) == conf[n].voters \cup conf[n].learners
IsQuorum(n, who) == 2 * Cardinality(who \cap Voters(n)) > Cardinality(Voters(n))

(* Whether all changes are applied that node n knows to be committed.      *)
HasAppliedChanges(n) == LET i == NextChange(log[n], done[n]) IN i = 0 \/ i > commit[n]

-----------------------------------------------------------------------------
(* Ready: what is known is written, and what waited for that is sent.      *)

Image(n) == [term |-> term[n], vote |-> vote[n], log |-> log[n], commit |-> commit[n]]

Ask(n, t) ==
  [kind |-> "ask", from |-> n, term |-> t,
   last |-> [index |-> Length(log[n]), term |-> LastTerm(log[n])]]
Granted(n, to, t) == [kind |-> "granted", from |-> n, to |-> to, term |-> t]

Say(n, messages) ==
  IF Prompt
  THEN said' = With(said, messages) /\ held' = held
  ELSE held' = [held EXCEPT ![n] = With(@, messages)] /\ said' = said
SayNothing == UNCHANGED <<said, held>>

(* The end of every step that changes what node n must remember.           *)
Remember(n) == disk' = IF Prompt THEN [disk EXCEPT ![n] = Image(n)'] ELSE disk

Ready(n) ==
  /\ ~Prompt
  /\ disk' = [disk EXCEPT ![n] = Image(n)]
  /\ said' = With(said, held[n])
  /\ held' = [held EXCEPT ![n] = {}]
  /\ UNCHANGED <<term, vote, role, log, commit, conf, done, led, ghosts>>

(* A crash and what comes after it.  The members are those that the        *)
(* application remembers from some earlier time; it applies what came      *)
(* later once more.  Mutant "vote": the vote was never written.            *)
RestartOf(n, from) ==
  /\ ghosts.restarts < MaxRestarts
  /\ ghosts' = [ghosts EXCEPT !.restarts = @ + 1]
  /\ from \in 0..disk[n].commit
  /\ term' = [term EXCEPT ![n] = disk[n].term]
  /\ vote' = [vote EXCEPT ![n] = IF Mutant = "vote" THEN Nobody ELSE disk[n].vote]
  /\ role' = [role EXCEPT ![n] = "follower"]
  /\ log' = [log EXCEPT ![n] = disk[n].log]
  /\ commit' = [commit EXCEPT ![n] = disk[n].commit]
  /\ conf' = [conf EXCEPT ![n] = MembersAt(disk[n].log, from)]
  /\ done' = [done EXCEPT ![n] = from]
  /\ held' = [held EXCEPT ![n] = {}]
  /\ UNCHANGED <<disk, said, led>>
Restart(n) == \E from \in 0..disk[n].commit : RestartOf(n, from)

-----------------------------------------------------------------------------
(* A start by changes: each of the first members begins with the same      *)
(* entries, which are committed, and applied before anything is written;   *)
(* it will apply them once more.                                           *)

FirstMembers == UNION Boot
NewIn(i) ==
  LET with == CHOOSE c \in Boot : Cardinality(c) = i IN
  CHOOSE n \in with : \A c \in Boot : Cardinality(c) < i => n \notin c

RECURSIVE BootLog(_)
BootLog(i) == IF i = 0 THEN <<>> ELSE Extended(BootLog(i - 1), Entry(1, Adds(NewIn(i))))

Bootstrap(n) ==
  /\ n \in FirstMembers /\ term[n] = 0 /\ Voters(n) = {}
  /\ LET first == Cardinality(Boot) IN
     /\ term' = [term EXCEPT ![n] = 1]
     /\ log' = [log EXCEPT ![n] = BootLog(first)]
     /\ commit' = [commit EXCEPT ![n] = first]
     /\ conf' = [conf EXCEPT ![n].voters = FirstMembers]
     /\ ghosts' = [ghosts EXCEPT !.decided = Decide(@, BootLog(first), first, 1), !.highest = Max(@, 1)]
  /\ SayNothing
  /\ UNCHANGED <<vote, role, done, led>>
  /\ Remember(n)

-----------------------------------------------------------------------------
(* Elections.                                                              *)

VoteIn(n, t) == IF t > term[n] THEN Nobody ELSE vote[n]

(* Node n follows in a term; for use inside of actions.                    *)
Follow(n, t, newVote) ==
  /\ term' = [term EXCEPT ![n] = t]
  /\ vote' = [vote EXCEPT ![n] = newVote]
  /\ role' = [role EXCEPT ![n] = "follower"]

LearnTermOf(n, t) ==
  /\ t > term[n] /\ Follow(n, t, Nobody)
  /\ SayNothing
  /\ UNCHANGED <<log, commit, conf, done, led, ghosts>>
  /\ Remember(n)

TermsHeard ==
  IF "old" \in Besides THEN 1..ghosts.highest ELSE {term[m] : m \in Nodes}
LearnTerm(n) == \E t \in TermsHeard : LearnTermOf(n, t)

(* It has lost, or hears from no quorum, or is no member any more.         *)
StepDown(n) ==
  /\ "step" \in Besides /\ role[n] # "follower"
  /\ Follow(n, term[n], vote[n])
  /\ SayNothing
  /\ UNCHANGED <<log, commit, conf, done, disk, led, ghosts>>

(* Nobody tries to lead before it has applied the changes that it knows to *)
(* be committed.                                                           *)
Campaign(n) ==
  /\ role[n] # "leader" /\ n \in Voters(n) /\ HasAppliedChanges(n)
  /\ term[n] < MaxTerm /\ n \in MayLead[term[n] + 1]
  /\ term' = [term EXCEPT ![n] = @ + 1]
  /\ vote' = [vote EXCEPT ![n] = n]
  /\ role' = [role EXCEPT ![n] = "candidate"]
  /\ ghosts' = [ghosts EXCEPT !.highest = IF "old" \in Besides THEN Max(@, term[n] + 1) ELSE @]
  /\ UNCHANGED <<log, commit, conf, done, led>>
  /\ Say(n, {Ask(n, term[n] + 1), Granted(n, n, term[n] + 1)})
  /\ Remember(n)

IsUpToDate(n, last) ==
  \/ last.term > LastTerm(log[n])
  \/ last.term = LastTerm(log[n]) /\ last.index >= Length(log[n])

(* Whoever is asked may vote, member or not: it may not know yet that it   *)
(* is one.                                                                 *)
VoteRequestOf(n, m) ==
  /\ m.kind = "ask" /\ m.from # n /\ m.term >= term[n]
  /\ VoteIn(n, m.term) \in {Nobody, m.from} /\ IsUpToDate(n, m.last)
  /\ term' = [term EXCEPT ![n] = m.term]
  /\ vote' = [vote EXCEPT ![n] = m.from]
  /\ role' = [role EXCEPT ![n] = IF m.term > term[n] THEN "follower" ELSE @]
  /\ UNCHANGED <<log, commit, conf, done, led, ghosts>>
  /\ Say(n, {Granted(n, m.from, m.term)})
  /\ Remember(n)
VoteRequest(n) == \E m \in said : VoteRequestOf(n, m)

GrantedTo(n, t) ==
  {m.from : m \in {x \in said : x.kind = "granted" /\ x.to = n /\ x.term = t}}

BecomeLeader(n) ==
  /\ role[n] = "candidate"
  /\ IsQuorum(n, GrantedTo(n, term[n]))
  /\ role' = [role EXCEPT ![n] = "leader"]
  /\ led' = [led EXCEPT ![term[n]] = [log |-> log[n], commit |-> commit[n]]]
  /\ ghosts' = [ghosts EXCEPT !.leaders[term[n]] = @ \cup {n}]
  /\ SayNothing
  /\ UNCHANGED <<term, vote, log, commit, conf, done, disk>>

-----------------------------------------------------------------------------
(* Replication.                                                            *)

(* A leader acknowledges its own entries like any other, to itself.        *)
AppendOwn(n, entry) ==
  /\ role[n] = "leader" /\ n \in Members(n) /\ Length(log[n]) < MaxIndex
  /\ log' = [log EXCEPT ![n] = Extended(@, entry)]
  /\ led' = [led EXCEPT ![term[n]].log = log'[n]]
  /\ UNCHANGED <<term, vote, role, commit, conf, done>>
  /\ Say(n, {Agreed(n, term[n], Length(log'[n]))})
  /\ Remember(n)

Propose(n) == AppendOwn(n, Entry(term[n], {})) /\ UNCHANGED ghosts

Fits(own, from, previous) == TermAt(own, previous) = TermAt(from, previous)

(* What a follower that agrees so far may learn to be committed.           *)
Knowable(n, t, upTo) == commit[n] .. Max(commit[n], Min(upTo, led[t].commit))

IsLedByAnother(n, t) == ghosts.leaders[t] \notin {{}, {n}}

(* Part of what the leader of term t has, and of what it has committed.    *)
AppendReceiveOf(n, t, new, upTo, known) ==
  /\ t >= term[n] /\ IsLedByAnother(n, t)
  /\ Follow(n, t, VoteIn(n, t))
  /\ log' = [log EXCEPT ![n] = new]
  /\ commit' = [commit EXCEPT ![n] = known]
  /\ UNCHANGED <<conf, done, led, ghosts>>
  /\ Say(n, {Agreed(n, t, upTo)})
  /\ Remember(n)

AppendReceive(n, t) ==
  LET from == led[t].log
      places(upTo) == {p \in 0..Min(Length(log[n]), upTo) : Fits(log[n], from, p)} IN
  /\ t >= term[n] /\ IsLedByAnother(n, t)
  /\ \E upTo \in 0..Length(from) :
     \E new \in {Spliced(log[n], from, p, upTo) : p \in places(upTo)} :
     \E known \in Knowable(n, t, upTo) :
       AppendReceiveOf(n, t, new, upTo, known)

(* A heartbeat tells what is committed of that which the follower has told *)
(* to have; the follower does not compare again.  Mutant "heartbeat": of   *)
(* all.                                                                    *)
HeartbeatOf(n, t, known) ==
  /\ t >= term[n] /\ IsLedByAnother(n, t)
  /\ known <= led[t].commit
  /\ known > commit[n] =>
       IF Mutant = "heartbeat" THEN known <= Length(log[n]) ELSE n \in Telling(said, t, known)
  /\ Follow(n, t, VoteIn(n, t))
  /\ commit' = [commit EXCEPT ![n] = Max(@, known)]
  /\ SayNothing
  /\ UNCHANGED <<log, conf, done, led, ghosts>>
  /\ Remember(n)
Heartbeat(n, t) == \E known \in commit[n]..led[t].commit : HeartbeatOf(n, t, known)

(* Mutant "answer": whatever term an answer is of, it counts.              *)
Having(n, i) ==
  IF Mutant = "answer"
  THEN UNION {Telling(said, t, i) : t \in 1..term[n]}
  ELSE Telling(said, term[n], i)

(* What a quorum has on disk is committed, if it ends in the own term.     *)
CommitOf(n, i) ==
  /\ role[n] = "leader"
  /\ i > commit[n] /\ i <= Length(log[n])
  /\ IsQuorum(n, Having(n, i))
  /\ TermAt(log[n], i) = term[n]
  /\ commit' = [commit EXCEPT ![n] = i]
  /\ led' = [led EXCEPT ![term[n]].commit = i]
  /\ ghosts' = [ghosts EXCEPT !.decided = Decide(@, log[n], i, term[n])]
  /\ SayNothing
  /\ UNCHANGED <<term, vote, role, log, conf, done>>
  /\ Remember(n)
Commit(n) == \E i \in commit[n] + 1 .. Length(log[n]) : CommitOf(n, i)

(* In place of a log, what the leader has committed; whoever is no member  *)
(* by then takes nothing from it.                                          *)
SnapshotInstallOf(n, t, k) ==
  LET members == MembersAt(led[t].log, k) IN
  /\ "snapshot" \in Besides
  /\ n \in members.voters \cup members.learners
  /\ t >= term[n] /\ IsLedByAnother(n, t)
  /\ commit[n] < k /\ k <= led[t].commit
  /\ Length(log[n]) >= k => TermAt(log[n], k) # TermAt(led[t].log, k)
  /\ Follow(n, t, VoteIn(n, t))
  /\ log' = [log EXCEPT ![n] = Prefix(led[t].log, k)]
  /\ commit' = [commit EXCEPT ![n] = k]
  /\ conf' = [conf EXCEPT ![n] = members]
  /\ done' = [done EXCEPT ![n] = k]
  /\ UNCHANGED <<led, ghosts>>
  /\ Say(n, {Agreed(n, t, k)})
  /\ Remember(n)
SnapshotInstall(n, t) == \E k \in 1..led[t].commit : SnapshotInstallOf(n, t, k)

-----------------------------------------------------------------------------
(* Changes of membership.                                                  *)

(* All that was in the log when it was elected is committed, and all       *)
(* changes in it are applied.  Mutant "pending": whenever somebody asks.   *)
MayChange(n) ==
  /\ role[n] = "leader"
  /\ Mutant # "pending" =>
       /\ NextChange(log[n], done[n]) = 0
       /\ commit[n] < Length(log[n]) => TermAt(log[n], commit[n] + 1) = term[n]

ChangeConfOf(n, change) ==
  /\ MayChange(n)
  /\ ghosts.changes < MaxChanges
  /\ ghosts' = [ghosts EXCEPT !.changes = @ + 1]
  /\ AppendOwn(n, Entry(term[n], change))

(* Changes that change nothing are allowed, too; only real nodes make them.*)
ChangeConf(n) ==
  \E m \in Nodes :
    \/ m \notin Voters(n) /\ ChangeConfOf(n, Adds(m))
    \/ m \in Members(n) /\ Voters(n) # {m} /\ ChangeConfOf(n, Removes(m))
    \/ "learners" \in Besides /\ Voters(n) # {m} /\ ChangeConfOf(n, AddsLearner(m))
    \/ "learners" \in Besides /\ ChangeConfOf(n, Adds(m))

ApplyConfChange(n) ==
  LET i == NextChange(log[n], done[n]) IN
  /\ i # 0 /\ i <= commit[n]
  /\ conf' = [conf EXCEPT ![n] = Changed(@, ChangeAt(log[n], i))]
  /\ done' = [done EXCEPT ![n] = i]
  /\ SayNothing
  /\ UNCHANGED <<term, vote, role, log, commit, disk, led, ghosts>>

-----------------------------------------------------------------------------

Init ==
  /\ term = [n \in Nodes |-> 0]
  /\ vote = [n \in Nodes |-> Nobody]
  /\ role = [n \in Nodes |-> "follower"]
  /\ log = [n \in Nodes |-> <<>>]
  /\ commit = [n \in Nodes |-> 0]
  /\ conf = [n \in Nodes |-> [voters |-> Initial, learners |-> {}]]
  /\ done = [n \in Nodes |-> 0]
  /\ disk = [n \in Nodes |-> Image(n)]
  /\ said = {}
  /\ held = [n \in Nodes |-> {}]
  /\ led = [t \in 1..MaxTerm |-> [log |-> <<>>, commit |-> 0]]
  /\ ghosts = [leaders |-> [t \in 1..MaxTerm |-> {}], decided |-> {}, highest |-> 0,
               restarts |-> 0, changes |-> 0]

Next ==
  \/ \E n \in Nodes :
       \/ Bootstrap(n) \/ Campaign(n) \/ BecomeLeader(n) \/ LearnTerm(n) \/ StepDown(n)
       \/ VoteRequest(n) \/ Propose(n) \/ Commit(n) \/ Ready(n) \/ Restart(n)
       \/ ChangeConf(n) \/ ApplyConfChange(n)
  \/ \E n \in Nodes, t \in 1..MaxTerm :
       AppendReceive(n, t) \/ Heartbeat(n, t) \/ SnapshotInstall(n, t)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Nodes)

(* Values for MayLead, and a start for Boot.                               *)
Anybody == [t \in 1..MaxTerm |-> Nodes]
OneAfterAnother == [t \in 1..MaxTerm |-> IF t = 1 THEN {"n1"} ELSE {"n3"}]

-----------------------------------------------------------------------------
(* What must hold.                                                         *)

(* At most one leader a term.                                              *)
ElectionSafety == \A t \in 1..MaxTerm : Cardinality(ghosts.leaders[t]) <= 1

(* Logs that agree on the term of one entry agree on all up to it.         *)
LogMatching ==
  \A n, m \in Nodes : \A i \in 1..Min(Len(log[n]), Len(log[m])) :
    log[n][i].term = log[m][i].term => SubSeq(log[n], 1, i) = SubSeq(log[m], 1, i)

(* Whoever leads has what was committed in earlier terms.                  *)
LeaderCompleteness ==
  \A n \in Nodes : \A d \in ghosts.decided :
    role[n] = "leader" /\ term[n] > d.term =>
      Len(log[n]) >= d.index /\ log[n][d.index] = d.entry

(* One entry an index is committed, whoever says so.                       *)
StateMachineSafety ==
  /\ \A d, e \in ghosts.decided : d.index = e.index => d.entry = e.entry
  /\ \A n \in Nodes : \A i \in 1..commit[n] :
       \E d \in ghosts.decided : d.index = i /\ d.entry = log[n][i]

(* What is committed is on the disks of a majority, and stays there.       *)
CommittedIsDurable ==
  MaxChanges = 0 /\ Boot = {} => \A d \in ghosts.decided :
    2 * Cardinality({n \in Initial :
      Len(disk[n].log) >= d.index /\ disk[n].log[d.index] = d.entry})
    > Cardinality(Initial)

(* No leader has two changes on their way.                                 *)
OneChangeAtATime ==
  \A n \in Nodes : role[n] = "leader" =>
    Cardinality({i \in Changes(log[n]) : \A d \in ghosts.decided : d.index # i}) <= 1

(* What a node knows to be committed, it does not forget while it runs.    *)
CommitGrows ==
  [][\A n \in Nodes : commit'[n] >= commit[n] \/ ghosts'.restarts > ghosts.restarts]_vars
=============================================================================

---------------------------------- MODULE Raft ----------------------------------
(***************************************************************************)
(* How the members of one group agree on one log, whatever is lost,        *)
(* doubled, delayed or reordered between them, and whoever crashes.        *)
(*                                                                         *)
(* What it models: time-outs with PreVote, votes, appends and commits;     *)
(* what is on disk and what a crash loses (a message that promises         *)
(* something waits until it is true of the disk); compaction and           *)
(* snapshots; changes of membership by one member; reads that are          *)
(* confirmed by a round of heartbeats.                                     *)
(*                                                                         *)
(* What it leaves out: time (leases are in Lease), the state machine (the  *)
(* log is all that it follows from), learners, leadership transfer, and    *)
(* the policy of what to send when.                                        *)
(*                                                                         *)
(* Messages.  What a leader may ever have sent follows from its log: its   *)
(* log only grows while it leads.  So there is no set of appends under     *)
(* way: a follower may receive any part of any leader's log at any time,   *)
(* or never, which covers every loss, delay, repetition and policy.  In    *)
(* the same way an answer is remembered when it is given, and counts when  *)
(* somebody relies on it.                                                  *)
(*                                                                         *)
(* Where it comes from: Ongaro and Ousterhout, "In Search of an            *)
(* Understandable Consensus Algorithm" (2014), section 5; Ongaro's thesis  *)
(* (2014), sections 3.6.2 (commits), 4.1 (membership), 5.1 (snapshots),    *)
(* 6.4 (reads), 9.6 (PreVote).  Actions have the names of the events in    *)
(* the store's trace.                                                      *)
(*                                                                         *)
(* A mutant is a value of the constant Mutant, with the name of its twin   *)
(* in the store.                                                           *)
(***************************************************************************)
EXTENDS RaftLogs, TLC

CONSTANTS
  Nodes,           \* all who may ever be members
  Initial,         \* those who are voters at first
  MaxTerm,         \* bounds: the highest term,
  MaxIndex,        \* the longest log,
  MaxRestarts,     \* how many crashes,
  MaxCompactions,  \* how many compactions,
  MaxChanges,      \* how many changes of membership,
  MaxReads,        \* how many reads
  Prompt,          \* TRUE: a step and its write to disk are one step
  WithPreVote,     \* whether a term needs a quorum that wants it
  MayLead,         \* term -> those who may time out into it
  Besides,         \* what a model looks at besides: some of All, below
  Mutant           \* "none", or the bug that is seeded

Nobody == "nobody"

Mutants == {"none", "M01", "M03", "M04", "M05", "M06", "M07", "M10", "M12",
            "M13", "M17", "M18", "M19", "M31"}

(* What real nodes do besides, and what makes a model large: "old" terms   *)
(* are learned from messages that come late; a "step" down in the own      *)
(* term; "lead" handed over; "learn", changes of members who do not vote;  *)
(* a "queue" of writes, of which a crash may leave any part.               *)
All == {"old", "step", "lead", "learn", "queue"}

ASSUME Mutant \in Mutants /\ Initial \subseteq Nodes /\ Besides \subseteq All

VARIABLES
  term, vote, role, log, commit,  \* what each node knows
  base,      \* node -> up to which index its log is only a snapshot
  disk,      \* node -> what it would remember after a crash
  said,      \* answers and questions that were sent
  held,      \* node -> those that wait for its disk
  queue,     \* node -> writes on their way, each with those that wait for it
  led,       \* term -> what its leader has: all that it may have sent
  reads,     \* reads that were begun
  ghosts     \* what no node knows: who led, what was committed, how often

vars == <<term, vote, role, log, commit, base, disk, said, held, queue, led, reads, ghosts>>

-----------------------------------------------------------------------------
(* Entries and quorums; logs are in RaftLogs.                              *)

(* An entry is the term in which it was proposed, and the voters that it   *)
(* makes; none for a command.  What a command says does not matter here.   *)
Entry(t, voters) == [term |-> t, voters |-> voters]

Changes(entries) == {i \in 1..Len(entries) : entries[i].voters # {}}
LastChange(entries) == Biggest({0} \cup Changes(entries))

(* The latest membership in the log counts, committed or not.              *)
VotersIn(entries, first) ==
  LET i == LastChange(entries) IN IF i = 0 THEN first ELSE entries[i].voters
Voters(n) == VotersIn(log[n], Initial)

(* M18: those who were removed count, too.                                 *)
Counted(n) ==
  IF Mutant = "M18"
  THEN Initial \cup UNION {log[n][i].voters : i \in Changes(log[n])}
  ELSE Voters(n)

IsQuorum(n, who) ==
  LET counted == Counted(n) IN 2 * Cardinality(who \cap counted) > Cardinality(counted)

-----------------------------------------------------------------------------
(* Disks and messages.                                                     *)

Image(n) ==
  [term |-> term[n], vote |-> vote[n], log |-> log[n], commit |-> commit[n],
   base |-> base[n]]

(* What its disk will hold when all writes that are on their way are done. *)
Written(n) ==
  IF queue[n] = <<>> THEN disk[n] ELSE queue[n][Len(queue[n])].image

(* How much of its log a node has on disk.  M13: it takes all of it to be. *)
Persisted(n) ==
  IF Mutant = "M13" THEN Length(log[n]) ELSE Common(disk[n].log, log[n])

(* Whether its term and vote are on disk.  M06: it takes them to be.       *)
VotePersisted(n) ==
  Mutant = "M06" \/ (disk[n].term = term[n] /\ disk[n].vote = vote[n])

(* Messages of these kinds.                                                *)
Wish(n, t) == [kind |-> "wish", from |-> n, term |-> t, last |-> [index |-> Length(log[n]), term |-> LastTerm(log[n])]]
Ask(n, t) == [Wish(n, t) EXCEPT !.kind = "ask"]
Willing(n, to, t) == [kind |-> "willing", from |-> n, to |-> to, term |-> t]
Granted(n, to, t) == [kind |-> "granted", from |-> n, to |-> to, term |-> t]
Lead(n, to, t) == [kind |-> "lead", from |-> n, to |-> to, term |-> t]

(* Whether node n, at the end of a step, has something to write.           *)
HasNews(n) ==
  \/ term'[n] # Written(n).term \/ vote'[n] # Written(n).vote
  \/ log'[n] # Written(n).log

(* What node n says, once it is true of its disk; or at once.              *)
Say(n, message, atOnce) ==
  IF Prompt \/ atOnce \/ (~HasNews(n) /\ queue[n] = <<>>)
  THEN said' = With(said, {message}) /\ held' = held /\ queue' = queue
  ELSE IF HasNews(n)
  THEN held' = [held EXCEPT ![n] = With(@, {message})] /\ said' = said /\ queue' = queue
  ELSE /\ queue' = [queue EXCEPT ![n][Len(queue[n])].says = With(@, {message})]
       /\ said' = said /\ held' = held
SayNothing == UNCHANGED <<said, held, queue>>

(* The end of every step that changes what node n must remember.           *)
Remember(n) == disk' = IF Prompt THEN [disk EXCEPT ![n] = Image(n)'] ELSE disk

(* Writing what is known begins; what was to be said waits for its end.    *)
Write(n) ==
  /\ "queue" \in Besides
  /\ Image(n) # Written(n)
  /\ queue' = [queue EXCEPT ![n] = Append(@, [image |-> Image(n), says |-> held[n]])]
  /\ held' = [held EXCEPT ![n] = {}]
  /\ UNCHANGED <<term, vote, role, log, commit, base, disk, said, led, reads, ghosts>>

(* The first writes on their way are done, all that waited for them is     *)
(* said.                                                                   *)
PersistOf(n, writes) ==
  /\ writes \in 1..Len(queue[n])
  /\ disk' = [disk EXCEPT ![n] = queue[n][writes].image]
  /\ said' = With(said, UNION {queue[n][i].says : i \in 1..writes})
  /\ queue' = [queue EXCEPT ![n] = SubSeq(@, writes + 1, Len(@))]
  /\ UNCHANGED <<term, vote, role, log, commit, base, held, led, reads, ghosts>>

(* Both as one step.                                                       *)
PersistAll(n) ==
  /\ ~Prompt /\ "queue" \notin Besides
  /\ disk' = [disk EXCEPT ![n] = Image(n)]
  /\ said' = With(said, held[n])
  /\ held' = [held EXCEPT ![n] = {}]
  /\ <<disk, held>>' # <<disk, held>>
  /\ UNCHANGED <<term, vote, role, log, commit, base, queue, led, reads, ghosts>>

Persist(n) == PersistAll(n) \/ \E i \in 1..Len(queue[n]) : PersistOf(n, i)

(* A crash leaves what was on disk, or any of the writes that were on      *)
(* their way; or, of a write that comes with a snapshot, only that.        *)
ImageAt(n, i) == IF i = 0 THEN disk[n] ELSE queue[n][i].image

SnapshotOnly(old, new) ==
  LET its == TermAt(new.log, new.base) IN
  [term |-> Max(old.term, its), vote |-> IF its > old.term THEN Nobody ELSE old.vote,
   log |-> Prefix(new.log, new.base), commit |-> new.base, base |-> new.base]

Recoverable(n) ==
  {ImageAt(n, i) : i \in 0..Len(queue[n])}
  \cup {SnapshotOnly(ImageAt(n, p[1]), ImageAt(n, p[2])) :
          p \in {q \in (0..Len(queue[n])) \X (1..Len(queue[n])) : q[1] < q[2]
                   /\ Common(ImageAt(n, q[1]).log, ImageAt(n, q[2]).log) < ImageAt(n, q[2]).base}}

(* A crash and what comes after it: only the disk is remembered.  With a   *)
(* snapshot of its own, a node may remember a little more to be committed. *)
RestartOf(n, image, known, from) ==
  /\ ghosts.restarts < MaxRestarts
  /\ ghosts' = [ghosts EXCEPT !.restarts = @ + 1]
  /\ known \in image.commit .. Max(image.commit, Min(commit[n], Length(image.log)))
  /\ from \in image.base .. known
  /\ term' = [term EXCEPT ![n] = image.term]
  /\ vote' = [vote EXCEPT ![n] = image.vote]
  /\ log' = [log EXCEPT ![n] = image.log]
  /\ commit' = [commit EXCEPT ![n] = known]
  /\ base' = [base EXCEPT ![n] = from]
  /\ role' = [role EXCEPT ![n] = "follower"]
  /\ disk' = [disk EXCEPT ![n] = [image EXCEPT !.commit = known, !.base = from]]
  /\ held' = [held EXCEPT ![n] = {}]
  /\ queue' = [queue EXCEPT ![n] = <<>>]
  /\ reads' = {r \in reads : r.node # n \/ r.done}
  /\ UNCHANGED <<said, led>>

Restart(n) ==
  \E image \in Recoverable(n) :
  \E known \in IF "queue" \in Besides THEN 0..commit[n] ELSE {image.commit} :
  \E from \in IF "queue" \in Besides THEN 0..known ELSE {image.base} :
    RestartOf(n, image, known, from)

-----------------------------------------------------------------------------
(* Elections.                                                              *)

VoteIn(n, t) == IF t > term[n] THEN Nobody ELSE vote[n]

(* Node n follows in a term; for use inside of actions.                    *)
Follow(n, t, newVote) ==
  /\ term' = [term EXCEPT ![n] = t]
  /\ vote' = [vote EXCEPT ![n] = newVote]
  /\ role' = [role EXCEPT ![n] = "follower"]

(* Any message tells the term of who sent it, now or when it was sent.     *)
LearnTermOf(n, t) ==
  /\ t > term[n] /\ Follow(n, t, Nobody)
  /\ SayNothing
  /\ UNCHANGED <<log, commit, base, led, reads, ghosts>>
  /\ Remember(n)

TermsHeard ==
  IF "old" \in Besides THEN 1..ghosts.highest ELSE {term[m] : m \in Nodes}
LearnTerm(n) == \E t \in TermsHeard : LearnTermOf(n, t)

(* Somebody gives up to lead, or to try.                                   *)
StepDown(n) ==
  /\ "step" \in Besides /\ role[n] # "follower"
  /\ Follow(n, term[n], vote[n])
  /\ SayNothing
  /\ UNCHANGED <<log, commit, base, disk, led, reads, ghosts>>

(* Whether a log that ends there may lead node n.  M05: compared with what *)
(* the node knows to be committed, not with what it has accepted.          *)
IsUpToDate(n, last) ==
  LET own == IF Mutant = "M05" THEN commit[n] ELSE Length(log[n]) IN
  \/ last.term > TermAt(log[n], own)
  \/ last.term = TermAt(log[n], own) /\ last.index >= own

MayTimeOut(n) ==
  /\ role[n] # "leader" /\ n \in Voters(n) /\ term[n] < MaxTerm
  /\ n \in MayLead[term[n] + 1]

(* It asks whether it could win, without a term of its own.                *)
TimeoutPreVote(n) ==
  /\ WithPreVote /\ Mutant # "M31" /\ MayTimeOut(n)
  /\ role[n] = "follower" \/ Wish(n, term[n] + 1) \notin said
  /\ role' = [role EXCEPT ![n] = "precandidate"]
  /\ UNCHANGED <<term, vote, log, commit, base, disk, led, reads, ghosts>>
  /\ Say(n, Wish(n, term[n] + 1), TRUE)

PreVoteRequestOf(n, m) ==
  /\ m.kind = "wish" /\ m.from # n /\ m.term > term[n]
  /\ role[n] # "leader" /\ IsUpToDate(n, m.last)
  /\ Willing(n, m.from, m.term) \notin said
  /\ UNCHANGED <<term, vote, role, log, commit, base, disk, led, reads, ghosts>>
  /\ Say(n, Willing(n, m.from, m.term), TRUE)
PreVoteRequest(n) == \E m \in said : PreVoteRequestOf(n, m)

WillingFor(n, t) ==
  {m.from : m \in {x \in said : x.kind = "willing" /\ x.to = n /\ x.term = t}}
GrantedTo(n, t) ==
  {m.from : m \in {x \in said : x.kind = "granted" /\ x.to = n /\ x.term = t}}

(* A leader asks another to lead in its place, which asks nobody first.    *)
TransferOf(n, to) ==
  /\ "lead" \in Besides /\ role[n] = "leader" /\ to \in Voters(n) \ {n}
  /\ Lead(n, to, term[n]) \notin said
  /\ UNCHANGED <<term, vote, role, log, commit, base, disk, led, reads, ghosts>>
  /\ Say(n, Lead(n, to, term[n]), TRUE)
Transfer(n) == \E to \in Nodes : TransferOf(n, to)

IsAskedToLead(n) ==
  "lead" \in Besides /\ \E m \in Nodes : Lead(m, n, term[n]) \in said

(* It asks for votes in a new term.  M31: without knowing that it may win. *)
TimeoutVote(n) ==
  /\ MayTimeOut(n)
  /\ (WithPreVote /\ Mutant # "M31") =>
       \/ role[n] = "precandidate" /\ IsQuorum(n, {n} \cup WillingFor(n, term[n] + 1))
       \/ IsAskedToLead(n)
  /\ term' = [term EXCEPT ![n] = @ + 1]
  /\ vote' = [vote EXCEPT ![n] = n]
  /\ role' = [role EXCEPT ![n] = "candidate"]
  /\ ghosts' = [ghosts EXCEPT !.highest = IF "old" \in Besides THEN Max(@, term[n] + 1) ELSE @]
  /\ UNCHANGED <<log, commit, base, led, reads>>
  /\ Say(n, Ask(n, term[n] + 1), Mutant = "M06")
  /\ Remember(n)

VoteRequestOf(n, m) ==
  /\ m.kind = "ask" /\ m.from # n /\ m.term >= term[n]
  /\ VoteIn(n, m.term) \in {Nobody, m.from} /\ IsUpToDate(n, m.last)
  /\ Granted(n, m.from, m.term) \notin said \cup held[n]
  /\ term' = [term EXCEPT ![n] = m.term]
  /\ vote' = [vote EXCEPT ![n] = m.from]
  /\ role' = [role EXCEPT ![n] = IF m.term > term[n] THEN "follower" ELSE @]
  /\ UNCHANGED <<log, commit, base, led, reads, ghosts>>
  /\ Say(n, Granted(n, m.from, m.term), Mutant = "M06")
  /\ Remember(n)
VoteRequest(n) == \E m \in said : VoteRequestOf(n, m)

(* The own vote counts once it is on disk.                                 *)
BecomeLeader(n) ==
  /\ role[n] = "candidate"
  /\ IsQuorum(n, GrantedTo(n, term[n]) \cup (IF VotePersisted(n) THEN {n} ELSE {}))
  /\ role' = [role EXCEPT ![n] = "leader"]
  /\ led' = [led EXCEPT ![term[n]] = [log |-> log[n], commit |-> commit[n]]]
  /\ ghosts' = [ghosts EXCEPT !.leaders[term[n]] = @ \cup {n}]
  /\ SayNothing
  /\ UNCHANGED <<term, vote, log, commit, base, disk, reads>>

-----------------------------------------------------------------------------
(* Replication.                                                            *)

AppendOwn(n, entry) ==
  /\ log' = [log EXCEPT ![n] = Extended(@, entry)]
  /\ led' = [led EXCEPT ![term[n]].log = log'[n]]
  /\ SayNothing
  /\ UNCHANGED <<term, vote, role, commit, base, reads>>
  /\ Remember(n)

Propose(n) ==
  /\ role[n] = "leader" /\ Length(log[n]) < MaxIndex
  /\ UNCHANGED ghosts
  /\ AppendOwn(n, Entry(term[n], {}))

(* M04: what is there stays in any case.                                   *)
Taken(own, from, previous, upTo) ==
  IF Mutant = "M04"
  THEN IF Len(own) >= upTo THEN own ELSE own \o SubSeq(from, Len(own) + 1, upTo)
  ELSE Spliced(own, from, previous, upTo)

(* Where an append may begin: after an entry on which both agree.  M03:    *)
(* whatever the follower claims to have there is "agreed".                 *)
Fits(own, from, previous) ==
  Mutant = "M03" \/ TermAt(own, previous) = TermAt(from, previous)
Places(own, from, least, upTo) ==
  {p \in least..Min(Length(own), upTo) : Fits(own, from, p)}

(* What a follower that agrees so far may learn to be committed.           *)
Knowable(n, t, upTo) == commit[n] .. Max(commit[n], Min(upTo, led[t].commit))

(* Part of what the leader of term t has, and of what it has committed.    *)
AppendReceiveOf(n, t, new, upTo, known) ==
  /\ t >= term[n] /\ n \notin ghosts.leaders[t] /\ ghosts.leaders[t] # {}
  /\ Follow(n, t, VoteIn(n, t))
  /\ log' = [log EXCEPT ![n] = new]
  /\ commit' = [commit EXCEPT ![n] = known]
  /\ UNCHANGED <<base, led, reads, ghosts>>
  /\ Say(n, Agreed(n, t, upTo), Mutant = "M13")
  /\ Remember(n)

AppendReceive(n, t) ==
  LET from == led[t].log IN
  /\ t >= term[n] /\ ghosts.leaders[t] # {}
  /\ \E upTo \in base[n]..Length(from) :
     \E new \in {Taken(log[n], from, p, upTo) : p \in Places(log[n], from, base[n], upTo)} :
     \E known \in Knowable(n, t, upTo) :
       AppendReceiveOf(n, t, new, upTo, known)

(* Those who have an entry on disk, by what they told the leader.          *)
(* M01: an answer, even a refusal, counts for the first entry that waits.  *)
Having(n, i) ==
  Telling(said, term[n], i)
  \cup (IF Mutant = "M01" /\ i = commit[n] + 1
        THEN {m \in Nodes : m # n /\ term[m] = term[n]} ELSE {})
  \cup (IF Persisted(n) >= i THEN {n} ELSE {})

(* What a quorum has on disk is committed, if it ends in the own term.     *)
(* M12: whatever its term.                                                 *)
CommitOf(n, i) ==
  /\ role[n] = "leader"
  /\ i > commit[n] /\ i <= Length(log[n])
  /\ IsQuorum(n, Having(n, i))
  /\ Mutant = "M12" \/ TermAt(log[n], i) = term[n]
  /\ commit' = [commit EXCEPT ![n] = i]
  /\ led' = [led EXCEPT ![term[n]].commit = i]
  /\ ghosts' = [ghosts EXCEPT !.decided = Decide(@, log[n], i, term[n])]
  /\ SayNothing
  /\ UNCHANGED <<term, vote, role, log, base, reads>>
  /\ Remember(n)
Commit(n) == \E i \in commit[n] + 1 .. Length(log[n]) : CommitOf(n, i)

-----------------------------------------------------------------------------
(* Snapshots: the state that one stands for is the log that it comes from. *)

CompactOf(n, i) ==
  /\ ghosts.compactions < MaxCompactions
  /\ base[n] < i /\ i <= Min(commit[n], Persisted(n))
  /\ base' = [base EXCEPT ![n] = i]
  /\ ghosts' = [ghosts EXCEPT !.compactions = @ + 1]
  /\ SayNothing
  /\ UNCHANGED <<term, vote, role, log, commit, led, reads>>
  /\ Remember(n)
Compact(n) == \E i \in base[n] + 1 .. commit[n] : CompactOf(n, i)

(* What the leader of term t has committed.  M19: it replaces what is      *)
(* newer, too.                                                             *)
SnapshotInstallOf(n, t, k) ==
  /\ MaxCompactions > 0
  /\ t >= term[n] /\ n \notin ghosts.leaders[t]
  /\ k <= led[t].commit
  /\ IF Mutant = "M19" THEN k # commit[n] ELSE k > commit[n]
  /\ Follow(n, t, VoteIn(n, t))
  /\ IF k > commit[n] /\ Length(log[n]) >= k /\ TermAt(log[n], k) = TermAt(led[t].log, k)
     THEN UNCHANGED <<log, base>>
     ELSE /\ log' = [log EXCEPT ![n] = Prefix(led[t].log, k)]
          /\ base' = [base EXCEPT ![n] = k]
  /\ commit' = [commit EXCEPT ![n] = k]
  /\ UNCHANGED <<led, reads, ghosts>>
  /\ Say(n, Agreed(n, t, k), FALSE)
  /\ Remember(n)
SnapshotInstall(n, t) == \E k \in 1..led[t].commit : SnapshotInstallOf(n, t, k)

-----------------------------------------------------------------------------
(* Membership: one more or one less, one change at a time, and none before *)
(* an entry of the own term is committed.  M17: whenever somebody asks.    *)

CommittedInTerm(n) == TermAt(log[n], commit[n]) = term[n]

MembershipProposeOf(n, new) ==
  /\ role[n] = "leader" /\ Length(log[n]) < MaxIndex
  /\ ghosts.changes < MaxChanges
  /\ Mutant # "M17" => CommittedInTerm(n) /\ LastChange(log[n]) <= commit[n]
  /\ ghosts' = [ghosts EXCEPT !.changes = @ + 1]
  /\ new # {} /\ Cardinality((new \ Voters(n)) \cup (Voters(n) \ new)) <= 1
  /\ "learn" \notin Besides => new # Voters(n)
  /\ AppendOwn(n, Entry(term[n], new))

MembershipPropose(n) ==
  \E one \in Nodes :
    MembershipProposeOf(n, IF one \in Voters(n) THEN Voters(n) \ {one} ELSE Voters(n) \cup {one})
Learn(n) == "learn" \in Besides /\ MembershipProposeOf(n, Voters(n))

-----------------------------------------------------------------------------
(* Reads.  Each has a number of its own, and is confirmed by those who     *)
(* hear of it while no newer term is known to them.                        *)

Decided == Biggest({0} \cup {d.index : d \in ghosts.decided})

(* M10: before the leader knows what is committed.                         *)
MayRead(n) == role[n] = "leader" /\ (Mutant = "M10" \/ CommittedInTerm(n))

ReadIndex(n) ==
  /\ MayRead(n) /\ Cardinality(reads) < MaxReads
  /\ reads' = reads \cup {
       [number |-> Cardinality(reads) + 1, node |-> n, term |-> term[n],
        index |-> commit[n], least |-> Decided,
        heard |-> {}, done |-> FALSE]}
  /\ SayNothing
  /\ UNCHANGED <<term, vote, role, log, commit, base, disk, led, ghosts>>

HeartbeatOf(n, r) ==
  /\ r.node # n /\ n \notin r.heard /\ ~r.done /\ r.term >= term[n]
  /\ Follow(n, r.term, VoteIn(n, r.term))
  /\ reads' = (reads \ {r}) \cup {[r EXCEPT !.heard = @ \cup {n}]}
  /\ SayNothing
  /\ UNCHANGED <<log, commit, base, led, ghosts>>
  /\ Remember(n)
Heartbeat(n) == \E r \in reads : HeartbeatOf(n, r)

(* M07: that it believes to lead is enough.                                *)
ReadDoneOf(n, r) ==
  /\ r.node = n /\ ~r.done /\ role[n] = "leader" /\ term[n] = r.term
  /\ Mutant = "M07" \/ IsQuorum(n, r.heard \cup {n})
  /\ reads' = (reads \ {r}) \cup {[r EXCEPT !.done = TRUE]}
  /\ SayNothing
  /\ UNCHANGED <<term, vote, role, log, commit, base, disk, led, ghosts>>
ReadDone(n) == \E r \in reads : ReadDoneOf(n, r)

-----------------------------------------------------------------------------

Init ==
  /\ term = [n \in Nodes |-> 0]
  /\ vote = [n \in Nodes |-> Nobody]
  /\ role = [n \in Nodes |-> "follower"]
  /\ log = [n \in Nodes |-> <<>>]
  /\ commit = [n \in Nodes |-> 0]
  /\ base = [n \in Nodes |-> 0]
  /\ disk = [n \in Nodes |-> Image(n)]
  /\ said = {}
  /\ held = [n \in Nodes |-> {}]
  /\ queue = [n \in Nodes |-> <<>>]
  /\ led = [t \in 1..MaxTerm |-> [log |-> <<>>, commit |-> 0]]
  /\ reads = {}
  /\ ghosts = [leaders |-> [t \in 1..MaxTerm |-> {}], decided |-> {}, highest |-> 0,
               restarts |-> 0, compactions |-> 0, changes |-> 0]

Next ==
  \/ \E n \in Nodes :
       \/ TimeoutPreVote(n) \/ TimeoutVote(n) \/ BecomeLeader(n) \/ LearnTerm(n)
       \/ StepDown(n) \/ Transfer(n) \/ Propose(n) \/ Commit(n)
       \/ Write(n) \/ Persist(n) \/ Restart(n) \/ Compact(n)
       \/ MembershipPropose(n) \/ Learn(n) \/ ReadIndex(n) \/ Heartbeat(n) \/ ReadDone(n)
       \/ PreVoteRequest(n) \/ VoteRequest(n)
  \/ \E n \in Nodes, t \in 1..MaxTerm : AppendReceive(n, t) \/ SnapshotInstall(n, t)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Nodes)

(* Values for MayLead.  The smaller models follow one story of elections   *)
(* and leave everything else open: who hears what, and who crashes.        *)
Anybody == [t \in 1..MaxTerm |-> Nodes]
OneAfterAnother == [t \in 1..MaxTerm |-> IF t = 1 THEN {"n1"} ELSE {"n3"}]
ToAndFro == [t \in 1..MaxTerm |-> IF t % 2 = 1 THEN {"n1"} ELSE {"n3"}]

(* A bound: what was proposed in the first two terms reaches nobody before *)
(* the third, as in figure 8 of the paper.                                 *)
Figure8 == \A m \in said : m.kind = "agreed" => m.term >= 3

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
  MaxChanges = 0 => \A d \in ghosts.decided :
    2 * Cardinality({n \in Initial :
      Len(disk[n].log) >= d.index /\ disk[n].log[d.index] = d.entry})
    > Cardinality(Initial)

(* No leader has two changes on their way.                                 *)
OneChangeAtATime ==
  \A n \in Nodes : role[n] = "leader" =>
    Cardinality({i \in Changes(log[n]) : i > commit[n]}) <= 1

(* A read sees all that was committed when it began.                       *)
ReadsAreFresh == \A r \in reads : r.done => r.index >= r.least

(* Nobody raises its term unless a quorum wants it.                        *)
TermsAreWanted ==
  WithPreVote => \A m \in said : m.kind = "ask" =>
    2 * Cardinality({m.from} \cup WillingFor(m.from, m.term)) > Cardinality(Initial)

(* What a leader commits is on the disks of a majority of those who are    *)
(* members when it does.                                                   *)
CommitsByMembers ==
  [][\A n \in Nodes : role[n] = "leader" /\ role'[n] = "leader" /\ commit'[n] > commit[n] =>
       2 * Cardinality({m \in Voters(n) : Common(disk[m].log, log[n]) >= commit'[n]})
         > Cardinality(Voters(n))]_vars

(* What a node knows to be committed, it does not forget while it runs.    *)
CommitGrows ==
  [][\A n \in Nodes : commit'[n] >= commit[n] \/ ghosts'.restarts > ghosts.restarts]_vars
=============================================================================

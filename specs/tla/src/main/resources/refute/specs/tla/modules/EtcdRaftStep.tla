------------------------------ MODULE EtcdRaftStep ------------------------------
(***************************************************************************)
(* What the events in a trace of go.etcd.io/raft say, in terms of          *)
(* EtcdRaft.                                                               *)
(*                                                                         *)
(* Each event e is a record: who (node), what (ev), its message if it has  *)
(* one, and the node's variables (s).  Some events are recorded before     *)
(* what they tell of is done, others after it; Before(e) and Observed(e)   *)
(* say which.  Step(e) is the one action of EtcdRaft that it reports, or   *)
(* changes nothing there.                                                  *)
(*                                                                         *)
(* Here each message counts.  It is on its way when a Ready has handed it  *)
(* over, and arrives at most once: one that was never sent is no step.     *)
(* What a message does, the event of the answer to it tells; until then    *)
(* the node has it in its hand.                                            *)
(*                                                                         *)
(* What it leaves out: where an append may begin to be tried again (of a   *)
(* hint, only that its term is that of the log there); messages that leave *)
(* no event (PreVote, proposals, reads, MsgTimeoutNow), which may tell a   *)
(* node of any term that somebody is in.                                   *)
(***************************************************************************)
EXTENDS EtcdRaft

VARIABLES
  wire,      \* messages on their way: how often each
  parcel,    \* node -> messages for its next Ready, likewise
  hand,      \* node -> the message that it deals with
  heard,     \* node -> what leads it to lead: votes, and acknowledgements
  phase,     \* node -> how far its start is: one of these below
  batch,     \* node -> where the log ended before a proposal, if that was last
  last,      \* node -> its last event
  owed       \* node -> of which events its next one must be; {}: of any

stepVars == <<wire, parcel, hand, heard, phase, batch, last, owed>>

(* A start is over, or its storage is being read; above, so many changes   *)
(* of a start by changes are told.                                         *)
Running == 0
Reading == 1

Nothing == [x \in {} |-> 0]
NoMessage ==
  [type |-> "none", from |-> Nobody, to |-> Nobody, term |-> 0, index |-> 0, logTerm |-> 0,
   entries |-> 0, commit |-> 0, reject |-> FALSE, rejectHint |-> 0]
Unheard == [yes |-> {}, no |-> {}, match |-> [m \in Nodes |-> 0]]

StepInit ==
  /\ Init
  /\ wire = Nothing
  /\ parcel = [n \in Nodes |-> Nothing]
  /\ hand = [n \in Nodes |-> NoMessage]
  /\ heard = [n \in Nodes |-> Unheard]
  /\ phase = [n \in Nodes |-> Running]
  /\ batch = [n \in Nodes |-> {}]
  /\ last = [n \in Nodes |-> "none"]
  /\ owed = [n \in Nodes |-> {}]

(* In place of Decide: what is decided follows from the steps, and need    *)
(* not be kept.                                                            *)
DecideNothing(known, entries, i, t) == known

(* In place of Symmetry: ten nodes have millions of permutations, and TLC  *)
(* would make them all.                                                    *)
NoSymmetry == {}

-----------------------------------------------------------------------------
(* Messages, and how often.                                                *)

Times(bag, m) == IF m \in DOMAIN bag THEN bag[m] ELSE 0
Both(bag, other) ==
  [m \in DOMAIN bag \cup DOMAIN other |-> Times(bag, m) + Times(other, m)]
More(bag, m) == IF m \in DOMAIN bag THEN [bag EXCEPT ![m] = @ + 1] ELSE (m :> 1) @@ bag
Less(bag, m) ==
  IF bag[m] > 1 THEN [bag EXCEPT ![m] = @ - 1] ELSE [x \in DOMAIN bag \ {m} |-> bag[x]]

(* Of an old term, nothing need be kept: whoever gets it, forgets it.      *)
Current(bag, n, t) == [m \in {x \in DOMAIN bag : x.to # n \/ x.term >= t} |-> bag[m]]

Message(e) ==
  [type |-> e.type, from |-> e.from, to |-> e.to, term |-> e.term, index |-> e.index,
   logTerm |-> e.logTerm, entries |-> e.entries, commit |-> e.commit,
   reject |-> e.reject, rejectHint |-> e.rejectHint]

(* A message of these kinds, as it must be.                                *)
Blank(type, n, to) ==
  [NoMessage EXCEPT !.type = type, !.from = n, !.to = to, !.term = term[n]]

IsSend(e) ==
  e.ev \in {"SendAppendEntriesRequest", "SendAppendEntriesResponse",
            "SendRequestVoteRequest", "SendRequestVoteResponse"}
IsProposal(event) == event \in {"Replicate", "ChangeConf"}
IsReceive(e) ==
  e.ev \in {"ReceiveAppendEntriesRequest", "ReceiveAppendEntriesResponse",
            "ReceiveRequestVoteRequest", "ReceiveRequestVoteResponse"}

-----------------------------------------------------------------------------
(* Events that change nothing.                                             *)

Told == UNCHANGED vars

(* What an old term says may be lost from sight: it changes nothing.       *)
OnReceive(e) ==
  /\ e.to = e.node
  /\ e.term >= term[e.node] => Times(wire, Message(e)) > 0
  /\ Told

OnSendAppend(e) ==
  LET n == e.node
      m == Message(e) IN
  /\ role[n] = "leader" /\ e.to \in Members(n) \ {n}
  /\ CASE e.type = "MsgApp" ->
            /\ e.index + e.entries <= Length(log[n])
            /\ e.logTerm = TermAt(log[n], e.index)
            /\ m = [Blank(e.type, n, e.to) EXCEPT
                      !.index = e.index, !.logTerm = e.logTerm, !.entries = e.entries,
                      !.commit = commit[n]]
       [] e.type = "MsgHeartbeat" ->
            m = [Blank(e.type, n, e.to) EXCEPT !.commit = Min(heard[n].match[e.to], commit[n])]
       [] e.type = "MsgSnap" ->
            /\ e.entries <= commit[n]
            /\ m = [Blank(e.type, n, e.to) EXCEPT !.entries = e.entries]
  /\ Told

Campaigning == {"BecomeCandidate", "SendRequestVoteRequest", "SendRequestVoteResponse"}

OnSendAsk(e) ==
  LET n == e.node IN
  /\ role[n] = "candidate" /\ e.to \in Voters(n) \ {n}
  /\ last[n] \in Campaigning /\ Times(parcel[n], Message(e)) = 0
  /\ Message(e) = [Blank("MsgVote", n, e.to) EXCEPT
                     !.index = Length(log[n]), !.logTerm = LastTerm(log[n])]
  /\ Told

-----------------------------------------------------------------------------
(* A start: the storage is read, then the members that the application     *)
(* remembers are told, then term and vote.  The first members of a group   *)
(* start by changes after that: each is told as it is made.                *)

OnInitState(e) ==
  /\ e.s.log = Length(disk[e.node].log)
  /\ Told

IsFirst(n) == n \in FirstMembers /\ term[n] = 0 /\ Voters(n) = {}

(* The places in a log after which the members may be those of a start.    *)
RECURSIVE Places(_, _, _)
Places(entries, from, upTo) ==
  LET i == NextChange(entries, from) IN
  {from} \cup (IF i = 0 \/ i > upTo THEN {} ELSE Places(entries, i, upTo))

(* A snapshot that takes the place of the log forgets the members first.   *)
IsSnapshot(e) == hand[e.node].type = "MsgSnap" /\ e.s.voters = {}

OnApplyConfChange(e) ==
  LET n == e.node IN
  CASE phase[n] = Reading ->
         \E from \in Places(disk[n].log, 0, disk[n].commit) :
           /\ RestartOf(n, from)
           /\ conf'[n].voters = e.newconf
    [] phase[n] = Running /\ IsFirst(n) ->
         /\ owed[n] = {"ApplyConfChange"}
         /\ Bootstrap(n)
         /\ e.newconf = {NewIn(1)}
    [] phase[n] > Reading -> e.newconf = e.s.voters \cup {NewIn(phase[n])} /\ Told
    [] phase[n] = Running /\ ~IsFirst(n) /\ IsSnapshot(e) ->
         /\ hand[n].term = term[n]
         /\ SnapshotInstallOf(n, term[n], hand[n].entries)
         /\ conf'[n].voters = e.newconf
    [] OTHER -> ApplyConfChange(n) /\ conf'[n].voters = e.newconf

-----------------------------------------------------------------------------
(* Elections.                                                              *)

(* It gave up to lead, or to try, or only to wish; or it is in a newer     *)
(* term.  The first members begin in term 1, and are told to be in it      *)
(* before they have anything in their logs.                                *)
OnBecomeFollower(e) ==
  LET n == e.node IN
  IF e.s.term > term[n] /\ ~(IsFirst(n) /\ e.s.term = 1)
  THEN /\ e.s.term \in TermsHeard
       /\ LearnTermOf(n, e.s.term)
  ELSE IF role[n] = "follower" THEN Told ELSE StepDown(n)

OnBecomeLeader(e) ==
  /\ last[e.node] = "ReceiveRequestVoteResponse"
  /\ IsQuorum(e.node, heard[e.node].yes)
  /\ BecomeLeader(e.node)

OnSendAnswer(e) ==
  LET n == e.node
      asked == hand[n] IN
  /\ Message(e) = [Blank("MsgVoteResp", n, e.to) EXCEPT !.reject = e.reject]
  /\ IF e.to = n
     THEN role[n] = "candidate" /\ last[n] \in Campaigning /\ ~e.reject /\ Told
     ELSE /\ asked.type = "MsgVote" /\ asked.from = e.to /\ asked.term = term[n]
          /\ IF e.reject THEN Told
             ELSE \E ask \in said :
                    /\ ask.kind = "ask" /\ ask.from = e.to /\ ask.term = asked.term
                    /\ ask.last = [index |-> asked.index, term |-> asked.logTerm]
                    /\ VoteRequestOf(n, ask)

-----------------------------------------------------------------------------
(* Replication.                                                            *)

(* What the leader counts: of those who vote, a quorum has so much.        *)
Reached(n) ==
  LET match == heard[n].match IN
  Biggest({0} \cup {i \in {match[m] : m \in Voters(n)} : IsQuorum(n, {m \in Nodes : match[m] >= i})})

(* It commits all that it can, whenever it learned of something.           *)
OnCommit(e) ==
  LET n == e.node
      i == Reached(n) IN
  /\ role[n] = "leader"
  /\ last[n] \in {"ReceiveAppendEntriesResponse", "ApplyConfChange"}
  /\ IF i > commit[n] /\ TermAt(log[n], i) = term[n] THEN CommitOf(n, i) ELSE Told

OnReady(e) == Ready(e.node)

(* Part of what the leader of its term has reaches node n.                 *)
Receives(n, previous, upTo, known) ==
  LET from == led[term[n]].log IN
  /\ previous <= Length(log[n]) /\ upTo <= Length(from)
  /\ Fits(log[n], from, previous)
  /\ known \in Knowable(n, term[n], upTo)
  /\ AppendReceiveOf(n, term[n], Spliced(log[n], from, previous, upTo), upTo, known)

(* The answer to an append tells how much both have; to one that begins    *)
(* before what is committed, that much; to one that does not fit, where it *)
(* began.                                                                  *)
AnswersAppend(e, asked) ==
  LET n == e.node
      answer == Blank("MsgAppResp", n, e.to)
      fits == asked.index <= Length(log[n]) /\ TermAt(log[n], asked.index) = asked.logTerm
      upTo == asked.index + asked.entries IN
  IF asked.index < commit[n]
  THEN /\ Message(e) = [answer EXCEPT !.index = commit[n]]
       /\ Receives(n, commit[n], commit[n], commit[n])
  ELSE IF fits
  THEN /\ Message(e) = [answer EXCEPT !.index = upTo]
       /\ Receives(n, asked.index, upTo, Max(commit[n], Min(asked.commit, upTo)))
  ELSE /\ Message(e) = [answer EXCEPT !.index = asked.index, !.reject = TRUE,
                          !.rejectHint = e.rejectHint, !.logTerm = e.logTerm]
       /\ e.rejectHint <= Min(asked.index, Length(log[n]))
       /\ e.logTerm = TermAt(log[n], e.rejectHint) /\ e.logTerm <= asked.logTerm
       /\ Told

(* The answer to a snapshot that was not installed: it brings nothing new, *)
(* or only tells what is committed; or it is from before the node was a    *)
(* member, and so of no use to it.                                         *)
AnswersSnapshot(e, asked) ==
  LET n == e.node
      members == MembersAt(led[term[n]].log, asked.entries)
      isUseless == commit[n] >= asked.entries \/ n \notin members.voters \cup members.learners
      known == IF isUseless THEN commit[n] ELSE asked.entries IN
  /\ Message(e) = [Blank("MsgAppResp", n, e.to) EXCEPT !.index = known]
  /\ Receives(n, known, known, known)

OnSendAppended(e) ==
  LET n == e.node
      asked == hand[n] IN
  IF e.to = n
  THEN /\ role[n] = "leader" /\ IsProposal(last[n])
       /\ Message(e) = [Blank("MsgAppResp", n, n) EXCEPT !.index = Length(log[n])]
       /\ Told
  ELSE /\ asked.from = e.to
       /\ IF asked.term < term[n] /\ asked.type \in {"MsgApp", "MsgHeartbeat"}
          THEN Message(e) = Blank("MsgAppResp", n, e.to) /\ Told
          ELSE /\ asked.term = term[n]
               /\ CASE asked.type = "MsgApp" -> AnswersAppend(e, asked)
                    [] asked.type = "MsgSnap" -> AnswersSnapshot(e, asked)
                    [] asked.type = "MsgHeartbeat" ->
                         /\ Message(e) = Blank("MsgHeartbeatResp", n, e.to)
                         /\ HeartbeatOf(n, term[n], asked.commit)
                    [] OTHER -> FALSE

-----------------------------------------------------------------------------

Action(e) ==
  CASE e.ev = "InitState" -> OnInitState(e)
    [] e.ev = "ApplyConfChange" -> OnApplyConfChange(e)
    [] e.ev = "BecomeFollower" -> OnBecomeFollower(e)
    [] e.ev = "BecomeCandidate" -> Campaign(e.node)
    [] e.ev = "BecomeLeader" -> OnBecomeLeader(e)
    [] e.ev = "Ready" -> OnReady(e)
    [] e.ev = "Replicate" -> Propose(e.node)
    [] e.ev = "ChangeConf" -> ChangeConfOf(e.node, {<<e.action, e.who>>})
    [] e.ev = "Commit" -> OnCommit(e)
    [] e.ev = "SendAppendEntriesRequest" -> OnSendAppend(e)
    [] e.ev = "SendAppendEntriesResponse" -> OnSendAppended(e)
    [] e.ev = "SendRequestVoteRequest" -> OnSendAsk(e)
    [] e.ev = "SendRequestVoteResponse" -> OnSendAnswer(e)
    [] e.ev = "ReceiveAppendEntriesRequest" -> OnReceive(e)
    [] e.ev = "ReceiveAppendEntriesResponse" -> OnReceive(e)
    [] e.ev = "ReceiveRequestVoteRequest" -> OnReceive(e)
    [] e.ev = "ReceiveRequestVoteResponse" -> OnReceive(e)

-----------------------------------------------------------------------------
(* What becomes of the messages, and of what a node has heard.             *)

Posts(e) ==
  LET n == e.node IN
  CASE IsSend(e) ->
         /\ parcel' = [parcel EXCEPT ![n] = More(@, Message(e))]
         /\ UNCHANGED wire
    [] e.ev = "Ready" ->
         /\ wire' = Both(wire, parcel[n])
         /\ parcel' = [parcel EXCEPT ![n] = Nothing]
    [] e.ev = "InitState" ->
         /\ parcel' = [parcel EXCEPT ![n] = Nothing]
         /\ UNCHANGED wire
    [] IsReceive(e) ->
         /\ wire' = IF Times(wire, Message(e)) > 0 THEN Less(wire, Message(e)) ELSE wire
         /\ UNCHANGED parcel
    [] e.ev \in {"BecomeFollower", "BecomeCandidate"} /\ e.s.term > term[n] ->
         /\ wire' = Current(wire, n, e.s.term)
         /\ UNCHANGED parcel
    [] OTHER -> UNCHANGED <<wire, parcel>>

Holds(e) ==
  LET n == e.node IN
  CASE IsReceive(e) -> hand' = [hand EXCEPT ![n] = Message(e)]
    [] e.ev \in {"BecomeFollower", "ApplyConfChange"} -> UNCHANGED hand
    [] OTHER -> hand' = [hand EXCEPT ![n] = NoMessage]

Hears(e) ==
  LET n == e.node IN
  CASE e.ev \in {"InitState", "BecomeFollower", "BecomeCandidate"} ->
         heard' = [heard EXCEPT ![n] = Unheard]
    [] e.ev = "BecomeLeader" ->
         heard' = [heard EXCEPT ![n] = [Unheard EXCEPT !.match[n] = Length(log[n])]]
    [] e.ev = "ApplyConfChange" ->
         heard' = [heard EXCEPT ![n].match =
                     [m \in Nodes |-> IF m \in conf'[n].voters \cup conf'[n].learners THEN @[m] ELSE 0]]
    [] e.ev = "ReceiveRequestVoteResponse" /\ role[n] = "candidate" /\ e.term = term[n]
         /\ e.from \notin heard[n].yes \cup heard[n].no ->
         heard' = IF e.reject THEN [heard EXCEPT ![n].no = @ \cup {e.from}]
                  ELSE [heard EXCEPT ![n].yes = @ \cup {e.from}]
    [] e.ev = "ReceiveAppendEntriesResponse" /\ role[n] = "leader" /\ e.term = term[n]
         /\ e.type = "MsgAppResp" /\ ~e.reject /\ e.from \in Members(n) ->
         heard' = [heard EXCEPT ![n].match[e.from] = Max(@, e.index)]
    [] OTHER -> UNCHANGED heard

Starts(e) ==
  LET n == e.node
      booted(told) == IF told = Cardinality(Boot) THEN Running ELSE Reading + told IN
  phase' = [phase EXCEPT ![n] =
    CASE e.ev = "InitState" -> Reading
      [] @ = Reading /\ e.ev = "BecomeFollower" -> Running
      [] e.ev = "ApplyConfChange" /\ @ = Running /\ IsFirst(n) -> booted(1)
      [] e.ev = "ApplyConfChange" /\ @ > Reading -> booted(@)
      [] OTHER -> @]

(* A node does one thing to its end, unless it crashes: what must come of  *)
(* an event, its next one tells.                                           *)
Answers == {"SendAppendEntriesResponse"}

OfAppend(m) == IF m.type = "MsgSnap" THEN Answers \cup {"ApplyConfChange"} ELSE Answers

OfReceive(e) ==
  LET n == e.node IN
  CASE e.term < term[n] -> {}
    [] e.ev = "ReceiveRequestVoteRequest" ->
         \* In the lease of a leader, a newer term is ignored.
         IF e.term > term[n] THEN {} ELSE {"SendRequestVoteResponse"}
    [] e.term > term[n] -> {"BecomeFollower"}
    [] e.ev = "ReceiveAppendEntriesRequest" ->
         IF e.s.role = "StateFollower" THEN OfAppend(Message(e)) ELSE {"BecomeFollower"}
    [] e.ev = "ReceiveRequestVoteResponse" /\ e.s.role = "StateCandidate" ->
         IF IsQuorum(n, heard'[n].yes) THEN {"BecomeLeader"}
         ELSE IF ~IsQuorum(n, Nodes \ heard'[n].no) THEN {"BecomeFollower"}
         ELSE {}
    [] e.ev = "ReceiveAppendEntriesResponse" /\ heard'[n].match # heard[n].match -> {"Commit"}
    [] OTHER -> {}

OfBecomeFollower(e) ==
  LET asked == hand[e.node] IN
  CASE phase[e.node] = Reading -> {}
    [] IsFirst(e.node) /\ e.s.term = 1 -> {"ApplyConfChange"}
    [] asked.term # e.s.term -> {}
    [] asked.type \in {"MsgApp", "MsgHeartbeat", "MsgSnap"} -> OfAppend(asked)
    \* A vote is answered, unless the request was ignored, and the term told by another message.
    [] OTHER -> {}

OfApplyConfChange(e) ==
  LET n == e.node IN
  CASE phase[n] = Reading -> {"BecomeFollower"}
    [] phase[n] = Running /\ IsSnapshot(e) -> Answers
    [] role[n] = "leader" /\ n \in conf'[n].voters -> {"Commit"}
    [] OTHER -> {}

Owes(e) ==
  LET n == e.node IN
  /\ last' = [last EXCEPT ![n] = e.ev]
  /\ owed' = [owed EXCEPT ![n] =
       CASE IsReceive(e) -> OfReceive(e)
         [] e.ev = "InitState" -> {"ApplyConfChange"}
         [] e.ev = "ApplyConfChange" -> OfApplyConfChange(e)
         [] e.ev = "BecomeFollower" -> OfBecomeFollower(e)
         [] e.ev = "BecomeCandidate" -> Campaigning
         [] e.ev = "BecomeLeader" -> {"Replicate"}
         [] e.ev = "Replicate" -> Answers \cup {"Replicate"}
         [] e.ev = "ChangeConf" -> Answers \cup {"Replicate", "ChangeConf"}
         [] OTHER -> {}]

IsOwed(e) == owed[e.node] # {} /\ e.ev # "InitState" => e.ev \in owed[e.node]

-----------------------------------------------------------------------------
(* What was observed.                                                      *)

(* A wish to lead leaves no event, and changes nothing else.               *)
IsRole(its, e) ==
  CASE e.s.role = "StateFollower" -> its = "follower"
    [] e.s.role = "StatePreCandidate" -> its # "leader"
    [] e.s.role = "StateCandidate" -> its = "candidate"
    [] e.s.role = "StateLeader" -> its = "leader"

(* Entries of one proposal are told with the log as it was before all.     *)
Batches(e) ==
  batch' = [batch EXCEPT ![e.node] = IF IsProposal(e.ev) THEN {e.s.log} ELSE {}]

(* These are told before anything is done; the others after it.            *)
IsBefore(e) ==
  IsReceive(e) \/ IsProposal(e.ev) \/ e.ev \in {"SendRequestVoteResponse", "ApplyConfChange"}

Before(e) ==
  LET n == e.node IN
  IsBefore(e) /\ phase[n] = Running /\ ~(e.ev = "ApplyConfChange" /\ (IsFirst(n) \/ IsSnapshot(e))) =>
    /\ term[n] = e.s.term
    /\ vote[n] = e.s.vote
    /\ IsRole(role[n], e)
    /\ commit[n] = e.s.commit
    /\ conf[n].voters = e.s.voters
    /\ Length(log[n]) # e.s.log => IsProposal(e.ev) /\ e.s.log \in batch[n]

(* Only variables are primed here, never e: for TLC it may be a part of a  *)
(* trace that some variable points at.                                     *)
AsAfter(e) ==
  LET n == e.node IN
  /\ term'[n] = e.s.term
  /\ vote'[n] = e.s.vote
  /\ IsRole(role'[n], e)
  /\ Length(log'[n]) = e.s.log
  /\ commit'[n] = e.s.commit

(* Before term and vote are read.                                          *)
IsBlank(e) ==
  e.s.voters = {} /\ e.s.term = 0 /\ e.s.vote = Nobody /\ e.s.role = "StateFollower"

Observed(e) ==
  LET n == e.node IN
  CASE e.ev = "InitState" -> IsBlank(e)
    [] e.ev = "BecomeFollower" /\ IsFirst(n) /\ e.s.term = 1 -> e.s.log = 0 /\ e.s.commit = 0
    [] e.ev = "ApplyConfChange" /\ phase[n] = Reading -> IsBlank(e)
    [] e.ev = "ApplyConfChange" ->
         /\ AsAfter(e)
         /\ phase[n] > Reading => Cardinality(e.s.voters) = phase[n] - Reading
    [] IsBefore(e) -> TRUE
    [] OTHER -> AsAfter(e) /\ conf'[n].voters = e.s.voters

Step(e) ==
  /\ IsOwed(e) /\ Before(e) /\ Action(e)
  /\ Posts(e) /\ Holds(e) /\ Hears(e) /\ Starts(e) /\ Batches(e) /\ Owes(e)
  /\ Observed(e)

(* Without a trace: any step.                                              *)
StepNext == Next /\ UNCHANGED stepVars
=============================================================================

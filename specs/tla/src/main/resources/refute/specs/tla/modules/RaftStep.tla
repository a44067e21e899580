-------------------------------- MODULE RaftStep --------------------------------
(***************************************************************************)
(* What the events in the store's trace say, in terms of Raft.             *)
(*                                                                         *)
(* Each event e is a record: who (node), what (ev), the choices that were  *)
(* made, and some of the node's variables after it (s).  Step(e) is the    *)
(* one action of Raft that it reports, with these choices, together with   *)
(* what was observed after it.  An event that changes nothing tells        *)
(* something that must be so.  A trace conforms if its events, in their    *)
(* order, are steps of one behaviour from StepInit on.                     *)
(*                                                                         *)
(* What it leaves out: of reads, what becomes of them after they began;    *)
(* what is applied, beyond that each entry is, once and in order; which    *)
(* nodes a message reaches, as Raft itself does.                           *)
(***************************************************************************)
EXTENDS Raft

VARIABLE applied   \* node -> up to which index its state machine has come

StepInit == Init /\ applied = [n \in Nodes |-> 0]

(* In place of Decide: what is decided follows from the steps, and need    *)
(* not be kept.                                                            *)
DecideNothing(known, entries, i, t) == known

(* The store says "" where it voted for nobody.                            *)
Somebody(name) == IF name = "" THEN Nobody ELSE name

-----------------------------------------------------------------------------
(* Events that change nothing.                                             *)

Told == UNCHANGED vars

OnAppendSend(e) ==
  /\ role[e.node] = "leader"
  /\ e.previous + e.count <= Length(log[e.node])
  /\ e.previousTerm = TermAt(log[e.node], e.previous)
  /\ Told

OnAppendAck(e) ==
  /\ role[e.node] = "leader"
  /\ e.match = 0 \/ e.from \in Telling(said, term[e.node], e.match)
  /\ Told

OnVoteResponse(e) ==
  /\ e.granted => Granted(e.from, e.node, term[e.node]) \in said
  /\ Told

OnApply(e) ==
  /\ e.index = applied[e.node] + 1
  /\ e.index <= Min(commit[e.node], Persisted(e.node))
  /\ Told

OnMembershipApply(e) ==
  /\ e.index = applied[e.node] + 1 /\ e.index <= Length(log[e.node])
  /\ e.voters = VotersIn(Prefix(log[e.node], e.index), Initial)
  /\ Told

OnReadIndex(e) ==
  /\ MayRead(e.node)
  /\ e.index = commit[e.node]
  /\ Told

OnSnapshotSend(e) ==
  /\ role[e.node] = "leader"
  /\ e.index <= commit[e.node]
  /\ Told

-----------------------------------------------------------------------------
(* Events that are steps, or were before and so change nothing.            *)

(* A refusal is always allowed.                                            *)
OnPreVoteRequest(e) ==
  LET wish == [kind |-> "wish", from |-> e.from, term |-> e.nextTerm,
               last |-> [index |-> e.lastIndex, term |-> e.lastTerm]] IN
  IF ~e.granted \/ Willing(e.node, e.from, e.nextTerm) \in said
  THEN Told
  ELSE wish \in said /\ PreVoteRequestOf(e.node, wish)

OnVoteRequest(e) ==
  LET ask == [kind |-> "ask", from |-> e.from, term |-> term[e.node],
              last |-> [index |-> e.lastIndex, term |-> e.lastTerm]] IN
  IF ~e.granted
       \/ (vote[e.node] = e.from
            /\ Granted(e.node, e.from, term[e.node]) \in said \cup held[e.node])
  THEN Told
  ELSE ask \in said /\ VoteRequestOf(e.node, ask)

OnLearnTerm(e) == e.s.term \in TermsHeard /\ LearnTermOf(e.node, e.s.term)

OnTransferSend(e) ==
  IF Lead(e.node, e.to, term[e.node]) \in said
  THEN role[e.node] = "leader" /\ Told
  ELSE TransferOf(e.node, e.to)

OnTimeout(e) ==
  IF e.phase = "vote" THEN TimeoutVote(e.node) ELSE TimeoutPreVote(e.node)

(* It came from who leads that term.                                       *)
IsLedBy(t, n) == t \in 1..MaxTerm /\ n \in ghosts.leaders[t]

Receives(n, t, previous, upTo, known) ==
  /\ previous \in base[n] .. Min(Length(log[n]), upTo)
  /\ upTo <= Length(led[t].log)
  /\ Fits(log[n], led[t].log, previous)
  /\ known \in Knowable(n, t, upTo)
  /\ AppendReceiveOf(n, t, Taken(log[n], led[t].log, previous, upTo), upTo, known)

OnAppendReceive(e) ==
  /\ IsLedBy(e.s.term, e.from)
  /\ Receives(e.node, e.s.term, e.previous, e.match, e.s.commit)

(* A new entry is the last one.                                            *)
IsLast(e) == e.index = Length(log[e.node]) + 1
OnPropose(e) == IsLast(e) /\ Propose(e.node)
OnMembershipPropose(e) == IsLast(e) /\ MembershipProposeOf(e.node, e.voters)

(* A heartbeat tells what is committed, of what both are known to have.    *)
OnHeartbeat(e) ==
  /\ IsLedBy(e.s.term, e.from)
  /\ Receives(e.node, e.s.term, e.commit, e.commit, e.s.commit)

OnSnapshotInstall(e) ==
  /\ IsLedBy(e.s.term, e.from)
  /\ SnapshotInstallOf(e.node, e.s.term, e.index)

OnRestart(e) ==
  \E image \in Recoverable(e.node) :
    /\ image.term = e.s.term /\ image.vote = Somebody(e.s.vote)
    /\ Length(image.log) = e.s.lastIndex
    /\ TermAt(image.log, e.s.lastIndex) = e.s.lastTerm
    /\ RestartOf(e.node, image, e.s.commit, e.snapshot)

-----------------------------------------------------------------------------

Action(e) ==
  CASE e.ev = "AppendSend" -> OnAppendSend(e)
    [] e.ev = "AppendReceive" -> OnAppendReceive(e)
    [] e.ev = "AppendAck" -> OnAppendAck(e)
    [] e.ev = "Write" -> Write(e.node)
    [] e.ev = "Persist" -> PersistOf(e.node, e.writes)
    [] e.ev = "Apply" -> OnApply(e)
    [] e.ev = "Commit" -> CommitOf(e.node, e.index)
    [] e.ev = "Propose" -> OnPropose(e)
    [] e.ev = "Heartbeat" -> OnHeartbeat(e)
    [] e.ev = "LearnTerm" -> OnLearnTerm(e)
    [] e.ev = "StepDown" -> StepDown(e.node)
    [] e.ev = "ReadIndex" -> OnReadIndex(e)
    [] e.ev = "Timeout" -> OnTimeout(e)
    [] e.ev = "PreVoteRequest" -> OnPreVoteRequest(e)
    [] e.ev = "VoteRequest" -> OnVoteRequest(e)
    [] e.ev = "VoteResponse" -> OnVoteResponse(e)
    [] e.ev = "BecomeLeader" -> BecomeLeader(e.node)
    [] e.ev = "TransferSend" -> OnTransferSend(e)
    [] e.ev = "MembershipPropose" -> OnMembershipPropose(e)
    [] e.ev = "MembershipApply" -> OnMembershipApply(e)
    [] e.ev = "Compact" -> CompactOf(e.node, e.index)
    [] e.ev = "SnapshotSend" -> OnSnapshotSend(e)
    [] e.ev = "SnapshotInstall" -> OnSnapshotInstall(e)
    [] e.ev = "Restart" -> OnRestart(e)

(* How far the state machine comes.  A snapshot that takes the place of    *)
(* the log takes that of its state, too.                                   *)
Applies(e) ==
  CASE e.ev = "Apply" -> applied' = [applied EXCEPT ![e.node] = e.index]
    [] e.ev = "Restart" -> applied' = [applied EXCEPT ![e.node] = e.snapshot]
    [] e.ev = "SnapshotInstall" ->
         applied' = [applied EXCEPT ![e.node] = IF base'[e.node] = base[e.node] THEN @ ELSE e.index]
    [] OTHER -> UNCHANGED applied

(* Only variables are primed here, never e: for TLC it may be a part of a  *)
(* trace that some variable points at.                                     *)
Observed(e) ==
  /\ term'[e.node] = e.s.term
  /\ vote'[e.node] = Somebody(e.s.vote)
  /\ role'[e.node] = e.s.role
  /\ Length(log'[e.node]) = e.s.lastIndex
  /\ LastTerm(log'[e.node]) = e.s.lastTerm
  /\ commit'[e.node] = e.s.commit
  /\ applied'[e.node] = e.s.applied
  /\ e.ev = "Persist" => e.index <= Common(disk'[e.node].log, log'[e.node])

Step(e) == Action(e) /\ Applies(e) /\ Observed(e)

(* Without a trace: any step.                                              *)
StepNext == Next /\ UNCHANGED applied
=============================================================================

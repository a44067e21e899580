--------------------------------- MODULE EtcdKv ---------------------------------
(***************************************************************************)
(* etcd's store of keys, as its clients see it.                            *)
(*                                                                         *)
(* What it models: one revision for each transaction that changes          *)
(* something, with all its changes; puts, deletions and transactions that  *)
(* compare first; reads, each of which may tell what was true at some time *)
(* while it was under way; requests whose answer never comes, which take   *)
(* effect later or never; leases, whose keys go with them; watches from    *)
(* some revision on; compaction.                                           *)
(*                                                                         *)
(* What it leaves out: members and how they agree (see Raft): from outside *)
(* there is one store; ranges of keys (a transaction over several of them  *)
(* stands for them); limits, and authentication.                           *)
(*                                                                         *)
(* Where it comes from: etcd's documentation, "KV API guarantees" and "API *)
(* reference", 3.4 to 3.6; and its issues #15271, #18089, #18667, #20418   *)
(* and #15247, each of which is a mutant here.                             *)
(*                                                                         *)
(* The requests of a history are steps of it: Ask, Take, Answer (see       *)
(* EtcdKvStep).                                                            *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Keys, Values,
  Clients,       \* each asks for one thing at a time
  Watchers,
  Leases,
  MaxRevision,   \* bounds: the highest revision,
  MaxRequests,   \* how many requests are made,
  MaxWatches,    \* how many watches are begun
  Mutant         \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "15271", "18089", "18667", "20418", "15247"}

VARIABLES
  revision,   \* the latest
  item,       \* key -> what is there
  events,     \* all changes, in order
  compacted,  \* before this revision, changes are forgotten
  lease,      \* lease -> "none", "live", "over"
  asked,      \* client -> what it asked for
  watch,      \* watcher -> from where, and what it was told
  requests    \* how many were made

vars == <<revision, item, events, compacted, lease, asked, watch, requests>>

Gone == "gone"        \* in place of a value: there is none
Anything == "any"     \* of a comparison: there is none
NoLease == "none"
Absent == [value |-> Gone, mod |-> 0, version |-> 0, lease |-> NoLease]
Idle == [kind |-> "idle"]

(* What a reader is told of a key.                                         *)
Told(i) == [value |-> i.value, mod |-> i.mod]

Init ==
  /\ revision = 1 /\ compacted = 0 /\ events = <<>>
  /\ item = [k \in Keys |-> Absent]
  /\ lease = [l \in Leases |-> "none"]
  /\ asked = [c \in Clients |-> Idle]
  /\ watch = [w \in Watchers |-> Idle]
  /\ requests = 0

-----------------------------------------------------------------------------
(* Changes.  All of one transaction have one revision.                     *)

Changed(keys, value, its) ==
  [k \in Keys |->
     IF k \notin keys THEN item[k]
     ELSE IF value = Gone THEN Absent
     ELSE [value |-> value, mod |-> revision + 1, version |-> item[k].version + 1, lease |-> its]]

RECURSIVE EventsOf(_, _, _)
EventsOf(keys, value, of) ==
  IF keys = {} THEN <<>> ELSE
  LET k == CHOOSE k \in keys : TRUE IN
  <<[revision |-> revision + 1, key |-> k, value |-> value, of |-> of]>>
    \o EventsOf(keys \ {k}, value, of)

(* A deletion changes those keys only that are there.                      *)
Touched(keys, value) == IF value = Gone THEN {k \in keys : item[k].value # Gone} ELSE keys

(* Reads that are under way may tell of it from now on.                    *)
Noticed(new) ==
  [c \in DOMAIN asked |->
     IF asked[c].kind # "idle" /\ asked[c].stage = "asked"
     THEN [asked[c] EXCEPT !.could = @ \cup {Told(new[asked[c].key])}] ELSE asked[c]]

(* 18667: of several keys the last is left out.                            *)
Apply(keys, value, its) ==
  LET all == Touched(keys, value)
      some == IF Mutant = "18667" /\ Cardinality(all) > 1 THEN {CHOOSE k \in all : TRUE} ELSE all
  IN
  IF all = {} THEN UNCHANGED <<revision, item, events>>
  ELSE /\ revision' = revision + 1
       /\ item' = Changed(some, value, its)
       /\ events' = events \o EventsOf(some, value, Cardinality(all))

-----------------------------------------------------------------------------
(* Requests.  A "put" stores a value (or Gone) under its keys if its key   *)
(* has the value that it expects, and misses if not; a "get" reads its     *)
(* key.  could is what was there while it was under way.                   *)

Request(kind, key, keys, value, expected, its) ==
  [kind |-> kind, stage |-> "asked", key |-> key, keys |-> keys, value |-> value,
   expected |-> expected, lease |-> its, could |-> {}, since |-> Len(events), at |-> 0]

(* 20418: a read that was begun earlier may answer it, too.                *)
Readable(k) ==
  {Told(item[k])} \cup
  (IF Mutant = "20418"
   THEN {[value |-> events[i].value, mod |-> IF events[i].value = Gone THEN 0 ELSE events[i].revision] :
           i \in {j \in 1..Len(events) : events[j].key = k}}
   ELSE {})

AskOf(c, request) ==
  /\ asked[c] = Idle /\ requests < MaxRequests
  /\ asked' = [asked EXCEPT ![c] = [request EXCEPT !.could = Readable(request.key)]]
  /\ requests' = requests + 1
  /\ UNCHANGED <<revision, item, events, compacted, lease, watch>>

Ask(c) ==
  \E k \in Keys :
    \/ AskOf(c, Request("get", k, {k}, Gone, Anything, NoLease))
    \/ \E v \in Values \cup {Gone}, keys \in {{k}, Keys}, old \in {Gone, Anything} :
         AskOf(c, Request("put", k, keys, v, old, NoLease))
    \/ \E v \in Values, l \in Leases : AskOf(c, Request("put", k, {k}, v, Anything, l))

Expects(r) == r.expected = Anything \/ item[r.key].value = r.expected

(* A request takes effect, or finds another value than it expects.         *)
TakeOf(c) ==
  LET r == asked[c] IN
  /\ r.kind = "put" /\ r.stage = "asked" /\ Expects(r)
  /\ revision < MaxRevision
  /\ r.lease # NoLease => lease[r.lease] = "live"
  /\ Apply(r.keys, r.value, r.lease)
  /\ asked' = [Noticed(item') EXCEPT ![c] = [r EXCEPT !.stage = "taken", !.at = revision']]
  /\ UNCHANGED <<compacted, lease, watch, requests>>
Take(c) == asked[c].kind # "idle" /\ TakeOf(c)

(* The answer to a put is the revision that it made.                       *)
AnswerPutOf(c, rev) ==
  /\ asked[c].kind = "put" /\ asked[c].stage = "taken" /\ asked[c].at = rev
  /\ asked' = [asked EXCEPT ![c] = Idle]
  /\ UNCHANGED <<revision, item, events, compacted, lease, watch, requests>>

(* To a get, what was there at some time since it was asked for.           *)
AnswerGetOf(c, told) ==
  /\ asked[c].kind = "get" /\ told \in asked[c].could
  /\ asked' = [asked EXCEPT ![c] = Idle]
  /\ UNCHANGED <<revision, item, events, compacted, lease, watch, requests>>

(* That a put found another value is what a read might have told.          *)
AnswerMissOf(c) ==
  /\ asked[c].kind = "put" /\ asked[c].stage = "asked" /\ asked[c].expected # Anything
  /\ \E told \in asked[c].could : told.value # asked[c].expected
  /\ asked' = [asked EXCEPT ![c] = Idle]
  /\ UNCHANGED <<revision, item, events, compacted, lease, watch, requests>>

Answer(c) ==
  /\ asked[c].kind # "idle"
  /\ \/ AnswerPutOf(c, asked[c].at)
     \/ \E told \in asked[c].could : AnswerGetOf(c, told)
     \/ AnswerMissOf(c)

-----------------------------------------------------------------------------
(* Leases, compaction, watches.                                            *)

Grant(l) ==
  /\ lease[l] = "none" /\ lease' = [lease EXCEPT ![l] = "live"]
  /\ UNCHANGED <<revision, item, events, compacted, asked, watch, requests>>

(* A lease is over, by its time or by somebody's wish; all its keys go,    *)
(* with one revision.  15247: some stay.                                   *)
End(l) ==
  LET its == {k \in Keys : item[k].lease = l} IN
  /\ lease[l] = "live" /\ revision < MaxRevision
  /\ lease' = [lease EXCEPT ![l] = "over"]
  /\ Apply(IF Mutant = "15247" THEN {} ELSE its, Gone, NoLease)
  /\ asked' = Noticed(item')
  /\ UNCHANGED <<compacted, watch, requests>>

Compact(r) ==
  /\ compacted < r /\ r <= revision /\ r > 1
  /\ compacted' = r
  /\ UNCHANGED <<revision, item, events, lease, asked, watch, requests>>

(* From a revision that is compacted, changes cannot be told.              *)
Begin(w, from) ==
  /\ watch[w] = Idle
  /\ Cardinality({v \in Watchers : watch[v] # Idle}) < MaxWatches
  /\ watch' = [watch EXCEPT ![w] =
       IF from < compacted THEN [kind |-> "refused"]
       ELSE [kind |-> "open", from |-> from, next |-> from, got |-> <<>>]]
  /\ UNCHANGED <<revision, item, events, compacted, lease, asked, requests>>

EventsAt(r) == SelectSeq(events, LAMBDA e : e.revision = r)

(* 18089: of the compacted revision, deletions are not told.               *)
Delivered(r) ==
  IF Mutant = "18089" /\ r = compacted
  THEN SelectSeq(EventsAt(r), LAMBDA e : e.value # Gone) ELSE EventsAt(r)

(* The changes of one revision at once.  A watch that has fallen behind a  *)
(* compaction ends.                                                        *)
Deliver(w) ==
  /\ watch[w].kind = "open" /\ watch[w].next <= revision
  /\ watch' = [watch EXCEPT ![w] =
       IF @.next < compacted THEN [kind |-> "ended", from |-> @.from, next |-> @.next, got |-> @.got]
       ELSE [@ EXCEPT !.next = @ + 1, !.got = @ \o Delivered(watch[w].next)]]
  /\ UNCHANGED <<revision, item, events, compacted, lease, asked, requests>>

(* 15271: a watch that was moved to another member begins where it once    *)
(* began.                                                                  *)
Move(w) ==
  /\ Mutant = "15271" /\ watch[w].kind = "open" /\ watch[w].next > watch[w].from
  /\ watch' = [watch EXCEPT ![w].next = watch[w].from]
  /\ UNCHANGED <<revision, item, events, compacted, lease, asked, requests>>

Next ==
  \/ \E c \in Clients : Ask(c) \/ Take(c) \/ Answer(c)
  \/ \E l \in Leases : Grant(l) \/ End(l)
  \/ \E r \in 2..MaxRevision : Compact(r)
  \/ \E w \in Watchers : Deliver(w) \/ Move(w) \/ \E from \in 1..revision + 1 : Begin(w, from)

Spec == Init /\ [][Next]_vars /\ \A w \in Watchers : WF_vars(Deliver(w))

-----------------------------------------------------------------------------
(* What must hold.                                                         *)

(* Each revision has its changes, and they are in order.                   *)
RevisionsAreDense ==
  /\ \A r \in 2..revision : \E i \in 1..Len(events) : events[i].revision = r
  /\ \A i, j \in 1..Len(events) : i < j => events[i].revision <= events[j].revision

(* All changes of a transaction, or none.                                  *)
TransactionsAreWhole ==
  \A i \in 1..Len(events) : Len(EventsAt(events[i].revision)) = events[i].of

(* The value of a key after so many changes.                               *)
After(k, n) ==
  LET its == {i \in 1..n : events[i].key = k} IN
  IF its = {} THEN Told(Absent) ELSE
  LET last == events[CHOOSE i \in its : \A j \in its : j <= i] IN
  [value |-> last.value, mod |-> IF last.value = Gone THEN 0 ELSE last.revision]

(* A read tells of no time before it was asked for.                        *)
ReadsAreFresh ==
  \A c \in Clients : asked[c].kind = "get" =>
    \A told \in asked[c].could : \E n \in asked[c].since..Len(events) : After(asked[c].key, n) = told

(* A watch is told all changes from its revision on, in order, each once.  *)
WatchesAreWhole ==
  \A w \in Watchers : watch[w].kind \in {"open", "ended"} =>
    watch[w].got = SelectSeq(events, LAMBDA e : watch[w].from <= e.revision /\ e.revision < watch[w].next)

(* A key is there no longer than its lease.                                *)
LeasedKeysGo == \A k \in Keys : item[k].lease # NoLease => lease[item[k].lease] = "live"

(* A watch is told everything, or that it is too late.                     *)
WatchesCatchUp ==
  \A w \in Watchers : watch[w].kind = "open" ~> (watch[w].kind = "ended" \/ watch[w].next = revision + 1)
=============================================================================

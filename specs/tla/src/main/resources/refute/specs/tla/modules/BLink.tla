---------------------------------- MODULE BLink ---------------------------------
(***************************************************************************)
(* How an ordered map in pages is searched and changed by many at once,    *)
(* while its pages are split and merged, with one changed page a step.     *)
(*                                                                         *)
(* What it models: leaves in a chain, each with its bounds and a link to   *)
(* the right; an index over them, which learns of a split later (half      *)
(* split) from whoever passes by (helped install); merges in steps, each   *)
(* one change of one page: intended in the index, the child capped, taken  *)
(* over by its left neighbour, forgotten; pages whose numbers are used     *)
(* again, but not while somebody may still be on his way to the old one    *)
(* (epochs).  A change replaces a page only if it is still the page that   *)
(* was read (compare-and-set).                                             *)
(*                                                                         *)
(* What it leaves out: more levels of the index, whose pages are split and *)
(* merged in the same way; what lies on disk (see IoBuffer and Recovery);  *)
(* scans.                                                                  *)
(*                                                                         *)
(* Where it comes from: Lehman and Yao, "Efficient Locking for Concurrent  *)
(* Operations on B-Trees" (1981); Levandoski, Lomet and Sengupta, "The     *)
(* Bw-Tree" (2013), sections 4 and 5; sled 0.34.  The mutants have the     *)
(* names of their twins in the tree.                                       *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  MaxKey,        \* keys are 1 to MaxKey; MaxKey + 1 is beyond all of them
  MaxPage,       \* pages are 1 to MaxPage; page 1 is the first of the chain
  Readers,       \* clients who only look,
  Writers,       \* and clients who put and remove; each does one thing at a time
  MaxOperations, \* bound: how many operations are begun
  Fill,          \* a page with more keys is split
  Mutant         \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "T15", "T16", "T18", "T19", "stale"}

VARIABLES
  page,       \* page -> its content, Nothing if the number is free
  index,      \* the index: its links, and which child is being merged
  limbo,      \* page -> those who began before it was freed
  client,     \* client -> what it does, and how far it came
  map,        \* the keys that are there: what all of this stands for
  operations  \* how many were begun

vars == <<page, index, limbo, client, map, operations>>

Clients == Readers \cup Writers
Keys == 1..MaxKey
Pages == 1..MaxPage
End == MaxKey + 1
Nothing == [lo |-> 0, hi |-> 0, next |-> 0, keys |-> {}, capped |-> FALSE]
Leaf(lo, hi, next, keys) ==
  [lo |-> lo, hi |-> hi, next |-> next, keys |-> keys, capped |-> FALSE]

(* A link leads from a separator on to a page.                             *)
Link(sep, p) == [sep |-> sep, page |-> p]
ChildOf(links, k) ==
  (CHOOSE l \in links : l.sep <= k /\ \A m \in links : m.sep <= k => m.sep <= l.sep).page
LeftOf(links, p) ==
  LET own == CHOOSE l \in links : l.page = p IN
  (CHOOSE l \in links : l.sep < own.sep /\ \A m \in links : m.sep < own.sep => m.sep <= l.sep).page

Idle == [kind |-> "idle"]

Init ==
  /\ page = [p \in Pages |-> IF p = 1 THEN Leaf(1, End, 0, {}) ELSE Nothing]
  /\ index = [links |-> {Link(1, 1)}, merging |-> 0]
  /\ limbo = [p \in Pages |-> {}]
  /\ client = [c \in Clients |-> Idle]
  /\ map = {} /\ operations = 0

-----------------------------------------------------------------------------
(* Operations.  A client reads the index, then pages until it has the one  *)
(* that covers its key.  could is what it may truly answer: whether its    *)
(* key was there at some time since it began.                              *)

(* Who finds a merge under way helps to finish it first.                   *)
FromTheIndex(kind, k, could) ==
  [kind |-> kind, key |-> k, could |-> could, phase |-> "down",
   at |-> ChildOf(index.links, k), knows |-> TRUE]

Begin(c) ==
  /\ client[c] = Idle /\ operations < MaxOperations /\ index.merging = 0
  /\ \E kind \in IF c \in Readers THEN {"get"} ELSE {"put", "remove"}, k \in Keys :
       client' = [client EXCEPT ![c] = FromTheIndex(kind, k, {k \in map})]
  /\ operations' = operations + 1
  /\ UNCHANGED <<page, index, limbo, map>>

(* A page is read.  One that is gone, or is being merged, sends back to    *)
(* the index.                                                              *)
Read(c) ==
  LET s == client[c] IN
  /\ s.kind # "idle" /\ s.phase = "down"
  /\ IF page[s.at] = Nothing \/ page[s.at].capped
     THEN /\ index.merging = 0
          /\ client' = [client EXCEPT ![c] = FromTheIndex(s.kind, s.key, s.could)]
     ELSE client' = [client EXCEPT ![c] =
            [kind |-> s.kind, key |-> s.key, could |-> s.could, phase |-> "has",
             at |-> s.at, knows |-> s.knows, page |-> page[s.at]]]
  /\ UNCHANGED <<page, index, limbo, map, operations>>

Has(c) == client[c].kind # "idle" /\ client[c].phase = "has"

(* T16: the bounds are not looked at.                                      *)
Covers(c) == Mutant = "T16" \/ client[c].key < client[c].page.hi

(* Another index than the one that others have read.                       *)
Outdated(clients) ==
  [d \in Clients |-> IF clients[d].kind = "idle" THEN Idle ELSE [clients[d] EXCEPT !.knows = FALSE]]

(* The key is further to the right.  The index is told of the neighbour if *)
(* it is still the one that was read before the page: then nobody can have *)
(* merged that away meanwhile.  Mutant "stale": it is told in any case.    *)
GoRight(c) ==
  LET s == client[c]
      there == [client EXCEPT ![c] =
        [kind |-> s.kind, key |-> s.key, could |-> s.could, phase |-> "down",
         at |-> s.page.next, knows |-> s.knows]]
  IN
  /\ Has(c) /\ ~Covers(c)
  /\ IF (s.knows \/ Mutant = "stale") /\ \A l \in index.links : l.sep # s.page.hi
     THEN /\ index' = [index EXCEPT !.links = @ \cup {Link(s.page.hi, s.page.next)}]
          /\ client' = Outdated(there)
     ELSE /\ client' = there /\ UNCHANGED index
  /\ UNCHANGED <<page, limbo, map, operations>>

(* The end of an operation: nobody need wait for this client any more.     *)
Ended(c) == limbo' = [p \in Pages |-> limbo[p] \ {c}]

Get(c) ==
  LET s == client[c] IN
  /\ Has(c) /\ Covers(c) /\ s.kind = "get"
  /\ client' = [client EXCEPT ![c] = [kind |-> "idle"]]
  /\ Ended(c)
  /\ UNCHANGED <<page, index, map, operations>>

(* The page is replaced, if it is still the one that was read; else the    *)
(* search begins again.  T15: it is replaced anyway, unless it is capped.  *)
Change(c) ==
  LET s == client[c]
      now == page[s.at]
      keys == IF s.kind = "put" THEN now.keys \cup {s.key} ELSE now.keys \ {s.key}
      fits == now = s.page \/ (Mutant = "T15" /\ now # Nothing /\ ~now.capped)
  IN
  /\ Has(c) /\ Covers(c) /\ s.kind \in {"put", "remove"}
  /\ IF fits
     THEN /\ page' = [page EXCEPT ![s.at].keys = keys]
          /\ map' = IF s.kind = "put" THEN map \cup {s.key} ELSE map \ {s.key}
          /\ client' = [d \in Clients |->
               IF d = c THEN Idle
               ELSE IF client[d].kind # "idle" /\ client[d].key = s.key
               THEN [client[d] EXCEPT !.could = @ \cup {s.kind = "put"}]
               ELSE client[d]]
          /\ Ended(c)
     ELSE /\ index.merging = 0
          /\ client' = [client EXCEPT ![c] = FromTheIndex(s.kind, s.key, s.could)]
          /\ UNCHANGED <<page, map, limbo>>
  /\ UNCHANGED <<index, operations>>

-----------------------------------------------------------------------------
(* Splits and merges.  Whoever passes by may do the next step, so they are *)
(* nobody's.                                                               *)

(* A number may be used again once all those are gone who were under way   *)
(* when it became free.                                                    *)
IsFree(p) == page[p] = Nothing /\ limbo[p] = {}

Split(p) ==
  LET old == page[p] IN
  /\ Cardinality(old.keys) > Fill /\ ~old.capped
  /\ \E right \in Pages : \E sep \in old.keys :
       /\ IsFree(right) /\ \A r \in 1..right - 1 : ~IsFree(r)
       /\ \E k \in old.keys : k < sep
       /\ page' = [page EXCEPT
            ![p] = Leaf(old.lo, sep, right, {k \in old.keys : k < sep}),
            ![right] = Leaf(sep, old.hi, old.next, {k \in old.keys : k >= sep})]
  /\ UNCHANGED <<index, limbo, client, map, operations>>

(* A child that is small is to be merged.  Never the first.                *)
Intend(p) ==
  /\ index.merging = 0 /\ p # 1
  /\ \E l \in index.links : l.page = p
  /\ page[p] # Nothing
  /\ Cardinality(page[p].keys) + Cardinality(page[LeftOf(index.links, p)].keys) <= Fill
  /\ index' = [index EXCEPT !.merging = p]
  /\ client' = Outdated(client)
  /\ UNCHANGED <<page, limbo, map, operations>>

(* It takes no changes any more.  T19: it goes on to take them.            *)
Cap(p) ==
  /\ Mutant # "T19"
  /\ index.merging = p /\ ~page[p].capped
  /\ page' = [page EXCEPT ![p].capped = TRUE]
  /\ UNCHANGED <<index, limbo, client, map, operations>>

(* The page before it takes it over: that is the left neighbour in the     *)
(* index, or one to the right of that of which the index knows nothing.    *)
Absorb(p) ==
  /\ index.merging = p /\ (page[p].capped \/ Mutant = "T19")
  /\ \E left \in Pages :
       /\ page[left].next = p /\ left # p
       /\ page' = [page EXCEPT ![left] =
            Leaf(@.lo, page[p].hi, page[p].next, @.keys \cup page[p].keys)]
  /\ UNCHANGED <<index, limbo, client, map, operations>>

(* The index forgets it, and its number is free.  T18: at once.            *)
Confirm(p) ==
  /\ index.merging = p /\ (page[p].capped \/ Mutant = "T19")
  /\ \A q \in Pages : page[q].next # p
  /\ index' = [links |-> {l \in index.links : l.page # p}, merging |-> 0]
  /\ page' = [page EXCEPT ![p] = Nothing]
  /\ limbo' = [limbo EXCEPT ![p] =
       IF Mutant = "T18" THEN {} ELSE {c \in Clients : client[c].kind # "idle"}]
  /\ client' = Outdated(client)
  /\ UNCHANGED <<map, operations>>

Help == \E p \in Pages : Cap(p) \/ Absorb(p) \/ Confirm(p)

Next ==
  \/ \E c \in Clients : Begin(c) \/ Read(c) \/ GoRight(c) \/ Get(c) \/ Change(c)
  \/ \E p \in Pages : Split(p) \/ Intend(p) \/ Cap(p) \/ Absorb(p) \/ Confirm(p)

Spec == Init /\ [][Next]_vars /\ WF_vars(Help)

-----------------------------------------------------------------------------
(* What must hold.                                                         *)

(* The chain of leaves, from the first one on.                             *)
RECURSIVE From(_, _)
From(p, steps) == IF p = 0 \/ steps = 0 THEN {} ELSE {p} \cup From(page[p].next, steps - 1)
Chain == From(1, MaxPage)

(* What is in the leaves is what was put there.                            *)
NothingIsLost == UNION {page[p].keys : p \in Chain} = map

(* Each leaf ends where the next one begins, and holds what is between.    *)
Fences ==
  \A p \in Chain :
    /\ page[p].lo < page[p].hi
    /\ page[p].next = 0 <=> page[p].hi = End
    /\ page[p].next # 0 => page[page[p].next].lo = page[p].hi
    /\ \A k \in page[p].keys : page[p].lo <= k /\ k < page[p].hi

(* The index leads to leaves that begin at its separators; but to one that *)
(* is being merged it leads until the end.                                 *)
IndexIsTrue ==
  \A l \in index.links :
    page[l.page].lo = l.sep /\ (l.page \in Chain \/ l.page = index.merging)

(* Whoever comes by an old link is right, or too far left: a key is found  *)
(* from wherever somebody is on his way.                                   *)
NeverTooFarRight ==
  \A c \in Clients : Has(c) => client[c].page.lo <= client[c].key

(* What a read answers was true at some time since it began.               *)
ReadsAreTrue ==
  \A c \in Clients :
    Has(c) /\ client[c].kind = "get" /\ Covers(c) /\ page[client[c].at] = client[c].page
      => (client[c].key \in client[c].page.keys) \in client[c].could

(* A merge that was begun comes to its end.                                *)
MergesEnd == \A p \in Pages : index.merging = p ~> index.merging # p
=============================================================================

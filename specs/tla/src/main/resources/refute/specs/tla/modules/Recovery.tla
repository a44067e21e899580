--------------------------------- MODULE Recovery -------------------------------
(***************************************************************************)
(* How a store of pages comes back after a crash: the newest snapshot of   *)
(* its page table, and the log from there to its end.                      *)
(*                                                                         *)
(* What it models: messages in a log of few segments that are used again,  *)
(* one message a segment; a page table that says where each page's latest  *)
(* state lies; snapshots of the table, made stable under another name      *)
(* before they are in place, of which two are kept; flushes; the end of    *)
(* the process, which leaves all that was written, and the loss of power,  *)
(* which of what was not synchronised leaves any part; recovery in steps,  *)
(* itself cut short by crashes.                                            *)
(*                                                                         *)
(* What it leaves out: how messages come into the log (see IoBuffer),      *)
(* changes of a page that rest on earlier ones, bytes and checksums (a     *)
(* segment is whole, or nothing), damage that no crash leaves.             *)
(*                                                                         *)
(* Where it comes from: the recovery of the tree (its package page);       *)
(* Mohan et al., "ARIES" (1992), on recovery that crashes; sled 0.34.  The *)
(* mutants T04 to T14 have the names of their twins in the tree; T04 is a  *)
(* bug of sled's.                                                          *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Pages,
  Segments,     \* how many there are, to be used again and again
  MaxWrites,    \* bounds: how many changes are made in all lives,
  MaxPlace,     \* how long the log becomes,
  MaxSnapshots, \* how many snapshots are begun by a process that runs,
  MaxCrashes,   \* how many processes end,
  Mutant        \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "T04", "T09", "T10", "T14", "life", "unsynced"}

VARIABLES
  disk,      \* segment -> what is on the disk
  cache,     \* segment -> what was written: what a reader sees
  kept,      \* the snapshots that are in place, the newest last
  saving,    \* one that is under way, under another name
  state,     \* "running", "down", or what recovery is at
  table,     \* page -> the place of its latest state; 0 if it has none
  life,      \* a number that no two lives share
  end,       \* the place of the last message
  stable,    \* up to there, all is on the disk
  found,     \* what recovery has read
  history,   \* the changes that are to be seen, in their order
  promised,  \* how many of them a flush has answered for
  count      \* how often things happened

vars == <<disk, cache, kept, saving, state, table, life, end, stable, found, history, promised, count>>

Empty == [place |-> 0, life |-> 0, page |-> "none", value |-> 0]
None == [at |-> "none"]
Nowhere == [p \in Pages |-> 0]
Slot(place) == place % Segments

(* A snapshot: the table as of a place, and whose life began with it.      *)
Snapshot(place, t, l) == [place |-> place, table |-> t, life |-> l]

Init ==
  /\ disk = [s \in 0..Segments - 1 |-> Empty] /\ cache = disk
  /\ kept = <<Snapshot(0, Nowhere, 1)>> /\ saving = None
  /\ state = "running" /\ table = Nowhere /\ life = 1 /\ end = 0 /\ stable = 0
  /\ found = None /\ history = <<>> /\ promised = 0
  /\ count = [writes |-> 0, snapshots |-> 0, crashes |-> 0]

Newest == kept[Len(kept)]

-----------------------------------------------------------------------------
(* A process that runs.                                                    *)

(* A segment may be used again when no page rests on it, now or in a       *)
(* snapshot, and no recovery would read it: then what took its place is    *)
(* stable, as a snapshot has seen it.  So may one that holds what lies     *)
(* behind the end.  T10: as soon as no page rests on it.                   *)
Rests(t, place) == \E p \in Pages : t[p] = place

MayUse(segment) ==
  LET old == cache[segment].place IN
  old \in 1..end =>
    /\ ~Rests(table, old)
    /\ Mutant # "T10" =>
         /\ \A i \in 1..Len(kept) : ~Rests(kept[i].table, old) /\ old <= kept[i].place
         /\ saving # None => ~Rests(saving.snapshot.table, old)

Write(p) ==
  /\ state = "running" /\ count.writes < MaxWrites /\ end < MaxPlace
  /\ MayUse(Slot(end + 1))
  /\ count' = [count EXCEPT !.writes = @ + 1]
  /\ end' = end + 1
  /\ cache' = [cache EXCEPT ![Slot(end + 1)] =
       [place |-> end + 1, life |-> life, page |-> p, value |-> count.writes + 1]]
  /\ table' = [table EXCEPT ![p] = end + 1]
  /\ history' = Append(history, [page |-> p, value |-> count.writes + 1])
  /\ UNCHANGED <<disk, kept, saving, state, life, stable, found, promised>>

Flush ==
  /\ state = "running" /\ (disk # cache \/ promised < Len(history))
  /\ disk' = cache /\ stable' = end /\ promised' = Len(history)
  /\ UNCHANGED <<cache, kept, saving, state, table, life, end, found, history, count>>

(* A snapshot of what is stable.  T14: it claims one message more than it  *)
(* has seen.                                                               *)
Claim(place) == IF Mutant = "T14" THEN place + 1 ELSE place

SaveBegins ==
  /\ state = "running" /\ saving = None /\ stable = end /\ Newest.place < end
  /\ count.snapshots < MaxSnapshots
  /\ count' = [count EXCEPT !.snapshots = @ + 1]
  /\ saving' = [at |-> "written", snapshot |-> Snapshot(Claim(end), table, life)]
  /\ UNCHANGED <<disk, cache, kept, state, table, life, end, stable, found, history, promised>>

SaveSyncs ==
  /\ state \in {"running", "saving"} /\ saving.at = "written"
  /\ saving' = [saving EXCEPT !.at = "whole"]
  /\ UNCHANGED <<disk, cache, kept, state, table, life, end, stable, found, history, promised, count>>

(* It gets its name, in place of the older of the two.                     *)
Named(snapshot) ==
  IF Len(kept) = 1 THEN Append(kept, snapshot) ELSE <<kept[2], snapshot>>

SaveEnds ==
  /\ state = "running" /\ saving.at = "whole"
  /\ kept' = Named(saving.snapshot)
  /\ saving' = None
  /\ UNCHANGED <<disk, cache, state, table, life, end, stable, found, history, promised, count>>

-----------------------------------------------------------------------------
(* Crashes, of a process that runs or that recovers.                       *)

(* A snapshot under another name may stay behind: whole if it was          *)
(* synchronised, else perhaps torn.                                        *)
Leftover == IF saving = None THEN {None}
  ELSE {None, saving} \cup (IF saving.at = "written" THEN {[saving EXCEPT !.at = "torn"]} ELSE {})

Down(power) ==
  /\ state # "down" /\ state \notin {"refused", "wrong"}
  /\ count.crashes < MaxCrashes
  /\ count' = [count EXCEPT !.crashes = @ + 1]
  /\ state' = "down"
  /\ saving' \in IF power THEN Leftover ELSE {saving}
  /\ found' = None
  /\ UNCHANGED <<kept, table, life, end, stable, history, promised>>

(* The process ends.  What it wrote, the system has.                       *)
Kill == Down(FALSE) /\ UNCHANGED <<disk, cache>>

(* The power fails: each segment is what is on the disk, or what was       *)
(* written after it.                                                       *)
LosePower ==
  /\ Down(TRUE)
  /\ \E new \in SUBSET {s \in DOMAIN cache : cache[s] # disk[s]} :
       disk' = [s \in DOMAIN disk |-> IF s \in new THEN cache[s] ELSE disk[s]]
  /\ cache' = disk'

-----------------------------------------------------------------------------
(* Recovery.                                                               *)

(* The newest snapshot that is in place.  T04: one under another name, if  *)
(* there is one.                                                           *)
Load ==
  /\ state = "down"
  /\ LET chosen == IF Mutant = "T04" /\ saving # None THEN saving.snapshot ELSE Newest IN
     IF Mutant = "T04" /\ saving.at = "torn"
     THEN state' = "refused" /\ UNCHANGED <<table, end, life, found>>
     ELSE /\ state' = "reading"
          /\ table' = chosen.table /\ end' = chosen.place
          /\ life' = Newest.life /\ found' = [at |-> "reading", life |-> chosen.life]
  /\ saving' = None
  /\ UNCHANGED <<disk, cache, kept, stable, history, promised, count>>

(* Whether a segment holds the message of that place, of a life not before *)
(* that of the one before it.  T09: whatever its place.  Mutant "life":    *)
(* whatever its life.                                                      *)
IsNext(message, place) ==
  /\ message # Empty
  /\ Mutant = "T09" \/ message.place = place
  /\ Mutant = "life" \/ message.life >= found.life

ReadOn ==
  /\ state = "reading"
  /\ LET message == cache[Slot(end + 1)] IN
     IF IsNext(message, end + 1) /\ end < MaxPlace
     THEN /\ table' = [table EXCEPT ![message.page] = end + 1]
          /\ end' = end + 1
          /\ found' = [found EXCEPT !.life = message.life]
          /\ UNCHANGED state
     ELSE state' = "read" /\ UNCHANGED <<table, end, found>>
  /\ UNCHANGED <<disk, cache, kept, saving, life, stable, history, promised, count>>

(* What was read is on the disk before anything rests on it.  Mutant       *)
(* "unsynced": it is taken to be.                                          *)
SyncWhatIsThere ==
  /\ state = "read"
  /\ disk' = IF Mutant = "unsynced" THEN disk ELSE cache
  /\ stable' = end
  /\ state' = "saving"
  /\ saving' = [at |-> "written", snapshot |-> Snapshot(end, table, life + 1)]
  /\ UNCHANGED <<cache, kept, table, life, end, found, history, promised, count>>

(* What a table and what it points at make of the pages; and what some     *)
(* changes do.                                                             *)
ValueOf(p) == IF table[p] = 0 THEN 0 ELSE cache[Slot(table[p])].value
After(changes, p) ==
  LET its == {i \in 1..Len(changes) : changes[i].page = p} IN
  IF its = {} THEN 0 ELSE changes[CHOOSE i \in its : \A j \in its : i >= j].value

PageIsThere(p) ==
  table[p] = 0 \/ (cache[Slot(table[p])].page = p
                   /\ (Mutant = "T09" \/ cache[Slot(table[p])].place = table[p]))

Prefixes ==
  {n \in promised..Len(history) : \A p \in Pages : ValueOf(p) = After(SubSeq(history, 1, n), p)}

(* The snapshot is in place: only now anything is changed.  The new life   *)
(* begins behind the end that was found.                                   *)
Open ==
  /\ state = "saving" /\ saving.at = "whole"
  /\ kept' = Named(saving.snapshot) /\ saving' = None
  /\ life' = life + 1 /\ found' = None
  /\ IF \E p \in Pages : ~PageIsThere(p) THEN
       state' = "refused" /\ UNCHANGED <<history, promised>>
     ELSE IF Prefixes = {} THEN
       state' = "wrong" /\ UNCHANGED <<history, promised>>
     ELSE LET n == CHOOSE n \in Prefixes : \A m \in Prefixes : m <= n IN
       /\ state' = "running"
       /\ history' = SubSeq(history, 1, n)
       /\ promised' = n
  /\ UNCHANGED <<disk, cache, table, end, stable, count>>

Next ==
  \/ \E p \in Pages : Write(p)
  \/ Flush \/ SaveBegins \/ SaveSyncs \/ SaveEnds \/ Kill \/ LosePower
  \/ Load \/ ReadOn \/ SyncWhatIsThere \/ Open

Recovers == Load \/ ReadOn \/ SyncWhatIsThere \/ SaveSyncs \/ Open

Spec == Init /\ [][Next]_vars /\ WF_vars(Recovers)

-----------------------------------------------------------------------------
(* What must hold.                                                         *)

(* What comes back is what some of the changes made, from the first on,    *)
(* all those among them for which a flush has answered.                    *)
APrefixComesBack == state # "wrong"

(* No crash leaves anything that is refused.                               *)
NothingIsRefused == state # "refused"

(* While it runs, each page is what the changes made of it.                *)
PagesAreRight ==
  state = "running" => \A p \in Pages : ValueOf(p) = After(history, p)

(* What is said to be stable is on the disk.                               *)
StableIsOnDisk ==
  state = "running" =>
    \A p \in Pages : table[p] > 0 /\ table[p] <= stable => disk[Slot(table[p])].place = table[p]

(* What is down is up again, or refuses, in the end.                       *)
RecoveryEnds == state = "down" ~> state \in {"running", "refused", "wrong"}
=============================================================================

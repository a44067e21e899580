-------------------------------- MODULE LogStore --------------------------------
(***************************************************************************)
(* How a log in files survives a loss of power: what was acknowledged is   *)
(* there afterwards, and what is there was written.                        *)
(*                                                                         *)
(* What it models: segments, each a file; what the system holds in its     *)
(* cache and what the disk has; a directory whose entries are cached, too; *)
(* an fsync that fails and drops what it did not write; a crash that keeps *)
(* any part of what was not yet synced, the last record perhaps torn in    *)
(* two; a sector that rots; recovery.  A record with the place of an       *)
(* earlier one cuts the log there.                                         *)
(*                                                                         *)
(* What it leaves out: bytes and checksums (a record is good or it is      *)
(* not), reordering of writes inside of one file, and what is done with a  *)
(* log that recovery refused.                                              *)
(*                                                                         *)
(* Where it comes from: the storage of the store (WAL of chained records); *)
(* Pillai et al., "All File Systems Are Not Created Equal" (2014), on      *)
(* directories; Rebello et al., "Can Applications Recover from fsync       *)
(* Failures?" (2020).                                                      *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  MaxRecords,   \* bounds: how many records are ever written,
  MaxSegments,  \* how many files,
  MaxCrashes,   \* how many losses of power,
  Faults,       \* which of "rot", "fsync" may happen, once
  Mutant        \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "M13", "M23", "M24", "M25", "torn"}

VARIABLES
  state,      \* "open", "down" (to be recovered), or "refused"
  files,      \* the segments, in order
  written,    \* the records of this life, as the program sees them
  promised,   \* how many of them were acknowledged
  count,      \* records ever written; each is a number of its own
  crashes,
  happened    \* faults that have happened

vars == <<state, files, written, promised, count, crashes, happened>>

(* A file: what the cache has, how many of these records the disk has      *)
(* (those after them may be there or not), whether its name is in the      *)
(* directory on disk, and which of its records are bad.                    *)
File(records, onDisk, named, bad) ==
  [records |-> records, onDisk |-> onDisk, named |-> named, bad |-> bad]

Init ==
  /\ state = "open" /\ files = <<File(<<>>, 0, TRUE, {})>>
  /\ written = <<>> /\ promised = 0 /\ count = 0 /\ crashes = 0 /\ happened = {}

Current == Len(files)
IsPrefix(a, b) == Len(a) <= Len(b) /\ SubSeq(b, 1, Len(a)) = a

Write ==
  /\ state = "open" /\ count < MaxRecords
  /\ count' = count + 1
  /\ files' = [files EXCEPT ![Current].records = Append(@, count + 1)]
  /\ written' = Append(written, count + 1)
  /\ UNCHANGED <<state, promised, crashes, happened>>

(* Everything in the last file is on disk.  The files before it were       *)
(* synced when it began.                                                   *)
Sync ==
  /\ state = "open" /\ files[Current].onDisk < Len(files[Current].records)
  /\ files' = [files EXCEPT ![Current].onDisk = Len(files[Current].records)]
  /\ UNCHANGED <<state, written, promised, count, crashes, happened>>

(* An fsync fails: what it should have written is dropped, and the cache   *)
(* takes it for written.  Then the process stops.  M25: it goes on, and    *)
(* the next fsync has nothing to write.                                    *)
SyncFails ==
  LET f == files[Current] IN
  /\ state = "open" /\ "fsync" \in Faults \ happened /\ f.onDisk < Len(f.records)
  /\ happened' = happened \cup {"fsync"}
  /\ IF Mutant = "M25"
     THEN /\ files' = [files EXCEPT ![Current] =
               File(f.records, Len(f.records), f.named, (f.onDisk + 1)..Len(f.records))]
          /\ UNCHANGED state
     ELSE /\ files' = [files EXCEPT ![Current].records = SubSeq(@, 1, f.onDisk)]
          /\ state' = "down"
  /\ UNCHANGED <<written, promised, count, crashes>>

(* A new segment: the one before it is on disk, and so is the new name.    *)
(* M24: the directory is not synced.                                       *)
Roll ==
  /\ state = "open" /\ Current < MaxSegments
  /\ files[Current].records # <<>> /\ files[Current].onDisk = Len(files[Current].records)
  /\ files' = Append(files, File(<<>>, 0, Mutant # "M24", {}))
  /\ UNCHANGED <<state, written, promised, count, crashes, happened>>

(* What is on disk is acknowledged.  M13: what is written is.              *)
Acknowledge ==
  /\ state = "open" /\ promised < Len(written)
  /\ Mutant = "M13" \/ files[Current].onDisk = Len(files[Current].records)
  /\ promised' = Len(written)
  /\ UNCHANGED <<state, files, written, count, crashes, happened>>

(* A record that was on disk is not what it was.  Not the very last one:   *)
(* that cannot be told from one that was torn, by any log.                 *)
Rot ==
  /\ "rot" \in Faults \ happened
  /\ happened' = happened \cup {"rot"}
  /\ \E i \in 1..Current : \E j \in 1..files[i].onDisk :
       /\ j < files[i].onDisk \/ \E k \in i + 1..Current : files[k].onDisk > 0
       /\ files' = [files EXCEPT ![i].bad = @ \cup {j}]
  /\ UNCHANGED <<state, written, promised, count, crashes>>

(* What a crash may leave of a file: some of what was not synced, with the *)
(* last of it torn or not.                                                 *)
Leftovers(f) ==
  {File(SubSeq(f.records, 1, k), k, f.named, f.bad \cap 1..k) :
     k \in f.onDisk..Len(f.records)}
  \cup {File(SubSeq(f.records, 1, k), k, f.named, (f.bad \cap 1..k) \cup {k}) :
     k \in (f.onDisk + 1)..Len(f.records)}

(* A name that the directory on disk lacks may be gone, with its file.     *)
Crash ==
  /\ state = "open" /\ crashes < MaxCrashes
  /\ crashes' = crashes + 1
  /\ \E last \in Leftovers(files[Current]) :
       \/ files' = [files EXCEPT ![Current] = last]
       \/ ~last.named /\ files' = SubSeq(files, 1, Current - 1)
  /\ state' = "down"
  /\ UNCHANGED <<written, promised, count, happened>>

RECURSIVE Contents(_)
Contents(segments) ==
  IF segments = <<>> THEN <<>> ELSE Head(segments).records \o Contents(Tail(segments))

(* The good records before the first bad one.                              *)
Good(f) ==
  LET first == CHOOSE j \in f.bad : \A k \in f.bad : j <= k IN
  IF f.bad = {} THEN f.records ELSE SubSeq(f.records, 1, first - 1)

(* A bad record is a torn tail if nothing follows it in the last file, and *)
(* damage elsewhere: then the store refuses to start.  M23: it is a torn   *)
(* tail wherever it is.  Mutant "torn": a torn tail is read as if good.    *)
IsTornTail(i) ==
  \/ Mutant = "M23"
  \/ i = Len(files) /\ files[i].bad = {Len(files[i].records)}

Bad == {i \in 1..Len(files) : files[i].bad # {}}

Recover ==
  /\ state = "down"
  /\ IF Mutant = "torn" \/ Bad = {} THEN
       /\ state' = "open"
       /\ files' = [i \in 1..Len(files) |-> [files[i] EXCEPT !.bad = {}, !.named = TRUE]]
       /\ written' = Contents(files)
     ELSE LET i == CHOOSE i \in Bad : \A k \in Bad : i <= k IN
       IF IsTornTail(i) THEN
         /\ state' = "open"
         /\ files' = [j \in 1..i |->
              IF j < i THEN [files[j] EXCEPT !.named = TRUE]
              ELSE File(Good(files[i]), Len(Good(files[i])), TRUE, {})]
         /\ written' = Contents(SubSeq(files, 1, i - 1)) \o Good(files[i])
       ELSE /\ state' = "refused" /\ UNCHANGED <<files, written>>
  /\ UNCHANGED <<promised, count, crashes, happened>>

Next == Write \/ Sync \/ SyncFails \/ Roll \/ Acknowledge \/ Rot \/ Crash \/ Recover

Spec == Init /\ [][Next]_vars /\ WF_vars(Recover)

-----------------------------------------------------------------------------

(* Whatever was acknowledged is there: also after a crash, unless recovery *)
(* refused.                                                                *)
PromisesAreKept == state = "open" => promised <= Len(written)

(* What the program believes to have is what its files hold.               *)
FilesAreTheLog == state = "open" => Contents(files) = written

(* Records are in the order in which they were written.                    *)
Ordered == \A i \in 1..Len(written) - 1 : written[i] < written[i + 1]

(* Nothing that is damaged is taken for good.                              *)
NothingBadIsRead == [][state = "down" /\ state' = "open" =>
  \A i \in 1..Len(files') : files'[i].bad = {}
    /\ \A j \in 1..Len(files'[i].records) : i > Len(files) \/ j \notin files[i].bad]_vars

(* What is down is up again, or refuses, in the end.                       *)
RecoveryEnds == state = "down" ~> state # "down"
=============================================================================

--------------------------------- MODULE IoBuffer -------------------------------
(***************************************************************************)
(* How many writers fill one log without waiting for each other, and what  *)
(* of it may be called stable.                                             *)
(*                                                                         *)
(* What it models: a row of buffers, one of them current; writers that get *)
(* room in it by one step (a packed number holds whether it is sealed, how *)
(* many writers are inside and how much is taken), fill or cancel it, and  *)
(* leave; the last to leave a sealed buffer writes it, so that buffers     *)
(* come to the file in any order; flushes, which seal, wait until all      *)
(* before their place is written without a hole, and synchronise the file; *)
(* a loss of power, which keeps any of the buffers that were written and   *)
(* not synchronised; recovery, which reads up to the first hole.           *)
(*                                                                         *)
(* What it leaves out: segments and bytes (a message has a place, a buffer *)
(* is written whole or not at all), and errors of the disk.                *)
(*                                                                         *)
(* Where it comes from: the log of the tree (its package log) and of sled  *)
(* 0.34.  T01, T13 and T30 are the tree's mutants, T01 a bug of sled's.    *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Writers,
  MaxBuffers,  \* bounds: how many buffers are ever used,
  MaxFlushes,  \* how many flushes are begun
  Size,        \* how many messages have room in a buffer
  OnTheirWay,  \* how many buffers there are for those that are not written
  Mutant       \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "T01", "T13", "T30", "open", "first"}

VARIABLES
  buffer,    \* buffer -> [sealed, inside, taken]
  current,   \* the one that is being filled
  slot,      \* place -> "none", "taken", "filled", "canceled"
  writer,    \* writer -> where it is
  written,   \* buffers that are in the file
  synced,    \* those that were there when it was last synchronised
  stable,    \* up to which place all is stable, as the log believes
  flush,     \* the flush that is under way
  flushes,
  promised,  \* places of messages that a flush has answered for
  outcome    \* "running", or after the loss of power what was recovered

vars == <<buffer, current, slot, writer, written, synced, stable, flush, flushes, promised, outcome>>

Buffers == 1..MaxBuffers
Places == 1..MaxBuffers * Size
PlaceOf(b, i) == (b - 1) * Size + i
BufferOf(place) == ((place - 1) \div Size) + 1

(* Buffers that are sealed early are not full: the log goes on with the    *)
(* next one, and nothing is at the places between.                         *)
Init ==
  /\ buffer = [b \in Buffers |-> [sealed |-> FALSE, inside |-> 0, taken |-> 0]]
  /\ current = 1
  /\ slot = [place \in Places |-> "none"]
  /\ writer = [w \in Writers |-> [at |-> "outside"]]
  /\ written = {} /\ synced = {} /\ stable = 0
  /\ flush = [at |-> "none"] /\ flushes = 0 /\ promised = {}
  /\ outcome = [at |-> "running"]

Running == outcome.at = "running"

(* The buffers up to the first one that is not written.                    *)
WithoutHoles(some) == {b \in some : \A a \in 1..b : a \in some}
LastOf(some) == IF some = {} THEN 0 ELSE CHOOSE b \in some : \A a \in some : a <= b

-----------------------------------------------------------------------------
(* Writers.                                                                *)

(* Room by one compare-and-set.  Mutant "open": the seal is not looked at. *)
Reserve(w) ==
  /\ Running /\ writer[w].at = "outside"
  /\ \E b \in IF Mutant = "open" /\ current > 1 THEN {current - 1, current} ELSE {current} :
       /\ ~buffer[b].sealed \/ Mutant = "open"
       /\ buffer[b].taken < Size
       /\ buffer' = [buffer EXCEPT ![b].taken = @ + 1, ![b].inside = @ + 1]
       /\ slot' = [slot EXCEPT ![PlaceOf(b, buffer[b].taken + 1)] = "taken"]
       /\ writer' = [writer EXCEPT ![w] =
            [at |-> "inside", buffer |-> b, place |-> PlaceOf(b, buffer[b].taken + 1)]]
  /\ UNCHANGED <<current, written, synced, stable, flush, flushes, promised, outcome>>

(* The message, or a mark that there is none: somebody else was quicker.   *)
Put(w, what) ==
  /\ Running /\ writer[w].at = "inside" /\ slot[writer[w].place] = "taken"
  /\ slot' = [slot EXCEPT ![writer[w].place] = what]
  /\ UNCHANGED <<buffer, current, writer, written, synced, stable, flush, flushes, promised, outcome>>
FillIn(w) == Put(w, "filled")
Cancel(w) == Put(w, "canceled")

(* The last to leave a sealed buffer must write it.  Mutant "first": who   *)
(* leaves one that is sealed writes it.                                    *)
Leave(w) ==
  LET b == writer[w].buffer IN
  /\ Running /\ writer[w].at = "inside" /\ slot[writer[w].place] # "taken"
  /\ buffer' = [buffer EXCEPT ![b].inside = @ - 1]
  /\ writer' = [writer EXCEPT ![w] =
       IF buffer[b].sealed /\ (buffer[b].inside = 1 \/ Mutant = "first")
       THEN [at |-> "writing", buffer |-> b] ELSE [at |-> "outside"]]
  /\ UNCHANGED <<current, slot, written, synced, stable, flush, flushes, promised, outcome>>

(* Lets nobody in any more, and the next buffer is current.  Who seals an  *)
(* empty place is the last to leave.                                       *)
SealBy(who) ==
  /\ current < MaxBuffers
  /\ Cardinality({b \in 1..current : b \notin written}) < OnTheirWay
  /\ buffer' = [buffer EXCEPT ![current].sealed = TRUE]
  /\ current' = current + 1

(* There is no room left.                                                  *)
SealFull(w) ==
  /\ Running /\ writer[w].at = "outside" /\ buffer[current].taken = Size
  /\ SealBy(w)
  /\ writer' = [writer EXCEPT ![w] =
       IF buffer[current].inside = 0 THEN [at |-> "writing", buffer |-> current] ELSE @]
  /\ UNCHANGED <<slot, written, synced, stable, flush, flushes, promised, outcome>>

(* Up to where the log is written.  T30: up to the greatest place.         *)
WrittenTo(some) ==
  LastOf(IF Mutant = "T30" THEN some ELSE WithoutHoles(some))

WriteBuffer(w) ==
  /\ Running /\ writer[w].at = "writing"
  /\ written' = written \cup {writer[w].buffer}
  /\ writer' = [writer EXCEPT ![w] = [at |-> "outside"]]
  /\ UNCHANGED <<buffer, current, slot, synced, stable, flush, flushes, promised, outcome>>

-----------------------------------------------------------------------------
(* A flush: everything that is filled now is to be durable.                *)

FlushBegins ==
  /\ Running /\ flush.at = "none" /\ flushes < MaxFlushes
  /\ flushes' = flushes + 1
  /\ LET covered == {place \in Places : slot[place] = "filled"} IN
     IF buffer[current].taken > 0
     THEN /\ SealBy("flush")
          /\ flush' = [at |-> IF buffer[current].inside = 0 THEN "writing" ELSE "waiting",
                       target |-> current, covered |-> covered]
     ELSE /\ flush' = [at |-> "waiting", target |-> current - 1, covered |-> covered]
          /\ UNCHANGED <<buffer, current>>
  /\ UNCHANGED <<slot, writer, written, synced, stable, promised, outcome>>

FlushWrites ==
  /\ Running /\ flush.at = "writing"
  /\ written' = written \cup {flush.target}
  /\ flush' = [flush EXCEPT !.at = "waiting"]
  /\ UNCHANGED <<buffer, current, slot, writer, synced, stable, flushes, promised, outcome>>

(* T01: without a word to the disk.                                        *)
FlushSyncs ==
  /\ Running /\ flush.at = "waiting" /\ WrittenTo(written) >= flush.target
  /\ synced' = IF Mutant = "T01" THEN synced ELSE written
  /\ stable' = IF flush.target > stable THEN flush.target ELSE stable
  /\ promised' = promised \cup flush.covered
  /\ flush' = [at |-> "none"]
  /\ UNCHANGED <<buffer, current, slot, writer, written, flushes, outcome>>

-----------------------------------------------------------------------------
(* A loss of power: what was not synchronised is there or not.  Recovery   *)
(* reads the messages of the buffers before the first hole.  T13: also     *)
(* those that were canceled.                                               *)
LosePower ==
  /\ Running
  /\ \E kept \in SUBSET (written \ synced) :
       LET there == WithoutHoles(synced \cup kept) IN
       outcome' = [at |-> "recovered",
         messages |-> {place \in Places : BufferOf(place) \in there
           /\ (slot[place] = "filled" \/ (Mutant = "T13" /\ slot[place] = "canceled"))},
         unfinished |-> {place \in Places : BufferOf(place) \in there /\ slot[place] = "taken"}]
  /\ UNCHANGED <<buffer, current, slot, writer, written, synced, stable, flush, flushes, promised>>

Next ==
  \/ \E w \in Writers :
       Reserve(w) \/ FillIn(w) \/ Cancel(w) \/ Leave(w) \/ SealFull(w) \/ WriteBuffer(w)
  \/ FlushBegins \/ FlushWrites \/ FlushSyncs \/ LosePower

Work ==
  \/ \E w \in Writers : FillIn(w) \/ Cancel(w) \/ Leave(w) \/ WriteBuffer(w)
  \/ FlushWrites \/ FlushSyncs

Spec == Init /\ [][Next]_vars /\ WF_vars(Work)

-----------------------------------------------------------------------------
(* What must hold.                                                         *)

(* What a flush has answered for is there after a loss of power.           *)
PromisesAreKept ==
  outcome.at = "recovered" => promised \subseteq outcome.messages

(* What is stable is in the file, without a hole, and synchronised.        *)
StableIsOnDisk == \A b \in 1..stable : b \in synced

(* A buffer is written when nobody is at work in it any more.              *)
NothingHalfDoneIsWritten ==
  \A b \in written : buffer[b].sealed /\ buffer[b].inside = 0

(* Nothing is recovered that was canceled, or never finished.              *)
OnlyMessagesAreRead ==
  outcome.at = "recovered" =>
    outcome.unfinished = {} /\ \A place \in outcome.messages : slot[place] = "filled"

(* Each buffer is written by one.                                          *)
OneWrites ==
  \A v, w \in Writers :
    v # w /\ writer[v].at = "writing" /\ writer[w].at = "writing"
      => writer[v].buffer # writer[w].buffer

(* A flush comes to its end, unless the power is lost.                     *)
FlushesEnd == flush.at # "none" ~> (flush.at = "none" \/ outcome.at = "recovered")
=============================================================================

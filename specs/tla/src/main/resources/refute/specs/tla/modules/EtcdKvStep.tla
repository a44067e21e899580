------------------------------- MODULE EtcdKvStep -------------------------------
(***************************************************************************)
(* What the history of clients says, in terms of EtcdKv.                   *)
(*                                                                         *)
(* A client asks, and is answered later; in between its request takes      *)
(* effect.  etcd tells of each change the revision that it made, and of    *)
(* each read that of the change that it saw.  So the changes have one      *)
(* order, and each is put as late as any answer allows: what was asked for *)
(* earlier may still see the state before it.  If the events in this order *)
(* are no steps of EtcdKv, no other order is one.                          *)
(*                                                                         *)
(* A change of which nobody has seen more than that there is a revision    *)
(* for it is taken for one of a request that was never answered, under a   *)
(* key that nobody reads.                                                  *)
(***************************************************************************)
EXTENDS EtcdKv

StepInit == Init
StepNext == Next /\ TRUE   \* as one action: there are too many revisions for one each

(* In place of EventsOf: what has changed follows from the steps, and need *)
(* not be kept.                                                            *)
NoEvents(keys, value, of) == <<>>

(* A key without a value is told as "".                                    *)
Something(value) == IF value = "" THEN Gone ELSE value

OnAsk(e) ==
  AskOf(e.node, Request(e.kind, e.key, {e.key}, Something(e.value),
    IF e.compares THEN Something(e.expected) ELSE Anything, NoLease))

OnTake(e) ==
  /\ asked[e.node].kind # "idle"
  /\ TakeOf(e.node)
  /\ revision' = e.revision

OnAnswerPut(e) == asked[e.node].kind # "idle" /\ AnswerPutOf(e.node, e.revision)

OnAnswerGet(e) ==
  asked[e.node].kind # "idle"
    /\ AnswerGetOf(e.node, [value |-> Something(e.value), mod |-> e.revision])

OnAnswerMiss(e) == asked[e.node].kind # "idle" /\ AnswerMissOf(e.node)

Action(e) ==
  CASE e.ev = "Ask" -> OnAsk(e)
    [] e.ev = "Take" -> OnTake(e)
    [] e.ev = "AnswerPut" -> OnAnswerPut(e)
    [] e.ev = "AnswerGet" -> OnAnswerGet(e)
    [] e.ev = "AnswerMiss" -> OnAnswerMiss(e)

Step(e) == Action(e)
=============================================================================

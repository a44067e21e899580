---------------------------------- MODULE Bank ----------------------------------
(***************************************************************************)
(* Clients move money between accounts, each in two steps: look at the     *)
(* balance, then move.  The smallest story of a check that is out of date  *)
(* by the time it is relied upon, and the first spec to read here.         *)
(*                                                                         *)
(* What it models: transfers that run at the same time, and what a client  *)
(* remembers between its two steps.                                        *)
(*                                                                         *)
(* What it leaves out: crashes and messages.  A transfer is two steps of   *)
(* one machine.                                                            *)
(*                                                                         *)
(* Where it comes from: the "hello" example of tla-rust, in which the      *)
(* check before the transfer is missing.  Mutant "unchecked" is that       *)
(* example; it is what the small model has switched on, so that the first  *)
(* check that anybody tries shows a counterexample.                        *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Accounts,   \* names of the accounts
  Clients,    \* those who move money, once each
  Opening,    \* what each account begins with
  Amounts,    \* what a client may want to move
  Mutant      \* "none", or the bug that is seeded

ASSUME Mutant \in {"none", "unchecked", "stale", "lost"}

VARIABLES
  balance,    \* account -> what is in it
  client      \* client -> what it is about to do

vars == <<balance, client>>

Idle == [phase |-> "idle"]
Done == [phase |-> "done"]

Init ==
  /\ balance = [a \in Accounts |-> Opening]
  /\ client = [c \in Clients |-> Idle]

(* A client decides what to move, and from where to where.                 *)
Begin(c) ==
  /\ client[c] = Idle
  /\ \E from \in Accounts, to \in Accounts, amount \in Amounts :
       /\ from # to
       /\ Mutant \in {"stale"} => balance[from] >= amount
       /\ client' = [client EXCEPT ![c] =
            [phase |-> "transfer", from |-> from, to |-> to,
             amount |-> amount, seen |-> balance[to]]]
  /\ UNCHANGED balance

(* The check and the two writes are one step.  Mutant "unchecked" moves    *)
(* without looking; "stale" has looked in the step before; "lost" adds to  *)
(* the balance that it saw in the step before.                             *)
Covered(c) ==
  \/ Mutant \in {"unchecked", "stale"}
  \/ balance[client[c].from] >= client[c].amount

Transfer(c) ==
  LET t == client[c]
      base == IF Mutant = "lost" THEN t.seen ELSE balance[t.to]
  IN
  /\ t.phase = "transfer"
  /\ Covered(c)
  /\ balance' = [balance EXCEPT ![t.from] = @ - t.amount,
                                ![t.to] = base + t.amount]
  /\ client' = [client EXCEPT ![c] = Done]

(* What is not covered is refused.                                         *)
Refuse(c) ==
  /\ client[c].phase = "transfer"
  /\ ~Covered(c)
  /\ client' = [client EXCEPT ![c] = Done]
  /\ UNCHANGED balance

Next == \E c \in Clients : Begin(c) \/ Transfer(c) \/ Refuse(c)

Spec == Init /\ [][Next]_vars /\ WF_vars(Next)

-----------------------------------------------------------------------------

RECURSIVE Sum(_)
Sum(accounts) ==
  IF accounts = {} THEN 0
  ELSE LET a == CHOOSE a \in accounts : TRUE
       IN balance[a] + Sum(accounts \ {a})

(* Nobody owes the bank anything.                                          *)
NoOverdraft == \A a \in Accounts : balance[a] >= 0

(* No money appears or disappears.                                         *)
MoneyIsKept == Sum(Accounts) = Opening * Cardinality(Accounts)

(* Every transfer ends, one way or the other.                              *)
EveryTransferEnds == <>(\A c \in Clients : client[c] = Done)
=============================================================================

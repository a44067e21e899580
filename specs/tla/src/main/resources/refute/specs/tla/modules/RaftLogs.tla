-------------------------------- MODULE RaftLogs --------------------------------
(***************************************************************************)
(* Logs, and what members of a group tell each other of them: the ground   *)
(* on which Raft and EtcdRaft both stand.                                  *)
(*                                                                         *)
(* An entry is a record with the term in which it was proposed, and with   *)
(* what it does to the membership; what a command says does not matter     *)
(* here.  Judges of traces have twins of these operators in Java, which    *)
(* write a log as runs of equal entries.                                   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

Length(entries) == Len(entries)
TermAt(entries, i) == IF i = 0 THEN 0 ELSE entries[i].term
LastTerm(entries) == TermAt(entries, Length(entries))
Extended(entries, entry) == Append(entries, entry)
Prefix(entries, i) == SubSeq(entries, 1, i)

Max(a, b) == IF a >= b THEN a ELSE b
Min(a, b) == IF a <= b THEN a ELSE b
Biggest(numbers) == CHOOSE a \in numbers : \A b \in numbers : a >= b

(* Up to where two logs are the same.                                      *)
Common(a, b) ==
  Biggest({i \in 0..Min(Len(a), Len(b)) : \A j \in 1..i : a[j] = b[j]})

(* The log of a follower that takes what another has from some place on,   *)
(* up to another.  What differs is cut off, with all that follows it; what *)
(* agrees stays, as the message may be an old one.                         *)
Spliced(own, from, previous, upTo) ==
  LET new == SubSeq(own, 1, previous) \o SubSeq(from, previous + 1, upTo) IN
  IF Common(own, new) = Len(new) THEN own ELSE new

(* Node n has, in term t, what the leader has up to there.                 *)
Agreed(n, t, upTo) == [kind |-> "agreed", from |-> n, term |-> t, upTo |-> upTo]

(* Of what one node agreed to in one term, only the most matters.          *)
With(messages, new) ==
  {m \in messages : \A x \in new :
     ~(m.kind = "agreed" /\ x.kind = "agreed" /\ m.from = x.from
       /\ m.term = x.term /\ m.upTo < x.upTo)}
  \cup {x \in new : \A m \in messages :
     ~(m.kind = "agreed" /\ x.kind = "agreed" /\ m.from = x.from
       /\ m.term = x.term /\ m.upTo > x.upTo)}

(* Who told to have so much on disk.                                       *)
Telling(messages, t, i) ==
  {m.from : m \in {x \in messages : x.kind = "agreed" /\ x.term = t /\ x.upTo >= i}}

(* What is decided for ever, and in which term it was.                     *)
Decide(known, entries, i, t) ==
  known \cup {[index |-> j, entry |-> entries[j], term |-> t] :
    j \in {k \in 1..i : \A d \in known : d.index # k \/ d.entry # entries[k]}}
=============================================================================

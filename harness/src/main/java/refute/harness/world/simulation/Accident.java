package refute.harness.world.simulation;

import java.util.Locale;
import refute.harness.system.NodeId;

/**
 * A hazard that came true once, as data: so that each can be left out alone.
 *
 * <p>Its place in a run is a time and not a number in a stream of draws: with one accident less, the others still find their
 * messages and disks, or the next ones there are. It strikes at the first occasion of its sort at its time or after it.
 *
 * @param what happened
 * @param at on which node; of a message, who sent it
 * @param to of a message, to whom; else the same node
 * @param atNanos when, since the simulation began
 * @param nth at which occasion of several at that time, from 0
 * @param amount by how much, where that is to be said: nanoseconds; of what befalls leaders, events, and below 0 one more than so many
 *     after its first progress
 * @param lastsNanos how long it goes on, where it does
 */
public record Accident(What what, NodeId at, NodeId to, long atNanos, int nth, long amount, long lastsNanos) {
    /** Every sort of accident. */
    public enum What {
        MESSAGE_LOST(0),
        /** By its amount. */
        MESSAGE_LATE(1),
        /** The second one comes later by its amount. */
        MESSAGE_DOUBLED(2),
        /** For a while everything on this way comes a second time, later by its amount. */
        STRETCH_ECHOED(3),
        /** By its amount. */
        SYNC_SLOW(4),
        SYNC_FAILED(5),
        NO_SPACE(6),
        DISK_ROTTEN(7),
        /** The process ends in the midst of a call. */
        CRASH(8),
        /** The process ends while its disk is at work, after its amount. */
        CRASH_AT_WORK(9),
        /** With a process that ends its machine's power goes. */
        POWER_LOST(10),
        /** Of the wall clock, by its amount. */
        CLOCK_JUMPED(11),
        /** The process ends after it has sent something, before its disk is done; after its amount. */
        CRASH_AFTER_WORD(12),
        /** The process of who has just begun to lead ends, after so many of its events as the amount says. */
        LEADER_KILLED(13),
        /** Who has just begun to lead hears no other node, nor is heard, for a while; after so many of its events. */
        LEADER_ALONE(14),
        /** When somebody has begun to lead, two nodes no longer hear each other for a while; after so many of the leader's events. */
        NODES_PARTED(15);

        /** From 0 on, without gaps. */
        final int number;

        What(int number) {
            this.number = number;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Accident {
        if (atNanos < 0 || nth < 0) {
            throw new IllegalArgumentException("an accident happens after the beginning: " + atNanos + ", " + nth);
        }
    }

    /** The amount for people, with its unit; empty if there is none. */
    public String amountInWords() {
        return switch (what) {
            case LEADER_KILLED, LEADER_ALONE, NODES_PARTED ->
                amount < 0
                        ? "after " + (-1 - amount) + " of its events since it first got on"
                        : "after " + amount + " of its events";
            case CRASH_AT_WORK, CRASH_AFTER_WORD -> "after " + millis();
            default -> amount == 0 ? "" : "by " + millis();
        };
    }

    private String millis() {
        return String.format(Locale.ROOT, "%,.3f ms", amount / 1e6);
    }

    /** The same at another time, at the first occasion then. */
    public Accident movedTo(long newNanos) {
        return new Accident(what, at, to, newNanos, 0, amount, lastsNanos);
    }

    /** The same on other nodes. */
    public Accident on(NodeId newAt, NodeId newTo) {
        return new Accident(what, newAt, newTo, atNanos, nth, amount, lastsNanos);
    }

    Accident by(long newAmount) {
        return new Accident(what, at, to, atNanos, nth, newAmount, lastsNanos);
    }

    Accident lasting(long nanos) {
        return new Accident(what, at, to, atNanos, nth, amount, nanos);
    }
}

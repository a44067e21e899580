package refute.nemeses;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import refute.harness.Seed;

/**
 * Kinds of fault, drawn without putting back until all were drawn: a short run sees as many different ones as it can.
 *
 * @param <T> what is drawn, made from a number for its own choices
 */
record Deck<T>(List<LongFunction<T>> cards) {
    Deck {
        cards = List.copyOf(cards);
        if (cards.isEmpty()) {
            throw new IllegalArgumentException("a deck has cards");
        }
    }

    /** The {@code n}-th draw, from 0: a pure function of the seed. */
    T draw(Seed seed, long n) {
        Seed round = seed.substream("round").substream(n / cards.size());
        List<LongFunction<T>> order = new ArrayList<>(cards);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, round.at(i, i + 1));
        }
        return order.get((int) (n % cards.size())).apply(seed.substream("pick").at(n));
    }
}

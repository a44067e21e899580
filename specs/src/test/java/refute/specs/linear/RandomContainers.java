package refute.specs.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.ContainerModel.Discipline;

/**
 * Histories as clients of a real container see them, which now and then answers wrongly, puts in at the wrong end, or answers nothing:
 * so valid ones and almost valid ones are frequent. Every value is put in once.
 */
final class RandomContainers {
    /** How an operation changes the container and what it answers. */
    private interface Container {
        Call next();

        Value effect(Call call);
    }

    private record Call(String function, Value argument) {}

    private final RandomGenerator random;
    /** Of a thousand effects so many are wrong. */
    private final int wrongPermille;

    private final boolean crashes;

    private RandomContainers(RandomGenerator random, boolean crashes, int wrongPermille) {
        this.random = random;
        this.crashes = crashes;
        this.wrongPermille = wrongPermille;
    }

    /** @param crashes whether takes may end without an answer; puts may anyway */
    static History of(Discipline discipline, RandomGenerator random, boolean crashes, int operations, int processes) {
        RandomContainers containers = new RandomContainers(random, crashes, random.nextInt(3) * 250);
        return containers.history(containers.new Disciplined(discipline), operations, processes);
    }

    /** @param elements how many may be added */
    static History set(RandomGenerator random, int elements, int operations, int processes) {
        RandomContainers containers = new RandomContainers(random, true, random.nextInt(3) * 250);
        return containers.history(containers.new Set(elements), operations, processes);
    }

    /** A container that is right and answers always, with ever so many operations. */
    static History right(Discipline discipline, RandomGenerator random, int operations, int processes) {
        RandomContainers containers = new RandomContainers(random, false, 0);
        return containers.history(containers.new Disciplined(discipline), operations, processes);
    }

    private History history(Container container, int operations, int processes) {
        Histories history = Histories.history();
        Call[] open = new Call[processes];
        Value[] answer = new Value[processes];
        int[] number = new int[processes];
        for (int p = 0; p < processes; p++) {
            number[p] = p;
        }
        int nextNumber = processes;
        int begun = 0;
        int ended = 0;
        boolean complete = random.nextInt(4) > 0;
        while (complete ? ended < operations : begun < operations) {
            int p = random.nextInt(processes);
            if (open[p] == null) {
                if (begun < operations) {
                    begun++;
                    open[p] = container.next();
                    history.invoke(number[p], open[p].function(), open[p].argument());
                }
                continue;
            }
            boolean crashed = isCrashing(open[p]);
            if (answer[p] == null && !crashed) {
                answer[p] = container.effect(open[p]);
                continue;
            }
            if (crashed) {
                history.info(number[p], open[p].function());
                number[p] = nextNumber++;
            } else {
                history.ok(number[p], open[p].function(), answer[p]);
            }
            open[p] = null;
            answer[p] = null;
            ended++;
        }
        return history.build();
    }

    private boolean isCrashing(Call call) {
        return (crashes || !isTake(call)) && random.nextInt(20) == 0;
    }

    private static boolean isTake(Call call) {
        return call.function().equals("dequeue") || call.function().equals("pop");
    }

    private boolean isWrong() {
        return random.nextInt(1_000) < wrongPermille;
    }

    /** Values go in as a permutation of numbers, so that those of a priority queue come in any order. */
    private final class Disciplined implements Container {
        private final Discipline discipline;
        private final List<Value> inside = new ArrayList<>();
        private int puts;

        Disciplined(Discipline discipline) {
            this.discipline = discipline;
        }

        @Override
        public Call next() {
            if (random.nextInt(9) >= 4) {
                return new Call(discipline.take(), Value.NIL);
            }
            int number = ++puts;
            return new Call(
                    discipline.put(),
                    Value.of(discipline == Discipline.LEAST_FIRST ? Integer.reverse(number) >>> 1 : number));
        }

        @Override
        public Value effect(Call call) {
            if (call.function().equals(discipline.put())) {
                inside.add(isWrong() ? random.nextInt(inside.size() + 1) : inside.size(), call.argument());
                return call.argument();
            }
            if (isWrong()) {
                int any = random.nextInt(inside.size() + 2);
                return any < inside.size() ? inside.get(any) : any == inside.size() ? Value.NIL : Value.of(puts + 1);
            }
            return inside.isEmpty() ? Value.NIL : inside.remove(out());
        }

        private int out() {
            return switch (discipline) {
                case FIRST_IN_FIRST_OUT -> 0;
                case LAST_IN_FIRST_OUT -> inside.size() - 1;
                case LEAST_FIRST ->
                    inside.indexOf(Collections.min(inside, Comparator.comparingLong(v -> ((Value.Int) v).number())));
            };
        }
    }

    private final class Set implements Container {
        private final TreeSet<Integer> inside = new TreeSet<>();
        private final List<Integer> toAdd = new ArrayList<>();
        private final int elements;

        Set(int elements) {
            this.elements = elements;
            for (int element = 1; element <= elements; element++) {
                toAdd.add(element);
            }
        }

        @Override
        public Call next() {
            Value any = Value.of(1 + random.nextInt(elements));
            return switch (random.nextInt(4)) {
                case 0 ->
                    toAdd.isEmpty()
                            ? new Call("remove", any)
                            : new Call("add", Value.of(toAdd.remove(random.nextInt(toAdd.size()))));
                case 1 -> new Call("remove", any);
                default -> new Call("contains", any);
            };
        }

        @Override
        public Value effect(Call call) {
            int element = Math.toIntExact(((Value.Int) call.argument()).number());
            switch (call.function()) {
                case "add" -> inside.add(element);
                case "remove" -> inside.remove(element);
                default -> {
                    return Value.of(inside.contains(element) != isWrong());
                }
            }
            return call.argument();
        }
    }
}

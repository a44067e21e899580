package refute.systems.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import refute.harness.Seed;

/** What is done to a tree, one operation after the other. */
public record TreeScript(List<TreeOperation> operations) {
    private static final int LARGE = 700;

    public TreeScript {
        operations = List.copyOf(operations);
    }

    /** As text: a line for each operation. */
    String text() {
        return operations.stream().map(operation -> operation.words() + "\n").collect(Collectors.joining());
    }

    /** @throws IllegalArgumentException if a line is no operation */
    static TreeScript parse(String text) {
        return new TreeScript(text.lines().map(TreeOperation::parse).toList());
    }

    /**
     * Draws a script.
     *
     * @param length how many operations it has
     */
    public static TreeScript of(Seed seed, int length) {
        RandomGenerator random = seed.random();
        int keys = 2 + random.nextInt(20);
        int flushing = 3 + random.nextInt(12);
        int large = random.nextInt(3) == 0 ? 6 : 1000;
        int removing = random.nextInt(5);
        int together = random.nextInt(3) == 0 ? 5 : 1000;
        List<TreeOperation> operations = new ArrayList<>();
        while (operations.size() < length) {
            String key = "k" + random.nextInt(keys);
            if (random.nextInt(flushing) == 0) {
                operations.add(random.nextInt(8) == 0 ? new TreeOperation.Reopen() : new TreeOperation.Flush());
            } else if (random.nextInt(together) == 0) {
                operations.add(together(random, keys));
            } else if (random.nextInt(10) < removing) {
                operations.add(new TreeOperation.Remove(key));
            } else {
                operations.add(new TreeOperation.Put(key, random.nextInt(large) == 0 ? LARGE : random.nextInt(24)));
            }
        }
        return new TreeScript(operations);
    }

    private static TreeOperation together(RandomGenerator random, int keys) {
        List<String> its = random.ints(1 + random.nextInt(6), 0, keys)
                .mapToObj(key -> "k" + key)
                .toList();
        return new TreeOperation.Together(its, random.nextInt(24), random.nextBoolean());
    }
}

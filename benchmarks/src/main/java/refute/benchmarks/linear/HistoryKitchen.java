package refute.benchmarks.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryBuilder;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/** Runs clients against registers that answer correctly, all in one thread, until the order is recorded. Used once. */
final class HistoryKitchen {
    private static final long NANOS_BETWEEN_ENTRIES = 10_000;
    /** A value that is neither drawn nor compared with. */
    private static final long MARK = 1_000_000_000L;

    private final HistoryRecipe recipe;
    private final RandomGenerator random;
    private final HistoryBuilder builder = new HistoryBuilder();
    private final Value[] registers;
    private final Client[] clients;
    private final List<Client> crashed = new ArrayList<>();
    private int nextProcess;
    private int begun;
    private int entries;
    private long unique;

    private Going going = Going.RIGHT;
    private @Nullable Value markedKey;

    /** How far the history has gone wrong. */
    private enum Going {
        RIGHT,
        MARK_WRITTEN,
        MARK_ACKNOWLEDGED,
        OVERWRITING,
        OVERWRITTEN,
        WRONG
    }

    private static final class Client {
        private int process;
        private @Nullable String function;
        private Value key = Value.NIL;
        private int register;
        private Value argument = Value.NIL;
        private Value result = Value.NIL;
        private boolean done;
        private boolean succeeded;
        private @Nullable Going step;
    }

    HistoryKitchen(HistoryRecipe recipe, RandomGenerator random) {
        this.recipe = recipe;
        this.random = random;
        registers = new Value[recipe.keys()];
        java.util.Arrays.fill(registers, Value.NIL);
        clients = new Client[recipe.clients()];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new Client();
            clients[i].process = i;
        }
        nextProcess = clients.length;
    }

    History cook() {
        int open = 0;
        while (begun < recipe.operations() || open > 0) {
            if (!crashed.isEmpty() && random.nextInt(4 * clients.length) == 0) {
                takeEffect(crashed.remove(random.nextInt(crashed.size())));
            }
            int number = random.nextInt(clients.length);
            Client client = clients[number];
            if (client.function == null) {
                if (begun < recipe.operations()) {
                    begin(client);
                    open++;
                }
            } else if (client.step == null && !client.done && random.nextInt(1000) < recipe.crashedPerMille()) {
                crash(number);
                open--;
            } else if (!client.done) {
                takeEffect(client);
            } else {
                complete(client);
                open--;
            }
        }
        return builder.build();
    }

    private void begin(Client client) {
        begun++;
        client.register = random.nextInt(recipe.keys());
        client.key = recipe.keys() == 1 ? Value.NIL : Value.of(client.register);
        client.done = false;
        client.step = null;
        switch (random.nextInt(3)) {
            case 0 -> {
                client.function = "read";
                client.argument = Value.NIL;
            }
            case 1 -> {
                client.function = "write";
                client.argument = fresh();
            }
            default -> {
                client.function = "cas";
                Value from = recipe.values() == HistoryRecipe.UNIQUE ? registers[client.register] : fresh();
                client.argument = Value.pair(from.equals(Value.of(MARK)) ? Value.of(-1) : from, fresh());
            }
        }
        goWrong(client);
        enter(client, EntryKind.INVOKE, client.argument);
    }

    /** One value is written once, then overwritten, then read all the same: each step after the one before has returned. */
    private void goWrong(Client client) {
        boolean due = recipe.invalidPercent() != HistoryRecipe.VALID
                && begun >= recipe.operations() * (long) recipe.invalidPercent() / 100;
        boolean onKey = markedKey == null || markedKey.equals(client.key);
        if (!due || !onKey || client.function == null) {
            return;
        }
        if (going == Going.RIGHT && client.function.equals("write")) {
            going = Going.MARK_WRITTEN;
            client.step = Going.MARK_ACKNOWLEDGED;
            client.argument = Value.of(MARK);
            markedKey = client.key;
        } else if (going == Going.MARK_ACKNOWLEDGED && client.function.equals("write")) {
            going = Going.OVERWRITING;
            client.step = Going.OVERWRITTEN;
        } else if (going == Going.OVERWRITTEN && client.function.equals("read")) {
            going = Going.WRONG;
            client.step = Going.WRONG;
        }
    }

    private Value fresh() {
        return Value.of(recipe.values() == HistoryRecipe.UNIQUE ? ++unique : 1 + random.nextInt(recipe.values()));
    }

    private void takeEffect(Client client) {
        Value current = registers[client.register];
        client.done = true;
        client.succeeded = true;
        client.result = client.argument;
        switch (String.valueOf(client.function)) {
            case "read" -> client.result = client.step == Going.WRONG ? Value.of(MARK) : current;
            case "write" -> registers[client.register] = client.argument;
            default -> {
                List<Value> pair = ((Value.Vec) client.argument).items();
                client.succeeded = current.equals(pair.get(0));
                if (client.succeeded) {
                    registers[client.register] = pair.get(1);
                }
            }
        }
    }

    private void complete(Client client) {
        enter(client, client.succeeded ? EntryKind.OK : EntryKind.FAIL, client.result);
        if (client.step != null) {
            going = client.step;
        }
        client.function = null;
    }

    /** The worker goes on under a new number; the operation may take effect later, or never. */
    private void crash(int number) {
        Client client = clients[number];
        enter(client, EntryKind.INFO, client.argument);
        if (random.nextBoolean()) {
            crashed.add(client);
        }
        clients[number] = new Client();
        clients[number].process = nextProcess++;
    }

    private void enter(Client client, EntryKind kind, Value value) {
        int index = entries++;
        builder.add(new Entry(
                index,
                index * NANOS_BETWEEN_ENTRIES,
                new ProcessId(client.process),
                kind,
                String.valueOf(client.function),
                client.key,
                value,
                0,
                ""));
    }
}

package refute.specs.knossos;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/**
 * Random histories of one compare-and-set register. Clients take turns at random on a register that does what it should, except that every
 * other history has reads that answer anything: so that about as many are valid as are not, and few are wrong for a trivial reason.
 */
final class RandomRegisters {
    private static final int VALUES = 3;
    private static final int CRASHED_PERCENT = 10;
    private static final int WRONG_PERCENT = 15;

    private final RandomGenerator random;
    private final boolean wrong;
    private final List<Entry> entries = new ArrayList<>();
    private Value register = Value.NIL;
    private int nextProcess;

    private static final class Client {
        private int process;
        private String function = "";
        private Value argument = Value.NIL;
        private Value result = Value.NIL;
        private boolean done;
        private boolean succeeded;
    }

    private RandomRegisters(RandomGenerator random) {
        this.random = random;
        this.wrong = random.nextBoolean();
    }

    static History history(RandomGenerator random, int operations, int processes) {
        return new RandomRegisters(random).record(operations, processes);
    }

    private History record(int operations, int processes) {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            clients.add(client());
        }
        int begun = 0;
        int open = 0;
        while (begun < operations || open > 0) {
            int number = random.nextInt(processes);
            Client client = clients.get(number);
            if (client.function.isEmpty()) {
                if (begun < operations) {
                    begin(client);
                    begun++;
                    open++;
                }
            } else if (random.nextInt(100) < CRASHED_PERCENT) {
                if (random.nextBoolean()) {
                    takeEffect(client);
                }
                enter(client, EntryKind.INFO, client.argument);
                clients.set(number, client());
                open--;
            } else if (!client.done) {
                takeEffect(client);
            } else {
                enter(client, client.succeeded ? EntryKind.OK : EntryKind.FAIL, client.result);
                client.function = "";
                open--;
            }
        }
        return History.of(entries);
    }

    private Client client() {
        Client client = new Client();
        client.process = nextProcess++;
        return client;
    }

    private void begin(Client client) {
        client.done = false;
        switch (random.nextInt(3)) {
            case 0 -> ask(client, "read", Value.NIL);
            case 1 -> ask(client, "write", drawn());
            default -> ask(client, "cas", Value.pair(drawn(), drawn()));
        }
    }

    private void ask(Client client, String function, Value argument) {
        client.function = function;
        client.argument = argument;
        enter(client, EntryKind.INVOKE, argument);
    }

    private void takeEffect(Client client) {
        client.done = true;
        client.succeeded = true;
        client.result = client.argument;
        switch (client.function) {
            case "read" -> client.result = wrong && random.nextInt(100) < WRONG_PERCENT ? drawn() : register;
            case "write" -> register = client.argument;
            default -> {
                List<Value> pair = ((Value.Vec) client.argument).items();
                client.succeeded = register.equals(pair.getFirst());
                register = client.succeeded ? pair.getLast() : register;
            }
        }
    }

    private Value drawn() {
        return Value.of(1 + random.nextInt(VALUES));
    }

    private void enter(Client client, EntryKind kind, Value value) {
        int index = entries.size();
        entries.add(
                new Entry(index, index, new ProcessId(client.process), kind, client.function, Value.NIL, value, 0, ""));
    }
}

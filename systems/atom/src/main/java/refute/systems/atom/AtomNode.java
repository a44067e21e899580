package refute.systems.atom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.system.Reply;
import refute.harness.world.simulation.Machine;
import refute.harness.world.simulation.Parcel;
import refute.harness.world.simulation.Program;
import refute.harness.world.simulation.SimulatedFile;
import refute.workloads.register.RegisterClient;

/**
 * A node of atom in simulation: registers and a set in a file of lines. It does one write after the other: appends a line, waits
 * until it is durable, only then applies it and answers. So only the last line can be torn, and nobody reads what may be lost.
 */
final class AtomNode implements Program {
    private static final String FILE = "log";

    private final Machine machine;
    private final SimulatedFile file;
    private final boolean answersEarly;
    private final Map<Value, Value> registers = new HashMap<>();
    private final List<Value> elements = new ArrayList<>();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private boolean writing;

    /** What clients ask. */
    sealed interface Request {
        record Read(Value key) implements Request {}

        record ReadAll() implements Request {}

        record Write(Value key, Value value) implements Request {}

        record CompareAndSet(Value key, Value expected, Value next) implements Request {}

        record Add(Value element) implements Request {}
    }

    private record Job(Request request, Responder responder) {}

    /** @param answersEarly the mutant: it answers before its disk has */
    AtomNode(Machine machine, boolean answersEarly) throws IOException {
        this.machine = machine;
        this.answersEarly = answersEarly;
        this.file = machine.disk().open(FILE);
        recover();
        file.sync();
        machine.disk().syncDirectory();
    }

    @Override
    public void receive(NodeId from, Object message) {
        throw new IllegalStateException("nodes of atom do not talk to each other");
    }

    @Override
    public void request(Object request, Responder responder) {
        switch ((Request) request) {
            case Request.Read read -> answer(responder, Reply.ok(registers.getOrDefault(read.key(), Value.NIL)));
            case Request.ReadAll all -> answer(responder, Reply.ok(Value.of(elements)));
            case Request.Write write -> waiting.add(new Job(write, responder));
            case Request.CompareAndSet set -> waiting.add(new Job(set, responder));
            case Request.Add add -> waiting.add(new Job(add, responder));
        }
        next();
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(false, 0, Atom.VERSION);
    }

    private void next() {
        while (!writing && !waiting.isEmpty()) {
            Job job = waiting.remove();
            switch (job.request()) {
                case Request.Write write -> store(job, "r", write.key(), write.value(), write.value());
                case Request.CompareAndSet set -> {
                    if (set.expected().equals(registers.get(set.key()))) {
                        store(job, "r", set.key(), set.next(), Value.pair(set.expected(), set.next()));
                    } else {
                        answer(job.responder(), Reply.fail(RegisterClient.DID_NOT_MATCH));
                    }
                }
                case Request.Add add -> store(job, "e", Value.of(""), add.element(), add.element());
                case Request.Read read -> throw new IllegalStateException("reads do not wait");
                case Request.ReadAll all -> throw new IllegalStateException("reads do not wait");
            }
        }
    }

    private void store(Job job, String kind, Value key, Value value, Value told) {
        writing = true;
        String line = kind + "\t" + text(key) + "\t" + text(value) + "\n";
        try {
            file.write(file.size(), ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("the disk refuses", e);
        }
        if (answersEarly) {
            apply(kind, key, value);
            answer(job.responder(), Reply.ok(told));
        }
        machine.onDisk(() -> {
            file.sync();
            writing = false;
            if (!answersEarly) {
                apply(kind, key, value);
                answer(job.responder(), Reply.ok(told));
            }
            next();
        });
    }

    private void apply(String kind, Value key, Value value) {
        if (kind.equals("r")) {
            registers.put(key, value);
        } else {
            elements.add(value);
        }
    }

    private static void answer(Responder responder, Reply reply) {
        responder.answer(new Parcel(reply, 40, reply.toString().hashCode()));
    }

    /** Takes every whole line, and cuts off what a power loss has left of the last one. */
    private void recover() {
        byte[] content = new byte[(int) file.size()];
        file.read(0, ByteBuffer.wrap(content));
        int begin = 0;
        for (int at = 0; at < content.length && content[at] != 0; at++) {
            if (content[at] == '\n') {
                String[] words = new String(content, begin, at - begin, StandardCharsets.UTF_8).split("\t", -1);
                apply(words[0], value(words[1]), value(words[2]));
                begin = at + 1;
            }
        }
        file.truncate(begin);
    }

    private static String text(Value value) {
        return value instanceof Value.Int number ? "i" + number.number() : "t" + ((Value.Text) value).text();
    }

    private static Value value(String text) {
        return text.startsWith("i") ? Value.of(Long.parseLong(text.substring(1))) : Value.of(text.substring(1));
    }
}

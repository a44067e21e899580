package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;
import refute.specs.model.RegisterModel;

/**
 * Judges whether a history is linearizable with respect to a model, each key for itself.
 *
 * <p>Safe to share between threads. Keeps to its budget of time, memory and threads, gives up within 100 ms when its thread is
 * interrupted (whose flag stays set), and leaves no thread behind. Running out of anything, even of the heap, is unknown.
 *
 * @param <S> the model's states
 */
public final class LinearizabilityChecker<S> implements Checker {
    private final Model<S> model;
    private final boolean plain;

    private LinearizabilityChecker(Model<S> model, boolean plain) {
        this.model = model;
        this.plain = plain;
    }

    /** With the fastest search that fits the model and the history. */
    public static <S> LinearizabilityChecker<S> of(Model<S> model) {
        return new LinearizabilityChecker<>(model, false);
    }

    /** With the plain search of Wing, Gong and Lowe: the oracle. */
    public static <S> LinearizabilityChecker<S> textbook(Model<S> model) {
        return new LinearizabilityChecker<>(model, true);
    }

    @Override
    public String name() {
        return "linearizable-" + model.name();
    }

    @Override
    public String description() {
        return "whether every answer fits one order in which operations take effect between invocation and completion ("
                + model.description() + ")";
    }

    /** @throws refute.harness.BadInput with every operation that the model does not understand */
    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        return judge(evidence.history(), budget).result();
    }

    /**
     * The verdict with its proof.
     *
     * @throws refute.harness.BadInput with every operation that the model does not understand
     */
    public Judgement judge(History history, Budget budget) {
        long begun = System.nanoTime();
        Allowance allowance = Allowance.of(budget);
        Judgement judgement;
        try {
            List<Part> parts = parts(history, budget.threads());
            List<Finding> findings = new PartSearches(allowance, budget.threads()).run(parts);
            judgement = conclude(history, parts, findings, allowance);
        } catch (OutOfMemoryError full) {
            judgement = new Judgement(CheckResult.unknown(name(), "out of memory: the heap is full"), List.of());
        }
        return new Judgement(judgement.result().withNanos(System.nanoTime() - begun), judgement.certificates());
    }

    private List<Part> parts(History history, int threads) {
        List<Part> parts = new ArrayList<>();
        if (!plain && model instanceof CasRegisterModel register) {
            boolean observes = register.failedCas() == FailedCas.OBSERVATION;
            return registers(history, RegisterPartition.of(register, observes, history, threads));
        }
        if (!plain && model instanceof RegisterModel register) {
            return registers(history, RegisterPartition.of(register, false, history, threads));
        }
        Search search = plain ? new TextbookSearch() : new SearchByModel();
        Partition.of(model, history)
                .forEach((key, invoked) -> parts.add(new Part(
                        key,
                        invoked.length,
                        () -> invoked,
                        allowance -> search.search(model, Partition.operations(model, history, invoked), allowance))));
        return parts;
    }

    private List<Part> registers(History history, List<RegisterPartition.RegisterPart> registers) {
        List<Part> parts = new ArrayList<>(registers.size());
        for (RegisterPartition.RegisterPart register : registers) {
            parts.add(new Part(
                    register.key(),
                    register.size(),
                    register::invoked,
                    allowance -> searchRegister(history, register, allowance)));
        }
        return parts;
    }

    /** What has no room in the slots of the register search goes to the general one, whose slots have no end. */
    private Finding searchRegister(History history, RegisterPartition.RegisterPart register, Allowance allowance) {
        Finding finding = RegisterSearch.search(register.operations(), allowance);
        boolean tooConcurrent = finding instanceof Finding.Unfinished unfinished
                && unfinished.reason().equals(RegisterSearch.TOO_CONCURRENT);
        return tooConcurrent
                ? new SlotSearch().search(model, Partition.operations(model, history, register.invoked()), allowance)
                : finding;
    }

    private Judgement conclude(History history, List<Part> parts, List<Finding> findings, Allowance allowance) {
        int operations = parts.stream().mapToInt(Part::size).sum();
        Verdict verdict = Verdict.VALID;
        for (Finding finding : findings) {
            verdict = verdict.and(verdict(finding));
        }
        CheckResult result = switch (verdict) {
            case VALID ->
                CheckResult.valid(
                        name(), String.format(Locale.ROOT, "all %,d operations have a legal order", operations));
            case UNKNOWN -> CheckResult.unknown(name(), howFar(history, parts, findings));
            case INVALID -> invalid(history, parts, findings, allowance);
        };
        result = result.with("operations", Value.of(operations)).with("keys", Value.of(parts.size()));
        return new Judgement(result, verdict == Verdict.VALID ? certificates(history, parts, findings) : List.of());
    }

    private static Verdict verdict(Finding finding) {
        return switch (finding) {
            case Finding.Linearizable found -> Verdict.VALID;
            case Finding.Stuck found -> Verdict.INVALID;
            case Finding.Unfinished found -> Verdict.UNKNOWN;
        };
    }

    private CheckResult invalid(History history, List<Part> parts, List<Finding> findings, Allowance allowance) {
        for (int i = 0; i < parts.size(); i++) {
            if (findings.get(i) instanceof Finding.Stuck stuck) {
                Witness.Unlinearizable witness = new Explanation<>(model, history, parts.get(i), allowance).of(stuck);
                return CheckResult.invalid(name(), witness.sentence(), List.of(witness));
            }
        }
        throw new AssertionError("invalid without a stuck part");
    }

    /** "valid up to operation 81,204 at 73.1 s", of the part that came least far. */
    private String howFar(History history, List<Part> parts, List<Finding> findings) {
        int part = -1;
        Finding.Unfinished least = new Finding.Unfinished("", Integer.MAX_VALUE);
        for (int i = 0; i < parts.size(); i++) {
            if (findings.get(i) instanceof Finding.Unfinished unfinished && unfinished.reached() < least.reached()) {
                least = unfinished;
                part = i;
            }
        }
        int reached = least.reached();
        Part at = parts.get(part);
        String of = at.key().equals(Value.NIL) ? "" : " of key " + at.key();
        return String.format(
                Locale.ROOT,
                "%s; valid up to operation %,d%s at %.1f s",
                least.reason(),
                operationsBefore(history, at.key(), reached),
                of,
                history.timeNanos(Math.min(reached, history.size() - 1)) / 1e9);
    }

    private int operationsBefore(History history, Value key, int position) {
        int count = 0;
        for (int at = 0; at < position && at < history.size(); at++) {
            boolean invokes = history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0;
            count += invokes && (!model.isPerKey() || history.key(at).equals(key)) ? 1 : 0;
        }
        return count;
    }

    private static List<Linearization> certificates(History history, List<Part> parts, List<Finding> findings) {
        Linearization[] certificates = new Linearization[parts.size()];
        for (int i = 0; i < certificates.length; i++) {
            int[] order = ((Finding.Linearizable) findings.get(i)).order();
            int[] indexes = new int[order.length];
            for (int at = 0; at < order.length; at++) {
                indexes[at] = history.index(order[at]);
            }
            certificates[i] = new Linearization(parts.get(i).key(), indexes);
        }
        return List.of(certificates);
    }
}

package refute.specs.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.check.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The specs that Refute carries. Each is {@code NAME.tla}, a {@code .cfg} file for each model, and {@code NAME.json} about them. */
public final class Specs {
    private static final List<String> NAMES = List.of(
            "Bank", "Sessions", "LogStore", "Lease", "EtcdKv", "IoBuffer", "Recovery", "BLink", "Raft", "EtcdRaft");

    private Specs() {}

    /** All of them, the simplest first. */
    public static List<Spec> all() {
        return NAMES.stream().map(Specs::read).toList();
    }

    /** @throws BadInput if there is none of that name */
    public static Spec named(String name) {
        return NAMES.stream()
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst()
                .map(Specs::read)
                .orElseThrow(() -> new BadInput("spec " + name, "there is no such spec", Nearest.remedy(name, NAMES)));
    }

    private static Spec read(String name) {
        JsonNode about = JsonMapper.shared().readTree(Spec.resource(name + ".json"));
        List<SpecModel> models = new ArrayList<>();
        for (JsonNode model : about.path("models")) {
            JsonNode states = model.path("states");
            models.add(new SpecModel(
                    model.path("name").asString(),
                    model.path("description").asString(),
                    states.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(states.asLong()),
                    Verdict.valueOf(model.path("verdict").asString("valid").toUpperCase(java.util.Locale.ROOT))));
        }
        List<SpecMutant> mutants = new ArrayList<>();
        for (JsonNode mutant : about.path("mutants")) {
            mutants.add(new SpecMutant(
                    mutant.path("name").asString(),
                    mutant.path("description").asString(),
                    mutant.path("refutes").asString(),
                    mutant.path("model").asString("small")));
        }
        return new Spec(name, about.path("title").asString(), models, mutants);
    }
}

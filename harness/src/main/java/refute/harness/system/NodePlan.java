package refute.harness.system;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** How a node starts. */
public sealed interface NodePlan {
    /**
     * A program, as a child process or in a container.
     *
     * @param binary the program: a path or a name on the path for a process; its path inside the image for a container
     * @param arguments its arguments
     * @param environment what to add to an environment that is otherwise nearly empty
     * @param image the container image; empty if the system has none, and then it cannot run in containers
     * @param evidence the files, as the node sees them, that it writes for whoever judges the run: they lie beside its data
     *     folder, and when the run ends they are in the node's folder of the run, in whatever world
     */
    record Program(
            String binary,
            List<String> arguments,
            SequencedMap<String, String> environment,
            String image,
            List<String> evidence)
            implements NodePlan {
        public Program {
            arguments = List.copyOf(arguments);
            environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
            evidence = List.copyOf(evidence);
        }

        /** Without evidence but what it prints. */
        public Program(String binary, List<String> arguments, SequencedMap<String, String> environment, String image) {
            this(binary, arguments, environment, image, List.of());
        }

        /** The same program, which writes these files for whoever judges the run. */
        public Program withEvidence(List<String> files) {
            return new Program(binary, arguments, environment, image, files);
        }
    }

    /** Nothing to start: the node is an object in the harness's own process. */
    record InHarness() implements NodePlan {}
}

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
     */
    record Program(String binary, List<String> arguments, SequencedMap<String, String> environment, String image)
            implements NodePlan {
        public Program {
            arguments = List.copyOf(arguments);
            environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
        }
    }

    /** Nothing to start: the node is an object in the harness's own process. */
    record InHarness() implements NodePlan {}
}

package refute.harness.system;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a scenario says about the system: which one exactly, and how it is to run.
 *
 * @param version of the system, if one is asked for
 * @param binary path of the program, if one is given
 * @param image name of the container image, if one is given
 * @param mutant id of the mutant to switch on, if any
 * @param trace whether nodes record traces
 * @param flags further settings by name, as the system documents them
 */
public record SystemOptions(
        Optional<String> version,
        Optional<String> binary,
        Optional<String> image,
        Optional<String> mutant,
        boolean trace,
        SequencedMap<String, String> flags) {

    /**
     * The flag by which a system whose disks can fail ({@link Capability#DISK_FAULTABLE}) is told, as real nodes, in how many calls of the disk one
     * fails.
     */
    public static final String DISK_ERRORS = "disk-errors";

    public SystemOptions {
        flags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(flags));
    }

    /** Whatever is usual. */
    public static SystemOptions standard() {
        return new SystemOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, new LinkedHashMap<>());
    }

    public SystemOptions withVersion(String newVersion) {
        return new SystemOptions(Optional.of(newVersion), binary, image, mutant, trace, flags);
    }

    public SystemOptions withBinary(String newBinary) {
        return new SystemOptions(version, Optional.of(newBinary), image, mutant, trace, flags);
    }

    public SystemOptions withImage(String newImage) {
        return new SystemOptions(version, binary, Optional.of(newImage), mutant, trace, flags);
    }

    public SystemOptions withMutant(String newMutant) {
        return new SystemOptions(version, binary, image, Optional.of(newMutant), trace, flags);
    }

    public SystemOptions withTrace(boolean newTrace) {
        return new SystemOptions(version, binary, image, mutant, newTrace, flags);
    }

    public SystemOptions withFlag(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(flags);
        more.put(name, value);
        return new SystemOptions(version, binary, image, mutant, trace, more);
    }
}

package refute.systems.etcd;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A program that, when asked, said that it is etcd.
 *
 * @param path where it is
 * @param version such as 3.4.23
 */
record EtcdBinary(Path path, String version) {
    /** The newest first; 3.10 is newer than 3.9, and 3.6.0 newer than 3.6.0-rc.1. */
    static final Comparator<EtcdBinary> NEWEST_FIRST = Comparator.comparing(
                    (EtcdBinary binary) -> numbers(binary.version()), Arrays::compare)
            .thenComparing(binary -> !binary.version().contains("-"))
            .reversed()
            .thenComparing(EtcdBinary::path);

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("-", 2)[0].split("\\."))
                .mapToInt(part -> part.matches("[0-9]{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}

package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("kill", "partition", "pause");

    @Test
    void a_mistyped_name_is_answered_with_those_near_it() {
        assertThat(Nearest.hint("partiton", KNOWN)).isEqualTo("near it: partition");
        assertThat(Nearest.hint("kil", KNOWN)).isEqualTo("near it: kill");
        assertThat(Nearest.hint("pa", KNOWN)).isEqualTo("near it: pause, partition");
    }

    @Test
    void a_name_that_is_near_to_none_is_answered_with_all() {
        assertThat(Nearest.hint("earthquake", KNOWN)).isEqualTo("there are kill, partition, pause");
    }

    @Test
    void the_distance_counts_insertions_deletions_and_changes() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}

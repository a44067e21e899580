package refute.harness.world.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    @TempDir
    Path folder;

    @Test
    void a_channel_that_cannot_be_written_as_the_thread_is_interrupted_is_an_interruption() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Interruption.heard(() -> write(folder.resolve("mark"))))
                .isInstanceOf(InterruptedException.class)
                .hasRootCauseInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_channel_that_cannot_be_written_for_another_reason_is_a_failure() {
        assertThatThrownBy(() -> Interruption.heard(() -> write(folder.resolve("none/mark"))))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static long write(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.write(ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

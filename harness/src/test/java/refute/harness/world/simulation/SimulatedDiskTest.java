package refute.harness.world.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;

class SimulatedDiskTest {
    private static final int SEEDS = 60;
    private static final Hazards.Disk FAILING = new Hazards.Disk(1, 1, 0, 1, 1_000_000, 0, 0);
    private static final Hazards.Disk FULL = new Hazards.Disk(1, 1, 0, 1, 0, 1_000_000, 0);
    private static final Hazards.Disk ROTTING = new Hazards.Disk(1, 1, 0, 1, 0, 0, 1_000_000);

    @Test
    void what_was_synchronised_outlives_a_power_loss() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed, Hazards.CALM.disk());
            write(disk, "a", filled(1500, 1));
            disk.open("a").sync();
            disk.syncDirectory();

            disk.losePower();

            assertThat(content(disk, "a")).isEqualTo(filled(1500, 1));
        }
    }

    @Test
    void what_was_not_is_there_or_lost_or_torn_at_sectors() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed, Hazards.CALM.disk());
            write(disk, "a", filled(1024, 1));
            disk.open("a").sync();
            disk.syncDirectory();
            write(disk, "a", filled(1024, 2));

            disk.losePower();

            byte[] content = content(disk, "a");
            assertThat(content).hasSize(1024);
            for (int at = 0; at < 1024; at++) {
                assertThat(content[at]).as("sectors are whole").isEqualTo(content[at / 512 * 512]);
            }
            seen.add(content[0] + " " + content[512]);
        }

        assertThat(seen).containsExactly("1 1", "1 2", "2 1", "2 2");
    }

    @Test
    void a_rename_is_certain_only_after_the_folder_was_synchronised() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed, Hazards.CALM.disk());
            write(disk, "a.tmp", filled(10, 1));
            disk.open("a.tmp").sync();
            disk.syncDirectory();
            disk.rename("a.tmp", "a");

            disk.losePower();

            seen.add(disk.list().toString());
        }

        assertThat(seen).containsExactly("[a.tmp]", "[a]");
    }

    @Test
    void what_a_failed_sync_left_is_gone_when_the_process_has_ended() throws IOException {
        SimulatedDisk disk = disk(1, Hazards.CALM.disk());
        write(disk, "a", filled(600, 1));
        disk.open("a").sync();
        disk.syncDirectory();
        write(disk, "a", filled(600, 2));
        disk.calm(FAILING);

        assertThatThrownBy(() -> disk.open("a").sync()).hasMessageContaining("Input/output error");
        assertThat(disk.hasFailed()).isTrue();
        assertThat(content(disk, "a")).isEqualTo(filled(600, 2));

        disk.calm(Hazards.CALM.disk());
        disk.open("a").sync();
        disk.processEnded();
        assertThat(content(disk, "a")).as("a later sync does not mend it").isEqualTo(filled(600, 1));
    }

    @Test
    void a_full_disk_takes_nothing() {
        SimulatedDisk disk = disk(1, FULL);

        assertThatThrownBy(() -> write(disk, "a", filled(1, 1))).hasMessageContaining("No space left");
        assertThat(disk.open("a").size()).isZero();
    }

    @Test
    void only_what_is_old_rots() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed, ROTTING);
            disk.open("a").write(0, ByteBuffer.wrap(filled(2048, 1)));
            disk.open("a").write(2048, ByteBuffer.wrap(filled(512, 2)));
            disk.open("a").sync();
            disk.syncDirectory();

            String what = disk.rot();

            assertThat(disk.isRotten()).isEqualTo(!what.isEmpty());
            byte[] content = content(disk, "a");
            assertThat(java.util.Arrays.copyOfRange(content, 2048, 2560)).isEqualTo(filled(512, 2));
            assertThat(java.util.Arrays.equals(java.util.Arrays.copyOf(content, 2048), filled(2048, 1)))
                    .isEqualTo(what.isEmpty());
        }
    }

    private static SimulatedDisk disk(long seed, Hazards.Disk hazards) {
        Seed its = new Seed(seed);
        Accidents.Local accidents = new Accidents(new Timeline(), Luck.DRAWN).on(new refute.harness.system.NodeId(1));
        return new SimulatedDisk(
                new Chance(its.substream("faults")),
                new Chance(its.substream("losses")),
                accidents,
                new CrashPoints(new Chance(its), accidents, 0, 0),
                hazards,
                new Counters());
    }

    private static void write(SimulatedDisk disk, String name, byte[] bytes) throws IOException {
        disk.open(name).write(0, ByteBuffer.wrap(bytes));
    }

    private static byte[] content(SimulatedDisk disk, String name) {
        byte[] content = new byte[(int) disk.open(name).size()];
        disk.open(name).read(0, ByteBuffer.wrap(content));
        return content;
    }

    private static byte[] filled(int size, int with) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}

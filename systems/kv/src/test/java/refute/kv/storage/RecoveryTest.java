package refute.kv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Entry;
import refute.kv.raft.HardState;
import refute.kv.raft.Members;
import refute.kv.raft.Recovered;
import refute.kv.raft.SnapshotMeta;
import refute.kv.raft.Write;
import refute.kv.sim.ForgetfulFiles;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.StateMachine;

class RecoveryTest {
    private static final Identity IDENTITY = Identity.of("test", NodeId.of(1), GroupId.FIRST);
    private static final Members MEMBERS = Members.voters(1, 2, 3);
    private static final long SEGMENT_BYTES = 400;
    private static final String FIRST_SEGMENT = "wal-0000000000000001";

    private final ForgetfulFiles files = new ForgetfulFiles();

    @Test
    void what_was_synchronised_is_remembered() throws IOException {
        GroupStorage storage = open(files);
        write(storage, 1, 1);
        write(storage, 2, 1);

        Recovered recovered = open(files).recovered();

        assertThat(recovered.entries()).containsExactly(entry(1, 1), entry(2, 1));
        assertThat(recovered.hardState()).isEqualTo(new HardState(1, NodeId.of(1), 1));
        assertThat(recovered.snapshot().members()).isEqualTo(MEMBERS);
    }

    @Test
    void a_later_entry_with_the_same_index_replaces_the_rest_of_the_log() throws IOException {
        GroupStorage storage = open(files);
        write(storage, 1, 1);
        write(storage, 2, 1);
        write(storage, 3, 1);
        write(storage, 2, 2);

        assertThat(open(files).recovered().entries()).containsExactly(entry(1, 1), entry(2, 2));
    }

    @Test
    void a_log_of_many_segments_is_remembered() throws IOException {
        GroupStorage storage = open(files);
        for (int i = 1; i <= 30; i++) {
            write(storage, i, 1);
        }

        assertThat(files.list()).hasSizeGreaterThan(3);
        assertThat(open(files).recovered().entries()).hasSize(30);
    }

    @Test
    void a_tail_torn_at_any_byte_is_cut() throws IOException {
        GroupStorage storage = open(files);
        write(storage, 1, 1);
        int whole = files.content(FIRST_SEGMENT).length;
        write(storage, 2, 1);
        byte[] content = files.content(FIRST_SEGMENT).clone();

        for (int length = whole; length < content.length; length++) {
            ForgetfulFiles torn = files.copy();
            torn.put(FIRST_SEGMENT, java.util.Arrays.copyOf(content, length));
            assertThat(open(torn).recovered().entries())
                    .as("cut to %s bytes", length)
                    .hasSize(1);
            assertThat(torn.content(FIRST_SEGMENT)).hasSize(whole);
        }
    }

    @Test
    void after_a_torn_tail_the_log_goes_on() throws IOException {
        GroupStorage storage = open(files);
        write(storage, 1, 1);
        write(storage, 2, 1);
        byte[] content = files.content(FIRST_SEGMENT);
        files.put(FIRST_SEGMENT, java.util.Arrays.copyOf(content, content.length - 9));

        GroupStorage again = open(files);
        write(again, 2, 2);

        assertThat(open(files).recovered().entries()).containsExactly(entry(1, 1), entry(2, 2));
    }

    @Test
    void a_flip_of_any_byte_before_the_last_record_is_refused_with_file_and_offset() throws IOException {
        GroupStorage storage = open(files);
        for (int i = 1; i <= 3; i++) {
            write(storage, i, 1);
        }
        byte[] before = files.content(FIRST_SEGMENT).clone();
        write(storage, 4, 1);
        assertThat(files.list()).filteredOn(name -> name.startsWith("wal")).hasSize(1);

        for (int at = 0; at < before.length; at++) {
            ForgetfulFiles damaged = files.copy();
            damaged.content(FIRST_SEGMENT)[at] ^= 0x10;
            int place = at;
            assertThatThrownBy(() -> open(damaged))
                    .as("flip at %s", at)
                    .isInstanceOfSatisfying(DamagedFileException.class, e -> {
                        assertThat(e.file()).isEqualTo(FIRST_SEGMENT);
                        assertThat(e.offset()).isBetween(Math.max(0, place - 200L), (long) place);
                    });
        }
    }

    @Test
    void a_flip_of_any_byte_of_the_last_record_looks_like_a_torn_tail() throws IOException {
        GroupStorage storage = open(files);
        write(storage, 1, 1);
        int whole = files.content(FIRST_SEGMENT).length;
        write(storage, 2, 1);

        for (int at = whole; at < files.content(FIRST_SEGMENT).length; at++) {
            ForgetfulFiles damaged = files.copy();
            damaged.content(FIRST_SEGMENT)[at] ^= 0x10;
            assertThat(open(damaged).recovered().entries()).as("flip at %s", at).hasSize(1);
        }
    }

    @Test
    void a_flip_at_the_end_of_a_segment_that_is_not_the_last_is_refused() throws IOException {
        GroupStorage storage = open(files);
        for (int i = 1; i <= 12; i++) {
            write(storage, i, 1);
        }
        byte[] content = files.content(FIRST_SEGMENT);
        content[content.length - 12] ^= 1;

        assertThatThrownBy(() -> open(files)).isInstanceOf(DamagedFileException.class);
    }

    @Test
    void a_missing_segment_is_refused() throws IOException {
        GroupStorage storage = open(files);
        for (int i = 1; i <= 30; i++) {
            write(storage, i, 1);
        }
        files.delete("wal-0000000000000002");

        assertThatThrownBy(() -> open(files))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("wal-0000000000000003");
    }

    @Test
    void with_the_mutant_a_flip_in_the_middle_loses_what_was_acknowledged() throws IOException {
        GroupStorage storage = open(files);
        for (int i = 1; i <= 3; i++) {
            write(storage, i, 1);
        }
        files.content(FIRST_SEGMENT)[150] ^= 1;

        assertThat(open(files, Mutants.of(Mutant.M23)).recovered().entries()).hasSizeLessThan(3);
    }

    @Test
    void a_snapshot_is_remembered_and_what_it_stands_for_is_deleted() throws IOException {
        GroupStorage storage = open(files);
        for (int i = 1; i <= 30; i++) {
            write(storage, i, 1);
        }
        StateMachine machine = machine();
        storage.saveSnapshot(new SnapshotMeta(20, 1, MEMBERS), machine.freeze());
        storage.trim(20);

        Recovered recovered = open(files).recovered();

        assertThat(files.list()).doesNotContain(FIRST_SEGMENT, "snapshot-0000000000000000");
        assertThat(recovered.snapshot().index()).isEqualTo(20);
        assertThat(recovered.image().hash()).isEqualTo(machine.hash());
        assertThat(recovered.entries()).hasSize(10);
    }

    @Test
    void a_flip_of_any_byte_of_a_snapshot_is_refused() throws IOException {
        GroupStorage storage = open(files);
        write(storage, 1, 1);
        storage.saveSnapshot(new SnapshotMeta(1, 1, MEMBERS), machine().freeze());
        String name = "snapshot-0000000000000001";

        for (int at = 0; at < files.content(name).length; at++) {
            ForgetfulFiles damaged = files.copy();
            damaged.content(name)[at] ^= 0x10;
            assertThatThrownBy(() -> open(damaged))
                    .as("flip at %s", at)
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void a_leftover_temporary_snapshot_is_ignored() throws IOException {
        GroupStorage storage = open(files);
        write(storage, 1, 1);
        files.put("snapshot-0000000000000001.tmp", new byte[] {1, 2, 3});
        ForgetfulFiles sameAgain = files.copy();

        assertThat(open(files).recovered().snapshot().index()).isZero();
        assertThat(files.list()).noneMatch(name -> name.endsWith(".tmp"));
        assertThatThrownBy(() -> open(sameAgain, Mutants.of(Mutant.M26))).isInstanceOf(DamagedFileException.class);
    }

    @Test
    void an_installed_snapshot_replaces_the_log_wherever_the_crash_comes() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            ForgetfulFiles disk = new ForgetfulFiles();
            GroupStorage storage = open(disk);
            for (int index = 1; index <= 5; index++) {
                write(storage, index, 1);
            }
            SnapshotMeta meta = new SnapshotMeta(9, 3, MEMBERS);
            storage.write(List.of(
                    new Write.InstallSnapshot(meta, machine().freeze()),
                    new Write.SetHardState(new HardState(3, NodeId.NONE, 9))));
            boolean synced = random.nextBoolean();
            if (synced) {
                storage.sync();
            }
            disk.losePower(random);

            Recovered recovered = open(disk).recovered();
            assertThat(recovered.snapshot().index()).isEqualTo(9);
            assertThat(recovered.entries()).isEmpty();
            assertThat(recovered.hardState().term()).isEqualTo(3);
            GroupStorage again = open(disk);
            write(again, 10, 3);
            assertThat(open(disk).recovered().entries()).containsExactly(entry(10, 3));
        }
    }

    @Test
    void a_power_loss_keeps_all_that_was_synchronised() throws IOException {
        assertThat(lossesUnderPowerLoss(Mutants.NONE)).isZero();
    }

    @Test
    void what_a_killed_process_left_is_durable_once_it_was_recovered() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            ForgetfulFiles disk = new ForgetfulFiles();
            open(disk).write(List.of(new Write.AppendEntries(List.of(entry(1, 1)))));
            assertThat(open(disk).recovered().entries()).hasSize(1);
            disk.losePower(new SplittableRandom(seed));

            assertThat(open(disk).recovered().entries()).as("seed %s", seed).hasSize(1);
        }
    }

    @Test
    void without_the_directory_sync_a_power_loss_loses_a_segment() throws IOException {
        assertThat(lossesUnderPowerLoss(Mutants.of(Mutant.M24))).isPositive();
    }

    private static int lossesUnderPowerLoss(Mutants mutants) throws IOException {
        int losses = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ForgetfulFiles disk = new ForgetfulFiles();
            GroupStorage storage = open(disk, mutants);
            int synced = 1 + random.nextInt(30);
            for (int i = 1; i <= synced; i++) {
                write(storage, i, 1);
            }
            storage.write(List.of(new Write.AppendEntries(List.of(entry(synced + 1, 1)))));
            disk.losePower(random);
            if (open(disk, mutants).recovered().entries().size() < synced) {
                losses++;
            }
        }
        return losses;
    }

    @Test
    void a_failed_sync_is_final() throws IOException {
        GroupStorage storage = open(files);
        storage.write(List.of(new Write.AppendEntries(List.of(entry(1, 1)))));
        files.fail(true);

        assertThatThrownBy(storage::sync)
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("sync");
        files.fail(false);
        assertThatThrownBy(storage::sync).isInstanceOf(StorageFailedException.class);
    }

    @Test
    void with_the_mutant_a_failed_sync_is_swallowed() throws IOException {
        GroupStorage storage = open(files, Mutants.of(Mutant.M25));
        storage.write(List.of(new Write.AppendEntries(List.of(entry(1, 1)))));
        files.fail(true);

        storage.sync();
    }

    @Test
    void a_batch_must_be_synchronised_before_the_next() throws IOException {
        GroupStorage storage = open(files);
        storage.write(List.of(new Write.AppendEntries(List.of(entry(1, 1)))));

        assertThatThrownBy(() -> storage.write(List.of(new Write.AppendEntries(List.of(entry(2, 1))))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_folder_of_another_node_cluster_or_version_is_refused() throws IOException {
        open(files);
        List<Identity> others = new ArrayList<>();
        others.add(Identity.of("test", NodeId.of(2), GroupId.FIRST));
        others.add(Identity.of("other", NodeId.of(1), GroupId.FIRST));
        others.add(Identity.of("test", NodeId.of(1), new GroupId(2)));
        others.add(new Identity("test", NodeId.of(1), GroupId.FIRST, 2));

        for (Identity other : others) {
            assertThatThrownBy(() -> GroupStorage.open(files, other, MEMBERS, SEGMENT_BYTES, Mutants.NONE))
                    .isInstanceOf(ForeignFolderException.class)
                    .hasMessageContaining("cluster 'test', node n1, group g1, format version 1");
        }
    }

    private static StateMachine machine() {
        StateMachine machine = new StateMachine();
        for (int i = 1; i <= 9; i++) {
            Command command = Command.of(new Operation.Put(Bytes.utf8("k" + i), Bytes.utf8("v")));
            machine.apply(i, command, command.encode());
        }
        return machine;
    }

    private static GroupStorage open(Files files) throws IOException {
        return open(files, Mutants.NONE);
    }

    private static GroupStorage open(Files files, Mutants mutants) throws IOException {
        return GroupStorage.open(files, IDENTITY, MEMBERS, SEGMENT_BYTES, mutants);
    }

    private static void write(GroupStorage storage, long index, long term) {
        storage.write(List.of(
                new Write.AppendEntries(List.of(entry(index, term))),
                new Write.SetHardState(new HardState(term, NodeId.of(1), index - 1))));
        storage.sync();
    }

    private static Entry entry(long index, long term) {
        return new Entry(index, term, Entry.Kind.COMMAND, Bytes.utf8("payload " + index));
    }
}

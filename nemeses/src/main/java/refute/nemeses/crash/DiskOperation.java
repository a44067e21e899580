package refute.nemeses.crash;

/** One change to a folder. Files have numbers, which renames do not change. */
public sealed interface DiskOperation {
    /** In words. */
    String words();

    /** A file was there, durably, when the trace began. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares operations.
    record Found(int file, String name, byte[] content) implements DiskOperation {
        @Override
        public String words() {
            return "found " + name + ", " + content.length + " bytes";
        }
    }

    /** A file was created, empty. */
    record Create(int file, String name) implements DiskOperation {
        @Override
        public String words() {
            return "create " + name;
        }
    }

    /** Bytes were written. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares operations.
    record Write(int file, long at, byte[] bytes) implements DiskOperation {
        @Override
        public String words() {
            return "write " + bytes.length + " bytes at " + at + " of file " + file;
        }
    }

    /** A file was cut, or made longer by zeros. */
    record Truncate(int file, long size) implements DiskOperation {
        @Override
        public String words() {
            return "truncate file " + file + " to " + size;
        }
    }

    /** A file got another name, perhaps in place of another file. */
    record Rename(String from, String to) implements DiskOperation {
        @Override
        public String words() {
            return "rename " + from + " to " + to;
        }
    }

    /** A name was removed. */
    record Delete(String name) implements DiskOperation {
        @Override
        public String words() {
            return "delete " + name;
        }
    }

    /** A file was synchronised. */
    record Sync(int file) implements DiskOperation {
        @Override
        public String words() {
            return "sync file " + file;
        }
    }

    /** The folder was synchronised. */
    record SyncDirectory() implements DiskOperation {
        @Override
        public String words() {
            return "sync the folder";
        }
    }
}

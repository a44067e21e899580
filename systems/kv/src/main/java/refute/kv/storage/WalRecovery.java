package refute.kv.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.kv.MalformedBytesException;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;

/** Reads all segments in order, cuts a torn tail off the last one, and refuses anything that a crash cannot explain. */
final class WalRecovery {
    private final Files files;
    private final Identity identity;
    private final Mutants mutants;
    private final List<Segment> segments = new ArrayList<>();
    private Optional<LogImage> image = Optional.empty();
    private int chain;
    private long end;

    WalRecovery(Files files, Identity identity, Mutants mutants) {
        this.files = files;
        this.identity = identity;
        this.mutants = mutants;
    }

    /** Reads; returns what the segments say, or nothing if there are none. */
    Optional<LogImage> read() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (String name : files.list()) {
            FileNames.segmentNumber(name).ifPresent(numbers::add);
        }
        for (int i = 0; i < numbers.size(); i++) {
            String name = FileNames.segment(numbers.get(i));
            if (i > 0 && numbers.get(i) != numbers.get(i - 1) + 1) {
                throw new DamagedFileException(name, 0, "the segment before it is missing");
            }
            readSegment(name, numbers.get(i), i == numbers.size() - 1);
        }
        return image;
    }

    /** Returns the headers of the segments. */
    List<Segment> segments() {
        return segments;
    }

    /** Returns where the last segment ends, after any cut. */
    long end() {
        return end;
    }

    /** Returns the CRC of the last record. */
    int chain() {
        return chain;
    }

    private void readSegment(String name, long number, boolean last) throws IOException {
        byte[] content = content(name);
        Optional<RecordFormat.Found> record = RecordFormat.at(content, 0);
        if (record.isEmpty() || record.get().type() != Segment.TYPE) {
            // It was synchronised before it got its name.
            throw new DamagedFileException(name, 0, "no header");
        }
        readHeader(name, number, content, record.get());
        int at = record.get().end();
        chain = record.get().crc();
        while (at < content.length) {
            record = RecordFormat.at(content, at);
            if (record.isEmpty()) {
                cutOrRefuse(name, content, at, last);
                break;
            }
            readBatch(name, content, at, record.get());
            at = record.get().end();
            chain = record.get().crc();
        }
        end = at;
    }

    private void readHeader(String name, long number, byte[] content, RecordFormat.Found record) throws IOException {
        Segment segment;
        try {
            segment = Segment.decode(record.payload(content));
        } catch (MalformedBytesException | IllegalArgumentException e) {
            throw new DamagedFileException(name, 0, "no header: " + e.getMessage());
        }
        if (!segment.identity().equals(identity)) {
            throw new ForeignFolderException(name, segment.identity(), identity);
        }
        if (segment.number() != number) {
            throw new DamagedFileException(name, 0, "it is segment " + segment.number() + " under another name");
        }
        if (image.isEmpty()) {
            image = Optional.of(new LogImage(segment.hardState(), segment.lastIndex(), segment.lastTerm()));
        } else if (record.previous() != chain) {
            throw new DamagedFileException(name, 0, "the end of the segment before it is missing");
        }
        segments.add(segment);
    }

    private void readBatch(String name, byte[] content, int at, RecordFormat.Found record) throws IOException {
        if (record.previous() != chain || record.type() != Segment.BATCH_TYPE) {
            throw new DamagedFileException(name, at, "the record does not follow the one before it");
        }
        try {
            WriteCodec.decode(record.payload(content), image.orElseThrow());
        } catch (MalformedBytesException | IllegalArgumentException e) {
            throw new DamagedFileException(name, at, "the record makes no sense: " + e.getMessage());
        }
    }

    private void cutOrRefuse(String name, byte[] content, int at, boolean last) throws IOException {
        // One batch is one record, and a batch is written only after the one before it was made durable: what follows a
        // torn one
        // is nothing, and what is followed by a good one was durable.
        boolean torn = last && (mutants.has(Mutant.M23) || !RecordFormat.existsAfter(content, at));
        if (!torn) {
            throw new DamagedFileException(name, at, "a bad record that is not at the end of the log");
        }
        try (Files.OpenFile file = files.open(name)) {
            file.truncate(at);
            file.sync();
        }
    }

    private byte[] content(String name) throws IOException {
        try (Files.OpenFile file = files.open(name)) {
            byte[] content = new byte[Math.toIntExact(file.size())];
            file.read(0, ByteBuffer.wrap(content));
            return content;
        }
    }
}

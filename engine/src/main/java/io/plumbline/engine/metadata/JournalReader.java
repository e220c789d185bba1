package io.plumbline.engine.metadata;

import io.plumbline.engine.metadata.RecordFormat.Raw;
import io.plumbline.engine.metadata.SegmentScanner.Next;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes over the records of a journal in order, across its segments, up to a given sequence.
final class JournalReader implements JournalRecord.Reader {
    private final Path folder;
    private final List<Segment> segments;
    private final long from;
    private final long upTo;
    private int index;
    private @Nullable SegmentScanner scanner;
    private long sequence;
    private byte @Nullable [] hash;
    private @Nullable JournalDamage damage;

    /// Starts at the segment that holds `from`; what stands before `from` in it is only checked.
    ///
    /// @param upTo the last record that must be there; [Long#MAX_VALUE] to read what there is
    JournalReader(Path folder, long from, long upTo) throws IOException {
        this.folder = folder;
        this.segments = Segment.list(folder);
        this.from = from;
        this.upTo = upTo;
        while (index + 1 < segments.size() && segments.get(index + 1).start() <= from) {
            index++;
        }
        sequence = segments.isEmpty() || from <= 1 ? 0 : segments.get(index).start() - 1;
    }

    @Override
    public Optional<JournalRecord> next() {
        try {
            Optional<Raw> raw = nextRaw();
            if (damage != null) {
                throw damage.failure();
            }
            return raw.map(Raw::decode);
        } catch (IOException e) {
            throw FileFailures.cannot("read the journal", folder, e);
        }
    }

    /// Returns the next record without decoding it; empty at the end and at [#damage].
    Optional<Raw> nextRaw() throws IOException {
        while (sequence < upTo && damage == null) {
            SegmentScanner open = scanner == null ? open() : scanner;
            scanner = open;
            if (open == null) {
                return Optional.empty();
            }
            Raw raw = step(open);
            if (raw != null && raw.sequence() >= from) {
                return Optional.of(raw);
            }
        }
        return Optional.empty();
    }

    /// Returns the sequence of the last good record that was passed; 0 before the first.
    long sequence() {
        return sequence;
    }

    /// Returns the hash of the last good record that was passed; zeros before the first.
    byte[] hash() {
        return hash == null ? new byte[RecordFormat.HASH] : hash.clone();
    }

    /// Returns what stopped the reading; empty while nothing did.
    Optional<JournalDamage> damage() {
        return Optional.ofNullable(damage);
    }

    /// Returns whether the damage may be the rest of a write that was never acknowledged: it stands
    /// at the very end, and no later record was written in the knowledge of the one that is broken.
    boolean mayBeTorn() throws IOException {
        return scanner != null
                && index == segments.size() - 1
                && !scanner.laterRecordKnowsThisOne();
    }

    @Override
    public void close() {
        SegmentScanner.closeQuietly(scanner);
    }

    private @Nullable Raw step(SegmentScanner open) throws IOException {
        return switch (open.next()) {
            case Next.Found(Raw raw) -> {
                sequence = raw.sequence();
                hash = raw.hash();
                yield raw;
            }
            case Next.End() -> {
                open.close();
                scanner = null;
                index++;
                yield null;
            }
            case Next.Bad(String reason) -> {
                damage =
                        new JournalDamage(
                                open.segment().name(), open.offset(), sequence + 1, reason);
                yield null;
            }
        };
    }

    /// Opens the next segment; null behind the last one and where the next one does not follow.
    private @Nullable SegmentScanner open() throws IOException {
        if (index >= segments.size()) {
            if (upTo != Long.MAX_VALUE) {
                String reason =
                        "the records from %d to %d are missing".formatted(sequence + 1, upTo);
                damage = new JournalDamage("", 0, sequence + 1, reason);
            }
            return null;
        }
        Segment segment = segments.get(index);
        Optional<Segment.Header> header = segment.header();
        boolean follows =
                header.isPresent()
                        && segment.start() == sequence + 1
                        && (hash == null
                                ? sequence > 0 || isZero(header.orElseThrow().previousHash())
                                : Arrays.equals(hash, header.orElseThrow().previousHash()));
        if (!follows) {
            String reason =
                    header.isEmpty()
                            ? "a damaged head of the segment"
                            : "a segment that does not follow from the one before it";
            damage = new JournalDamage(segment.name(), 0, sequence + 1, reason);
            return null;
        }
        if (hash == null) {
            hash = header.orElseThrow().previousHash();
        }
        return new SegmentScanner(segment, header.orElseThrow());
    }

    private static boolean isZero(byte[] hash) {
        return Arrays.equals(hash, new byte[RecordFormat.HASH]);
    }
}

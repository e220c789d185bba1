package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The truth about what happened: an append-only file of events that returns from [#append] only
/// when the event is on the disk. Each record carries a checksum and a hash over the one before, so
/// that a changed, swapped or missing record shows.
///
/// Any number of threads may append; what waits together is written and forced together. Only the
/// owner of the workspace has a journal open, others read it with [#reader].
public final class Journal implements AutoCloseable {
    static final long SEGMENT_BYTES = 16L << 20;
    private static final int MAX_TYPE = 200;

    private final Path folder;
    private final JournalWriter writer;
    private final Optional<Path> torn;

    private Journal(Path folder, JournalWriter writer, Optional<Path> torn) {
        this.folder = folder;
        this.writer = writer;
        this.torn = torn;
    }

    /// Opens the journal of the workspace that this process owns, made when there is none.
    ///
    /// @throws PlumblineException with JOURNAL_DAMAGED, segment and offset, when a record that was
    ///   acknowledged is missing or broken
    public static Journal open(WorkspaceLock owned) {
        return open(owned, DurableFiles.REAL, SEGMENT_BYTES, record -> {});
    }

    static Journal open(
            WorkspaceLock owned,
            DurableFiles files,
            long segmentBytes,
            Consumer<JournalRecord> durable) {
        if (!owned.isHeld()) {
            throw new IllegalStateException("The workspace is no longer owned");
        }
        Path dotPlumbline = owned.folder();
        Path folder = folder(dotPlumbline);
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder);
                files.forceFolder(dotPlumbline);
            }
            JournalTail tail = JournalTail.find(files, dotPlumbline);
            HeadFile head = HeadFile.open(files, headFile(dotPlumbline));
            JournalWriter writer =
                    new JournalWriter(files, folder, head, tail, segmentBytes, durable);
            writer.start();
            return new Journal(folder, writer, Optional.ofNullable(tail.torn()));
        } catch (IOException e) {
            throw FileFailures.cannot("open the journal", folder, e);
        }
    }

    /// Returns the folder of the segments.
    static Path folder(Path dotPlumbline) {
        return dotPlumbline.resolve("journal");
    }

    /// Returns the tail anchor, which stands outside that folder.
    static Path headFile(Path dotPlumbline) {
        return dotPlumbline.resolve("journal.head");
    }

    /// Appends an event and returns when it is on the disk.
    ///
    /// @param type what happened, such as `run.started`: at most 200 bytes
    /// @param payload a JSON object: at most 64 MiB
    /// @throws PlumblineException with DISK_FULL or JOURNAL_UNWRITABLE; the event is then not
    ///   acknowledged
    public JournalRecord append(String type, String payload) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        byte[] payloadBytes = payload.getBytes(StandardCharsets.UTF_8);
        if (typeBytes.length > MAX_TYPE || payloadBytes.length > RecordFormat.MAX_BODY - MAX_TYPE) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Cannot record an event of %d bytes (must be at most 64 MiB)"
                            .formatted(payloadBytes.length),
                    null);
        }
        return writer.append(type, payload, typeBytes, payloadBytes);
    }

    /// Returns the sequence of the last record on the disk; 0 for none.
    public long lastSequence() {
        return writer.durableSequence();
    }

    /// Returns the hash of the last record on the disk, in hexadecimal; zeros for none.
    public String headHash() {
        return RecordFormat.hex(writer.durableHash());
    }

    /// Returns how often records were forced to the disk since opening.
    public long forces() {
        return writer.forces();
    }

    /// Returns the side file that holds the rest of a write that was never acknowledged and that
    /// opening cut off; empty when there was none.
    public Optional<Path> torn() {
        return torn;
    }

    /// Reads the records from the sequence given up to the last one that is on the disk now.
    public JournalRecord.Reader read(long from) {
        return segments(folder, from, lastSequence());
    }

    /// Reads the journal of a folder that another process may own, up to the record that was
    /// acknowledged last when this began; none when there is no journal.
    public static JournalRecord.Reader reader(Path dotPlumbline, long from) {
        try {
            long upTo =
                    HeadFile.read(headFile(dotPlumbline))
                            .map(HeadFile.Head::sequence)
                            .orElse(Long.MAX_VALUE);
            return reader(dotPlumbline, from, upTo);
        } catch (IOException e) {
            throw FileFailures.cannot("read the journal", dotPlumbline, e);
        }
    }

    /// Forces what waits to the disk and closes the files.
    @Override
    public void close() {
        writer.close();
    }

    /// Reads up to the record given, which must be there.
    static JournalRecord.Reader reader(Path dotPlumbline, long from, long upTo) {
        return segments(folder(dotPlumbline), from, upTo);
    }

    private static JournalRecord.Reader segments(Path folder, long from, long upTo) {
        try {
            return new JournalReader(folder, from, upTo);
        } catch (IOException e) {
            throw FileFailures.cannot("read the journal", folder, e);
        }
    }
}

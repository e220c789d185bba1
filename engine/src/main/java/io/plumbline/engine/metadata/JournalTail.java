package io.plumbline.engine.metadata;

import io.plumbline.engine.metadata.HeadFile.Head;
import io.plumbline.engine.metadata.RecordFormat.Raw;
import io.plumbline.engine.metadata.SegmentScanner.Next;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a journal goes on after it was closed, or its process killed, or the power cut.
///
/// The rest of a write that was never acknowledged is moved to a side file. It is told from damage
/// by two witnesses: the anchor outside the folder, and later records, each of which says which one
/// was on the disk when it was written.
///
/// @param offset where the next record is written in the segment
/// @param sequence of the last good record
/// @param torn the side file that took what was cut off; null when nothing was
@SuppressWarnings("ArrayRecordComponent") // records of this kind are never compared
record JournalTail(Segment segment, long offset, long sequence, byte[] hash, @Nullable Path torn) {

    /// Finds the tail, making a first segment in an empty folder.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with JOURNAL_DAMAGED when an
    ///   acknowledged record is missing or broken
    static JournalTail find(DurableFiles files, Path dotPlumbline) throws IOException {
        Path folder = Journal.folder(dotPlumbline);
        Path tornFolder = dotPlumbline.resolve("journal.torn");
        Optional<Head> head = HeadFile.read(Journal.headFile(dotPlumbline));
        List<Segment> segments = Segment.list(folder);
        if (segments.isEmpty()) {
            return first(files, dotPlumbline, head);
        }
        Head anchor =
                head.orElseThrow(
                        () -> broken("the anchor journal.head is missing or damaged").failure());
        Path torn = null;
        Segment last = segments.getLast();
        Optional<Segment.Header> header = last.header();
        if (header.isEmpty() && anchor.sequence() < last.start()) {
            torn = aside(last.file(), folder, tornFolder, files);
            segments = segments.subList(0, segments.size() - 1);
            if (segments.isEmpty()) {
                JournalTail fresh = first(files, dotPlumbline, head);
                return new JournalTail(
                        fresh.segment(), fresh.offset(), fresh.sequence(), fresh.hash(), torn);
            }
            last = segments.getLast();
            header = last.header();
        }
        if (header.isEmpty()) {
            throw new JournalDamage(last.name(), 0, last.start(), "a damaged head of the segment")
                    .failure();
        }
        checkOrder(segments);
        return scan(files, last, header.orElseThrow(), anchor, tornFolder, torn);
    }

    private static JournalTail scan(
            DurableFiles files,
            Segment last,
            Segment.Header header,
            Head anchor,
            Path tornFolder,
            @Nullable Path alreadyTorn)
            throws IOException {
        try (SegmentScanner scanner = new SegmentScanner(last, header)) {
            boolean anchored = holds(anchor, header.start() - 1, header.previousHash());
            Next next = scanner.next();
            while (next instanceof Next.Found(Raw raw)) {
                anchored |= holds(anchor, raw.sequence(), raw.hash());
                next = scanner.next();
            }
            if (next instanceof Next.Bad(String reason)
                    && (scanner.sequence() < anchor.sequence()
                            || scanner.laterRecordKnowsThisOne())) {
                throw new JournalDamage(
                                last.name(), scanner.offset(), scanner.sequence() + 1, reason)
                        .failure();
            }
            if (!anchored) {
                throw broken(
                                scanner.sequence() < anchor.sequence()
                                        ? "the records from %d to %d are missing"
                                                .formatted(
                                                        scanner.sequence() + 1, anchor.sequence())
                                        : "record %d is not the one that was acknowledged"
                                                .formatted(anchor.sequence()))
                        .failure();
            }
            Path torn =
                    next instanceof Next.Bad ? cut(files, scanner, last, tornFolder) : alreadyTorn;
            return new JournalTail(
                    last, scanner.offset(), scanner.sequence(), scanner.hash(), torn);
        }
    }

    private static JournalTail first(DurableFiles files, Path dotPlumbline, Optional<Head> head)
            throws IOException {
        if (head.map(Head::sequence).orElse(0L) > 0) {
            throw broken(
                            "the folder is empty, but record %d was acknowledged"
                                    .formatted(head.orElseThrow().sequence()))
                    .failure();
        }
        byte[] zeros = new byte[RecordFormat.HASH];
        if (head.isEmpty()) {
            try (HeadFile anchor = HeadFile.open(files, Journal.headFile(dotPlumbline))) {
                anchor.write(new Head(0, zeros, 1));
                anchor.force();
            }
            files.forceFolder(dotPlumbline);
        }
        Path folder = Journal.folder(dotPlumbline);
        Segment segment = Segment.named(folder, 1);
        start(files, folder, segment, zeros).close();
        return new JournalTail(segment, Segment.HEADER, 0, zeros, null);
    }

    /// Makes a new segment, and returns when its header and its name are on the disk.
    static DurableFile start(DurableFiles files, Path folder, Segment segment, byte[] previousHash)
            throws IOException {
        DurableFile file = files.open(segment.file());
        file.truncate(0);
        byte[] header = new Segment.Header(segment.start(), previousHash).encode();
        file.write(ByteBuffer.wrap(header), 0);
        file.force();
        files.forceFolder(folder);
        return file;
    }

    private static Path cut(
            DurableFiles files, SegmentScanner scanner, Segment segment, Path tornFolder)
            throws IOException {
        Path side = freeName(tornFolder, segment.name() + "-" + scanner.offset());
        try (DurableFile copy = files.open(side)) {
            copy.write(ByteBuffer.wrap(scanner.rest()), 0);
            copy.force();
        }
        files.forceFolder(tornFolder);
        try (DurableFile file = files.open(segment.file())) {
            file.truncate(scanner.offset());
            file.force();
        }
        return side;
    }

    private static Path aside(Path file, Path folder, Path tornFolder, DurableFiles files)
            throws IOException {
        Path side = freeName(tornFolder, file.getFileName().toString());
        Files.move(file, side, StandardCopyOption.ATOMIC_MOVE);
        files.forceFolder(tornFolder);
        // else the next power cut may bring the old name back
        files.forceFolder(folder);
        return side;
    }

    private static Path freeName(Path tornFolder, String name) throws IOException {
        Files.createDirectories(tornFolder);
        Path side = tornFolder.resolve(name + ".torn");
        for (int i = 2; Files.exists(side); i++) {
            side = tornFolder.resolve(name + "-" + i + ".torn");
        }
        return side;
    }

    /// Only names and heads: the records of full segments are checked when they are read.
    private static void checkOrder(List<Segment> segments) throws IOException {
        if (segments.getFirst().start() != 1) {
            throw broken("the records before " + segments.getFirst().start() + " are missing")
                    .failure();
        }
        for (Segment segment : segments) {
            if (segment.header().isEmpty()) {
                throw new JournalDamage(
                                segment.name(), 0, segment.start(), "a damaged head of the segment")
                        .failure();
            }
        }
    }

    private static boolean holds(Head anchor, long sequence, byte[] hash) {
        return anchor.sequence() == sequence && Arrays.equals(anchor.hash(), hash);
    }

    private static JournalDamage broken(String reason) {
        return new JournalDamage("", 0, 0, reason);
    }
}

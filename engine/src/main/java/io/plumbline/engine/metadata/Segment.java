package io.plumbline.engine.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// One file of the journal: a header and records one after the other; named after its first
/// sequence.
///
/// @param start sequence of its first record, from its name
record Segment(Path file, long start) {
    static final int HEADER = 52;
    static final String SUFFIX = ".journal";

    private static final long MAGIC = 0x504C4A524E4C_0001L;
    private static final int CHECKSUM_AT = 48;

    /// What a segment's header says.
    ///
    /// @param previousHash hash of the record before its first; zeros before the very first
    @SuppressWarnings("ArrayRecordComponent") // records of this kind are never compared
    record Header(long start, byte[] previousHash) {
        byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(HEADER);
            out.putLong(MAGIC).putLong(start).put(previousHash);
            out.putInt(CHECKSUM_AT, checksum(out.array()));
            return out.array();
        }
    }

    static Segment named(Path folder, long start) {
        return new Segment(folder.resolve("%020d".formatted(start) + SUFFIX), start);
    }

    /// Returns the segments of a folder in order; none when there is no folder.
    static List<Segment> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("\\d{20}\\.journal"))
                    .map(f -> new Segment(f, number(f)))
                    .sorted(Comparator.comparingLong(Segment::start))
                    .toList();
        }
    }

    /// Returns the header; empty when it is cut short, damaged, or of another segment.
    Optional<Header> header() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(HEADER);
        }
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean whole =
                in.getLong(0) == MAGIC
                        && in.getInt(CHECKSUM_AT) == checksum(bytes)
                        && in.getLong(8) == start;
        return whole
                ? Optional.of(new Header(start, Arrays.copyOfRange(bytes, 16, 16 + 32)))
                : Optional.empty();
    }

    String name() {
        return file.getFileName().toString();
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 20));
    }

    private static int checksum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CHECKSUM_AT);
        return (int) crc.getValue();
    }
}

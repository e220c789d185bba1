package io.plumbline.engine.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The journal's tail anchor, kept outside its folder: sequence and hash of the last acknowledged
/// record, so that a journal that lost its tail does not pass for whole.
///
/// Two slots are written in turn, so that one is always whole. An ordinary acknowledgement does not
/// wait for this file: after a power cut it may be some records behind, never ahead.
final class HeadFile implements AutoCloseable {
    private static final long MAGIC = 0x504C48454144_0001L;
    private static final int SLOT = 512;
    private static final int CHECKSUM_AT = 56;
    private static final int USED = 60;

    private final DurableFile file;
    private int slot;

    private HeadFile(DurableFile file, int slot) {
        this.file = file;
        this.slot = slot;
    }

    /// What the anchor says.
    ///
    /// @param segmentStart first sequence of the segment that was written to
    @SuppressWarnings("ArrayRecordComponent") // records of this kind are never compared
    record Head(long sequence, byte[] hash, long segmentStart) {}

    static HeadFile open(DurableFiles files, Path path) throws IOException {
        long first = slot(path, 0).map(Head::sequence).orElse(-1L);
        long second = slot(path, 1).map(Head::sequence).orElse(-1L);
        return new HeadFile(files.open(path), first > second ? 1 : 0);
    }

    /// Returns the newest whole slot; empty when the file is missing or both are broken.
    static Optional<Head> read(Path path) throws IOException {
        Optional<Head> first = slot(path, 0);
        Optional<Head> second = slot(path, 1);
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        return first.orElseThrow().sequence() > second.orElseThrow().sequence() ? first : second;
    }

    void write(Head head) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(USED);
        bytes.putLong(MAGIC).putLong(head.sequence()).put(head.hash());
        bytes.putLong(head.segmentStart());
        bytes.putInt(CHECKSUM_AT, checksum(bytes.array()));
        file.write(bytes.rewind(), (long) slot * SLOT);
        slot = 1 - slot;
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static Optional<Head> slot(Path path, int slot) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        byte[] all = Files.readAllBytes(path);
        int start = slot * SLOT;
        if (all.length < start + USED) {
            return Optional.empty();
        }
        byte[] bytes = java.util.Arrays.copyOfRange(all, start, start + USED);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getLong(0) != MAGIC || in.getInt(CHECKSUM_AT) != checksum(bytes)) {
            return Optional.empty();
        }
        byte[] hash = new byte[RecordFormat.HASH];
        in.get(16, hash);
        return Optional.of(new Head(in.getLong(8), hash, in.getLong(48)));
    }

    private static int checksum(byte[] slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot, 0, CHECKSUM_AT);
        return (int) crc.getValue();
    }
}

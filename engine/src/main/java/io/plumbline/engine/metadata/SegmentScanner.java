package io.plumbline.engine.metadata;

import io.plumbline.engine.metadata.RecordFormat.Raw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a segment from its first record on, checking each record's checksum, sequence and place in
/// the chain.
final class SegmentScanner implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Segment segment;
    private final FileChannel channel;
    private final MessageDigest digest = RecordFormat.sha256();
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;
    private long offset = Segment.HEADER;
    private long sequence;
    private byte[] hash;

    SegmentScanner(Segment segment, Segment.Header header) throws IOException {
        this.segment = segment;
        this.channel = FileChannel.open(segment.file(), StandardOpenOption.READ);
        this.sequence = header.start() - 1;
        this.hash = header.previousHash();
        channel.position(Segment.HEADER);
    }

    /// What stands next.
    sealed interface Next {
        /// A good record.
        record Found(Raw raw) implements Next {}

        /// Nothing more.
        record End() implements Next {}

        /// Bytes that are no record that belongs here.
        record Bad(String reason) implements Next {}
    }

    /// Returns what stands at [#offset], and goes behind it when it is a good record.
    Next next() throws IOException {
        fill(RecordFormat.HEADER);
        if (end == start) {
            return new Next.End();
        }
        int length = RecordFormat.lengthAt(buffer, start, end);
        if (length < 0) {
            return new Next.Bad(
                    end - start < RecordFormat.HEADER
                            ? "a record that breaks off"
                            : "bytes that are no record");
        }
        fill(length);
        if (end - start < length) {
            return new Next.Bad("a record that breaks off");
        }
        Raw raw = RecordFormat.decode(buffer, start, end);
        if (raw == null) {
            return new Next.Bad("a record whose checksum is wrong");
        } else if (raw.sequence() != sequence + 1) {
            return new Next.Bad(
                    "record %d where %d belongs".formatted(raw.sequence(), sequence + 1));
        } else if (!raw.follows(hash, digest)) {
            return new Next.Bad("a record that does not follow from the one before it");
        }
        start += length;
        offset += length;
        sequence = raw.sequence();
        hash = raw.hash();
        return new Next.Found(raw);
    }

    /// Returns whether behind [#offset] stands a record that was written when the one that belongs
    /// at the offset was already on the disk, which proves that it was lost afterwards.
    boolean laterRecordKnowsThisOne() throws IOException {
        byte[] rest = rest();
        for (int at = 0; at < rest.length; at++) {
            Raw raw = rest[at] == 'P' ? RecordFormat.decode(rest, at, rest.length) : null;
            if (raw != null && raw.sequence() > sequence && raw.durableBefore() > sequence) {
                return true;
            }
        }
        return false;
    }

    /// Returns the bytes from [#offset] to the end of the file.
    byte[] rest() throws IOException {
        ByteBuffer rest = ByteBuffer.allocate(Math.toIntExact(channel.size() - offset));
        while (rest.hasRemaining() && channel.read(rest, offset + rest.position()) >= 0) {
            // until it is full
        }
        return Arrays.copyOf(rest.array(), rest.position());
    }

    /// Returns the sequence of the last good record; the one before the segment at its start.
    long sequence() {
        return sequence;
    }

    /// Returns the hash of the last good record.
    byte[] hash() {
        return hash.clone();
    }

    /// Returns where the last good record ends.
    long offset() {
        return offset;
    }

    Segment segment() {
        return segment;
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    static void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception _) {
            // what was only read needs no goodbye
        }
    }

    private void fill(int wanted) throws IOException {
        if (end - start >= wanted) {
            return;
        }
        byte[] target = buffer.length >= wanted ? buffer : new byte[Math.max(wanted, CHUNK)];
        System.arraycopy(buffer, start, target, 0, end - start);
        end -= start;
        start = 0;
        buffer = target;
        ByteBuffer space = ByteBuffer.wrap(buffer, end, buffer.length - end);
        while (end < wanted) {
            int read = channel.read(space);
            if (read < 0) {
                return;
            }
            end += read;
        }
    }
}

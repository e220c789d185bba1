package io.plumbline.engine.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The bytes of a record in a segment, big-endian:
///
/// | at | bytes | what |
/// | --- | --- | --- |
/// | 0 | 4 | mark |
/// | 4 | 4 | length of type and payload |
/// | 8 | 4 | CRC-32C of everything else but the mark |
/// | 12 | 8 | sequence |
/// | 20 | 8 | sequence of the last record known to be on the disk when this one was written |
/// | 28 | 8 | time in microseconds since 1970 |
/// | 36 | 2 | length of the type |
/// | 38 | 32 | SHA-256 of the former hash, bytes 4-7 and 12-37, type and payload |
/// | 70 | | type and payload, UTF-8 |
final class RecordFormat {
    static final int MARK = 0x504C4252;
    static final int HEADER = 70;
    static final int HASH = 32;
    static final int MAX_BODY = 64 << 20;

    private static final int LENGTH_AT = 4;
    private static final int CHECKSUM_AT = 8;
    private static final int SEQUENCE_AT = 12;
    private static final int DURABLE_AT = 20;
    private static final int TIME_AT = 28;
    private static final int TYPE_LENGTH_AT = 36;
    private static final int HASH_AT = 38;

    private RecordFormat() {}

    /// A record as read, its checksum verified, its place in the chain not yet.
    ///
    /// @param bytes the whole record, at offset 0
    @SuppressWarnings("ArrayRecordComponent") // records of this kind are never compared
    record Raw(byte[] bytes) {
        long sequence() {
            return ByteBuffer.wrap(bytes).getLong(SEQUENCE_AT);
        }

        long durableBefore() {
            return ByteBuffer.wrap(bytes).getLong(DURABLE_AT);
        }

        byte[] hash() {
            return Arrays.copyOfRange(bytes, HASH_AT, HASH_AT + HASH);
        }

        String type() {
            int length = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(TYPE_LENGTH_AT));
            return new String(bytes, HEADER, length, StandardCharsets.UTF_8);
        }

        boolean follows(byte[] formerHash, MessageDigest digest) {
            return MessageDigest.isEqual(chain(formerHash, bytes, digest), hash());
        }

        JournalRecord decode() {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            int typeLength = Short.toUnsignedInt(in.getShort(TYPE_LENGTH_AT));
            int bodyLength = in.getInt(LENGTH_AT);
            return new JournalRecord(
                    sequence(),
                    Instant.EPOCH.plus(in.getLong(TIME_AT), ChronoUnit.MICROS),
                    new String(bytes, HEADER, typeLength, StandardCharsets.UTF_8),
                    new String(
                            bytes,
                            HEADER + typeLength,
                            bodyLength - typeLength,
                            StandardCharsets.UTF_8),
                    hex(hash()));
        }
    }

    static byte[] encode(
            long sequence,
            long durableBefore,
            Instant time,
            byte[] type,
            byte[] payload,
            byte[] formerHash) {
        byte[] bytes = new byte[HEADER + type.length + payload.length];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.putInt(0, MARK);
        out.putInt(LENGTH_AT, type.length + payload.length);
        out.putLong(SEQUENCE_AT, sequence);
        out.putLong(DURABLE_AT, durableBefore);
        out.putLong(TIME_AT, ChronoUnit.MICROS.between(Instant.EPOCH, time));
        out.putShort(TYPE_LENGTH_AT, (short) type.length);
        out.put(HEADER, type).put(HEADER + type.length, payload);
        out.put(HASH_AT, chain(formerHash, bytes, sha256()));
        out.putInt(CHECKSUM_AT, checksum(bytes, 0, bytes.length));
        return bytes;
    }

    /// Returns the record at an offset; null when what stands there is none or its checksum is
    /// wrong.
    static @Nullable Raw decode(byte[] bytes, int offset, int end) {
        int length = lengthAt(bytes, offset, end);
        if (length < 0 || length > end - offset) {
            return null;
        }
        int stored = ByteBuffer.wrap(bytes).getInt(offset + CHECKSUM_AT);
        return stored == checksum(bytes, offset, length)
                ? new Raw(Arrays.copyOfRange(bytes, offset, offset + length))
                : null;
    }

    /// Returns the length of the whole record that seems to start at an offset; -1 when none does.
    static int lengthAt(byte[] bytes, int offset, int end) {
        if (end - offset < HEADER) {
            return -1;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int body = in.getInt(offset + LENGTH_AT);
        int type = Short.toUnsignedInt(in.getShort(offset + TYPE_LENGTH_AT));
        boolean plausible =
                in.getInt(offset) == MARK && body >= 0 && body <= MAX_BODY && type <= body;
        return plausible ? HEADER + body : -1;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] chain(byte[] formerHash, byte[] bytes, MessageDigest digest) {
        digest.reset();
        digest.update(formerHash);
        digest.update(bytes, LENGTH_AT, CHECKSUM_AT - LENGTH_AT);
        digest.update(bytes, SEQUENCE_AT, HASH_AT - SEQUENCE_AT);
        digest.update(bytes, HEADER, bytes.length - HEADER);
        return digest.digest();
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset + LENGTH_AT, CHECKSUM_AT - LENGTH_AT);
        crc.update(bytes, offset + SEQUENCE_AT, length - SEQUENCE_AT);
        return (int) crc.getValue();
    }
}

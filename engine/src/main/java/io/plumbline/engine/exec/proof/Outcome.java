package io.plumbline.engine.exec.proof;

import io.plumbline.engine.error.ErrorCode;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a plan gave: rows, more rows than are looked at, or a failure.
///
/// @param rows null for a failure and for too many
/// @param failure null where there was none
record Outcome(
        @Nullable List<List<@Nullable String>> rows, @Nullable ErrorCode failure, long[] hashes) {

    static Outcome of(List<List<@Nullable String>> rows) {
        int width = rows.isEmpty() ? 0 : rows.getFirst().size();
        long[] hashes = new long[rows.size() * width];
        int at = 0;
        for (List<@Nullable String> row : rows) {
            for (int i = 0; i < width; i++) {
                hashes[at++] = hash(row.get(i));
            }
        }
        return new Outcome(rows, null, hashes);
    }

    static Outcome tooMany() {
        return new Outcome(null, null, new long[0]);
    }

    static Outcome failed(ErrorCode code) {
        return new Outcome(null, code, new long[0]);
    }

    boolean hasFailed() {
        return failure != null;
    }

    /// Returns whether both have the same rows, in any order, when only these columns are looked
    /// at.
    boolean sameIn(Outcome other, BitSet columns) {
        return columns.isEmpty() || signature(columns) == other.signature(columns);
    }

    /// Returns a number that is the same for the same rows in any order.
    private long signature(BitSet columns) {
        if (rows == null) {
            return -1;
        }
        long sum = rows.size();
        int width = rows.isEmpty() ? 1 : rows.getFirst().size();
        for (int row = 0; row < hashes.length; row += width) {
            long one = 17;
            for (int c = columns.nextSetBit(0); c >= 0; c = columns.nextSetBit(c + 1)) {
                one = mix(one * 31 + hashes[row + c] + c);
            }
            sum += mix(one);
        }
        return sum;
    }

    private static long hash(@Nullable String value) {
        long h = value == null ? 0x9E3779B97F4A7C15L : 1125899906842597L;
        String text = Objects.requireNonNullElse(value, "");
        for (int i = 0; i < text.length(); i++) {
            h = 31 * h + text.charAt(i);
        }
        return mix(h + text.length());
    }

    private static long mix(long value) {
        long v = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        v = (v ^ (v >>> 27)) * 0x94D049BB133111EBL;
        return v ^ (v >>> 31);
    }
}

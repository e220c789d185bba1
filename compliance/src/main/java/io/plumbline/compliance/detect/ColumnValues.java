package io.plumbline.compliance.detect;

import io.plumbline.engine.model.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The values of one column that were seen: a sample of the distinct ones, drawn by hash from all
/// rows, and what they have in common. Lives in memory only; nothing returns a value as text to
/// anything but a test of it, and its own text tells counts.
public final class ColumnValues {
    private static final int KEPT = 2000;
    private static final int LONGEST = 2000;

    private record Hashed(long hash, String text) {}

    private final String name;
    private final DataType type;
    private final PriorityQueue<Hashed> sample =
            new PriorityQueue<>(Comparator.comparingLong(Hashed::hash).reversed());
    private final Map<String, Long> counts = new HashMap<>();
    private long rows;
    private long filled;
    private long ascending;
    private @Nullable Long last;

    /// Begins a column.
    public ColumnValues(String name, DataType type) {
        this.name = name;
        this.type = type;
    }

    /// Takes the value of one row as text; null for none. Blank counts as none.
    public void add(@Nullable String text) {
        rows++;
        if (text == null || text.isBlank()) {
            return;
        }
        filled++;
        String value = text.length() > LONGEST ? text.substring(0, LONGEST).strip() : text.strip();
        follow(value);
        if (counts.merge(value, 1L, Long::sum) == 1L) {
            sample.add(new Hashed(hash(value), value));
            if (sample.size() > KEPT) {
                Hashed out = sample.remove();
                counts.remove(out.text());
            }
        }
    }

    private void follow(String value) {
        boolean whole = value.length() <= 18 && value.chars().allMatch(Character::isDigit);
        Long number = whole ? Long.valueOf(value) : null;
        if (number != null && last != null && number - last >= 0 && number - last < 1000) {
            ascending++;
        }
        last = number;
    }

    /// Mixes the text's hash: samples must not depend on the order of rows.
    private static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h ^= h >>> 32;
        h *= 0xd6e8feb86659fd93L;
        return h ^ h >>> 32;
    }

    /// Returns the column's name.
    public String name() {
        return name;
    }

    /// Returns the column's type.
    public DataType type() {
        return type;
    }

    /// Returns how many rows were seen.
    public long rows() {
        return rows;
    }

    /// Returns how many of them had a value.
    public long filled() {
        return filled;
    }

    /// Returns how many distinct values are in the sample.
    public int distinct() {
        return sample.size();
    }

    /// Returns whether the rows count upwards in small steps, as keys made by a machine do.
    boolean isSequence() {
        return filled >= 20 && ascending >= 0.95 * (filled - 1);
    }

    /// Returns how many distinct values of the sample pass a test.
    int count(Predicate<String> test) {
        int passing = 0;
        for (Hashed one : sample) {
            if (test.test(one.text())) {
                passing++;
            }
        }
        return passing;
    }

    /// Returns the share of distinct values of the sample that pass a test; 0 when there are none.
    double share(Predicate<String> test) {
        return sample.isEmpty() ? 0 : (double) count(test) / sample.size();
    }

    /// Returns figures made of the values, such as dates as days; those without one are left out.
    List<Long> figures(java.util.function.Function<String, @Nullable Long> figure) {
        List<Long> figures = new ArrayList<>();
        for (Hashed one : sample) {
            Long made = figure.apply(one.text());
            if (made != null) {
                figures.add(made);
            }
        }
        figures.sort(null);
        return figures;
    }

    /// Tells counts, never values.
    @Override
    public String toString() {
        return "%d rows, %d filled, %d distinct sampled".formatted(rows, filled, distinct());
    }
}

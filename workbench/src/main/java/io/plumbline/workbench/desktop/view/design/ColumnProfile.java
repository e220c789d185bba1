package io.plumbline.workbench.desktop.view.design;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the values of a column are like, of the rows at hand: nulls, different values, range, the
/// most frequent, and bars for a small histogram.
///
/// @param bars counts from the least to the greatest value; of texts, those of the most frequent
record ColumnProfile(
        int rows, int nulls, int distinct, String range, String top, List<Integer> bars) {
    private static final int BARS = 10;

    static ColumnProfile of(List<? extends @Nullable Object> values) {
        Map<Object, Integer> counts = new HashMap<>();
        List<Object> present = new ArrayList<>();
        for (Object v : values) {
            if (v != null) {
                present.add(v);
                counts.merge(v instanceof byte[] b ? List.of(b.length) : v, 1, Integer::sum);
            }
        }
        List<Map.Entry<Object, Integer>> frequent =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Object, Integer>comparingByValue().reversed())
                        .limit(BARS)
                        .toList();
        String top =
                frequent.stream()
                        .limit(3)
                        .map(e -> shorter(String.valueOf(e.getKey())) + " × " + e.getValue())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
        List<Double> numbers =
                present.stream().map(ColumnProfile::number).filter(n -> !n.isNaN()).toList();
        boolean measurable = !present.isEmpty() && numbers.size() == present.size();
        List<Integer> bars =
                measurable
                        ? histogram(numbers)
                        : frequent.stream().map(Map.Entry::getValue).toList();
        return new ColumnProfile(
                values.size(),
                values.size() - present.size(),
                counts.size(),
                range(present),
                top,
                bars);
    }

    private static String range(List<Object> present) {
        if (present.isEmpty()) {
            return "";
        }
        Object least = present.stream().min(ColumnProfile::compare).orElseThrow();
        Object most = present.stream().max(ColumnProfile::compare).orElseThrow();
        return shorter(String.valueOf(least)) + " to " + shorter(String.valueOf(most));
    }

    private static String shorter(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }

    private static List<Integer> histogram(List<Double> numbers) {
        double least = numbers.stream().mapToDouble(d -> d).min().orElse(0);
        double most = numbers.stream().mapToDouble(d -> d).max().orElse(0);
        if (least == most) {
            return List.of(numbers.size());
        }
        int[] counts = new int[BARS];
        for (double d : numbers) {
            counts[(int) Math.min(BARS - 1, (d - least) / (most - least) * BARS)]++;
        }
        return java.util.Arrays.stream(counts).boxed().toList();
    }

    private static Double number(Object value) {
        return switch (value) {
            case Long l -> l.doubleValue();
            case BigDecimal d -> d.doubleValue();
            case Float f -> f.isInfinite() ? Double.NaN : f.doubleValue();
            case Double d -> d.isInfinite() ? Double.NaN : d;
            case LocalDate d -> (double) d.toEpochDay();
            case LocalTime t -> (double) t.toNanoOfDay();
            case LocalDateTime t -> (double) t.toEpochSecond(ZoneOffset.UTC);
            case OffsetDateTime t -> (double) t.toEpochSecond();
            default -> Double.NaN;
        };
    }

    /// Compares two values of one column; nulls come last.
    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? 1 : -1;
        }
        return a instanceof Comparable c && a.getClass() == b.getClass()
                ? c.compareTo(b)
                : String.valueOf(a).compareTo(String.valueOf(b));
    }

    int nullPercent() {
        return rows == 0 ? 0 : (int) Math.ceil(100.0 * nulls / rows);
    }

    /// Returns it in words.
    String words() {
        return String.format(
                Locale.ROOT,
                "Of the %,d rows shown: %,d different, %,d null%s%s",
                rows,
                distinct,
                nulls,
                range.isEmpty() ? "" : "\nFrom " + range,
                top.isEmpty() ? "" : "\nMost frequent: " + top);
    }
}

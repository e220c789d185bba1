package io.plumbline.workbench.service.testing;

import io.plumbline.engine.model.DataType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values of tests: read from their texts as what the engine gives for a column's type, and
/// compared with it.
final class Cells {
    private Cells() {}

    /// Returns the value that a text stands for; empty when it is none of the type.
    static Optional<Object> read(String text, DataType type) {
        try {
            return Optional.ofNullable(
                    switch (type.kind()) {
                        case BOOLEAN -> truth(text);
                        case SMALLINT -> whole(text, Short.MIN_VALUE, Short.MAX_VALUE);
                        case INTEGER -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
                        case BIGINT -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
                        case DECIMAL -> decimal(text, type);
                        case REAL -> Float.valueOf(text);
                        case DOUBLE -> Double.valueOf(text);
                        case VARCHAR, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> text;
                        case VARBINARY -> HexFormat.of().parseHex(text);
                        case DATE -> LocalDate.parse(text);
                        case TIME -> LocalTime.parse(text);
                        case TIMESTAMP -> timestamp(text);
                        case TIMESTAMP_TZ -> instant(text);
                    });
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Returns what a right text looks like, to stand after "must be".
    static String form(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "true or false";
            case SMALLINT, INTEGER, BIGINT -> "a whole number within " + type.kind();
            case DECIMAL -> "a number that fits " + type;
            case REAL, DOUBLE -> "a number";
            case VARCHAR, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> "a text";
            case VARBINARY -> "bytes in hexadecimal digits, such as 0aff";
            case DATE -> "a date, such as 2024-01-31";
            case TIME -> "a time, such as 12:30:00";
            case TIMESTAMP -> "a timestamp, such as 2024-01-31T12:30:00";
            case TIMESTAMP_TZ -> "an instant, such as 2024-01-31T12:30:00Z";
        };
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Long whole(String text, long least, long most) {
        long value = new BigDecimal(text.strip()).longValueExact();
        return value >= least && value <= most ? value : null;
    }

    private static @Nullable BigDecimal decimal(String text, DataType type) {
        BigDecimal value = new BigDecimal(text.strip());
        if (type.precision() < 0) {
            return value;
        }
        BigDecimal scaled = value.setScale(Math.max(type.scale(), 0));
        return scaled.precision() <= type.precision() ? scaled : null;
    }

    private static LocalDateTime timestamp(String text) {
        String form = text.strip().replace(' ', 'T');
        return form.indexOf('T') < 0
                ? LocalDate.parse(form).atStartOfDay()
                : LocalDateTime.parse(form);
    }

    private static OffsetDateTime instant(String text) {
        return OffsetDateTime.parse(text.strip().replace(' ', 'T'))
                .withOffsetSameInstant(ZoneOffset.UTC);
    }

    /// Returns whether two values are the same.
    ///
    /// @param tolerance how far numbers may be off; null for not at all
    static boolean same(@Nullable Object a, @Nullable Object b, @Nullable BigDecimal tolerance) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return sameNumber(x, y, tolerance);
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.equals(x, y);
        }
        return Objects.equals(a, b);
    }

    private static boolean sameNumber(Number a, Number b, @Nullable BigDecimal tolerance) {
        boolean finite = Double.isFinite(a.doubleValue()) && Double.isFinite(b.doubleValue());
        if (!finite) {
            return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
        }
        BigDecimal off = new BigDecimal(a.toString()).subtract(new BigDecimal(b.toString())).abs();
        return off.compareTo(tolerance == null ? BigDecimal.ZERO : tolerance) <= 0;
    }
}

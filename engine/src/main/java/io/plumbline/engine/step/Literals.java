package io.plumbline.engine.step;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/// Makes typed literals of texts: what a user writes is a value here, never SQL.
public final class Literals {
    private Literals() {}

    /// Returns the literal that a text stands for; empty when it is no value of the type, or the
    /// type has no literals. Dates and times are in ISO 8601 form, a blank may stand for the T.
    public static Optional<RexNode> of(RexBuilder rex, RelDataType type, String text) {
        RelDataType bare = rex.getTypeFactory().createTypeWithNullability(type, false);
        return Optional.ofNullable(value(bare, text.strip(), text))
                .map(v -> rex.makeLiteral(v, bare, true));
    }

    /// Returns an example of a value of the type, to stand after "such as".
    public static String example(SqlTypeName type) {
        return switch (type) {
            case BOOLEAN -> "true";
            case SMALLINT, INTEGER, BIGINT, TINYINT -> "42";
            case DECIMAL, REAL, DOUBLE, FLOAT -> "4.2";
            case DATE -> "2024-01-31";
            case TIME -> "12:30:00";
            case TIMESTAMP -> "2024-01-31 12:30:00";
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "2024-01-31T12:30:00Z";
            default -> "a text";
        };
    }

    private static @Nullable Object value(RelDataType type, String text, String whole) {
        try {
            return switch (type.getSqlTypeName()) {
                case BOOLEAN -> truth(text);
                case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(type, text);
                case DECIMAL -> decimal(type, text);
                case REAL, DOUBLE, FLOAT ->
                        Double.isFinite(Double.parseDouble(text)) ? Double.valueOf(text) : null;
                case CHAR, VARCHAR -> fits(type, whole) ? whole : null;
                case DATE -> new DateString(LocalDate.parse(text).toString());
                case TIME -> new TimeString(time(LocalTime.parse(text)));
                case TIMESTAMP -> timestamp(local(text));
                case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(instant(text));
                default -> null;
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable BigDecimal integer(RelDataType type, String text) {
        if (!text.matches("[+-]?\\d{1,19}")) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        int bits =
                switch (type.getSqlTypeName()) {
                    case TINYINT -> 7;
                    case SMALLINT -> 15;
                    case INTEGER -> 31;
                    default -> 63;
                };
        return value.toBigInteger().bitLength() <= bits ? value : null;
    }

    private static @Nullable BigDecimal decimal(RelDataType type, String text) {
        if (!text.matches("[+-]?(\\d{1,60}(\\.\\d{0,60})?|\\.\\d{1,60})")) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        boolean tooFine = value.stripTrailingZeros().scale() > type.getScale();
        if (tooFine) {
            return null;
        }
        BigDecimal scaled = value.setScale(type.getScale());
        return scaled.precision() <= type.getPrecision() ? scaled : null;
    }

    private static boolean fits(RelDataType type, String text) {
        return type.getPrecision() < 0
                || text.codePointCount(0, text.length()) <= type.getPrecision();
    }

    private static String time(LocalTime time) {
        return time.format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT))
                + fraction(time.getNano());
    }

    private static String fraction(int nanos) {
        String digits = String.format(Locale.ROOT, "%09d", nanos).replaceAll("0+$", "");
        return digits.isEmpty() ? "" : "." + digits;
    }

    private static TimestampString timestamp(LocalDateTime value) {
        return new TimestampString(value.toLocalDate() + " " + time(value.toLocalTime()));
    }

    private static LocalDateTime local(String text) {
        return text.length() <= 10
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static LocalDateTime instant(String text) {
        return OffsetDateTime.parse(text.replace(' ', 'T'))
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }
}

package io.plumbline.engine.version;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/// Reads the smallest or largest value of a column as DuckDB writes it down.
final class Bound {
    /// Longer text and bytes are cut, as Iceberg's own writers do.
    private static final int LONGEST = 16;

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral(' ')
                    .append(TIME)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder()
                    .append(TIMESTAMP)
                    .appendOffset("+HH:mm", "+00")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private Bound() {}

    /// Returns the value in the form that Iceberg stores, empty when the text is not understood.
    static Optional<Object> parse(Type type, String text, boolean upper) {
        try {
            return Optional.ofNullable(value(type, text, upper));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            // such as infinity, years before 1 and after 9999, 24:00:00
            return Optional.empty();
        }
    }

    private static @Nullable Object value(Type type, String text, boolean upper) {
        return switch (type.typeId()) {
            case BOOLEAN -> bool(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> number(Float.parseFloat(infinity(text)), upper);
            case DOUBLE -> number(Double.parseDouble(infinity(text)), upper);
            case DECIMAL ->
                    new BigDecimal(text)
                            .setScale(((Types.DecimalType) type).scale(), RoundingMode.UNNECESSARY);
            case DATE -> Math.toIntExact(LocalDate.parse(text).toEpochDay());
            case TIME -> LocalTime.parse(text, TIME).toNanoOfDay() / 1_000;
            case TIMESTAMP -> micros((Types.TimestampType) type, text);
            case STRING -> text(text, upper);
            case BINARY, FIXED -> bytes(text, upper);
            case UUID, STRUCT, LIST, MAP, VARIANT, GEOMETRY, GEOGRAPHY, TIMESTAMP_NANO, UNKNOWN ->
                    null;
        };
    }

    private static String infinity(String text) {
        return text.endsWith("inf") ? text.replace("inf", "Infinity") : text;
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text) {
            case "0", "false" -> false;
            case "1", "true" -> true;
            default -> null;
        };
    }

    private static @Nullable Float number(float value, boolean upper) {
        if (Float.isNaN(value)) {
            return null;
        }
        return value == 0 ? (upper ? 0.0f : -0.0f) : (Float) value;
    }

    private static @Nullable Double number(double value, boolean upper) {
        if (Double.isNaN(value)) {
            return null;
        }
        // the two zeros are equal in SQL and ordered in Iceberg
        return value == 0 ? (upper ? 0.0 : -0.0) : (Double) value;
    }

    private static long micros(Types.TimestampType type, String text) {
        LocalDateTime time =
                type.shouldAdjustToUTC()
                        ? OffsetDateTime.parse(text, INSTANT)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime()
                        : LocalDateTime.parse(text, TIMESTAMP);
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
    }

    private static @Nullable CharSequence text(String text, boolean upper) {
        return upper
                ? UnicodeUtil.truncateStringMax(text, LONGEST)
                : UnicodeUtil.truncateStringMin(text, LONGEST);
    }

    private static @Nullable ByteBuffer bytes(String hex, boolean upper) {
        ByteBuffer value = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        return upper
                ? BinaryUtil.truncateBinaryMax(value, LONGEST)
                : BinaryUtil.truncateBinaryMin(value, LONGEST);
    }
}

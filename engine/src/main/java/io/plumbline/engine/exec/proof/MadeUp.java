package io.plumbline.engine.exec.proof;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes up values of a type, as texts that the embedded engine reads.
final class MadeUp {
    private static final List<String> WORDS =
            List.of("ash", "birch", "cedar", "elm", "fir", "oak", "pine", "rowan", "yew", "willow");
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 2_000;
    private static final int ONE_IN = 10;

    private MadeUp() {}

    /// What texts look like, as plans may cast them.
    enum Form {
        WORDS,
        NUMBERS,
        DAYS
    }

    /// Returns rows of small values that often meet each other.
    ///
    /// @param known values that some have where their type allows it
    /// @param form what texts look like; null to draw it for each column
    static List<List<@Nullable String>> rows(
            List<Field> fields, List<String> known, @Nullable Form form, int rows, Random random) {
        List<DataType> types = new ArrayList<>();
        for (Field field : fields) {
            types.add(
                    field.type().kind() == DataType.Kind.VARCHAR
                            ? like(form == null ? drawn(random) : form, field.type())
                            : field.type());
        }
        List<List<@Nullable String>> out = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<@Nullable String> row = new ArrayList<>();
            for (int c = 0; c < fields.size(); c++) {
                boolean none = fields.get(c).nullable() && random.nextInt(ONE_IN) == 0;
                row.add(none ? null : value(fields.get(c), types.get(c), known, random));
            }
            out.add(row);
        }
        return out;
    }

    private static String value(Field field, DataType like, List<String> known, Random random) {
        List<String> fitting = fitting(known, field.type());
        return !fitting.isEmpty() && random.nextInt(3) == 0
                ? fitting.get(random.nextInt(fitting.size()))
                : cut(small(like, random), field.type());
    }

    private static Form drawn(Random random) {
        return Form.values()[random.nextInt(Form.values().length)];
    }

    private static DataType like(Form form, DataType text) {
        return switch (form) {
            case WORDS -> text;
            case NUMBERS -> DataType.INTEGER;
            case DAYS -> DataType.DATE;
        };
    }

    /// Returns those of the texts that are values of the type.
    static List<String> fitting(List<String> texts, DataType type) {
        return texts.stream().flatMap(t -> fit(t, type).stream()).distinct().toList();
    }

    /// Returns one of few values.
    static String small(DataType type, Random random) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> String.valueOf(1 + random.nextInt(20));
            case DECIMAL -> fit(String.valueOf(1 + random.nextInt(9)), type).orElse("0");
            case REAL, DOUBLE -> String.valueOf(random.nextInt(80) / 8.0);
            case DATE -> FIRST_DAY.plusDays(random.nextInt(60)).toString();
            case TIMESTAMP, TIMESTAMP_TZ ->
                    instant(FIRST_DAY.plusDays(random.nextInt(60)), random.nextInt(24), type);
            default -> any(type, random);
        };
    }

    /// Returns some value.
    static String any(DataType type, Random random) {
        return switch (type.kind()) {
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case SMALLINT, INTEGER, BIGINT -> String.valueOf(random.nextInt(20_000) - 10_000);
            case DECIMAL -> decimal(type, random);
            case REAL, DOUBLE -> String.valueOf((random.nextInt(200_000) - 100_000) / 16.0);
            case VARCHAR -> cut(WORDS.get(random.nextInt(WORDS.size())), type);
            case VARBINARY -> "\\x%02x\\x%02x".formatted(random.nextInt(256), random.nextInt(256));
            case DATE -> FIRST_DAY.plusDays(random.nextInt(DAYS)).toString();
            case TIME -> LocalTime.ofSecondOfDay(random.nextInt(86_400)).toString();
            case TIMESTAMP, TIMESTAMP_TZ ->
                    instant(FIRST_DAY.plusDays(random.nextInt(DAYS)), random.nextInt(24), type);
            case INTERVAL_YEAR_MONTH -> random.nextInt(40) + " months";
            case INTERVAL_DAY_SECOND -> random.nextInt(4_000) + " minutes";
        };
    }

    /// Returns values at the edges of the type.
    static List<String> edges(DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> List.of("0", "-1", "32767", "-32768");
            case INTEGER -> List.of("0", "-1", "2147483647", "-2147483648");
            case BIGINT -> List.of("0", "-1", "9223372036854775807", "-9223372036854775808");
            case DECIMAL -> decimals(type);
            case REAL -> List.of("0", "-1", "3.4E38", "1E-30");
            case DOUBLE -> List.of("0", "-1", "1.7E308", "1E-300");
            case VARCHAR ->
                    List.of("", " ", "0", "'", "%", "\u00e9", "A", "zzzzzzzzzzzzzzzz").stream()
                            .map(t -> cut(t, type))
                            .toList();
            case DATE -> List.of("0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31");
            case TIME -> List.of("00:00:00", "23:59:59.999999");
            case TIMESTAMP -> List.of("0001-01-01T00:00:00", "1969-12-31T23:59:59.999999");
            case TIMESTAMP_TZ -> List.of("0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z");
            case BOOLEAN -> List.of("true", "false");
            case VARBINARY -> List.of("", "\\x00");
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> List.of("0 days");
        };
    }

    /// Returns a value close to another; the same where there is none.
    static String near(String value, DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> value.equalsIgnoreCase("true") ? "false" : "true";
            case SMALLINT, INTEGER, BIGINT, DECIMAL ->
                    fit(number(value).orElse(BigDecimal.ZERO).add(BigDecimal.ONE).toString(), type)
                            .orElse(value);
            case REAL, DOUBLE -> String.valueOf(Double.parseDouble(value) + 1);
            case VARCHAR ->
                    value.isEmpty()
                            ? cut("a", type)
                            : value.substring(0, value.length() - 1)
                                    + (value.endsWith("a") ? 'b' : 'a');
            case DATE -> later(value);
            default -> value;
        };
    }

    private static String later(String day) {
        try {
            return LocalDate.parse(day).plusDays(1).toString();
        } catch (DateTimeParseException e) {
            // a year beyond 9999 stays as it is
            return day;
        }
    }

    /// Returns a text as a value of the type; empty where it is none.
    static Optional<String> fit(String text, DataType type) {
        return switch (type.kind()) {
            case VARCHAR ->
                    type.precision() < 0 || text.length() <= type.precision()
                            ? Optional.of(text)
                            : Optional.empty();
            case SMALLINT, INTEGER, BIGINT ->
                    number(text)
                            .filter(n -> n.stripTrailingZeros().scale() <= 0)
                            .map(BigDecimal::toBigInteger)
                            .filter(n -> n.bitLength() < bits(type))
                            .map(BigInteger::toString);
            case DECIMAL ->
                    number(text)
                            .filter(n -> n.stripTrailingZeros().scale() <= scale(type))
                            .map(n -> n.setScale(scale(type), RoundingMode.UNNECESSARY))
                            .filter(n -> n.precision() <= precision(type))
                            .map(BigDecimal::toPlainString);
            case REAL, DOUBLE -> number(text).map(n -> String.valueOf(n.floatValue()));
            case DATE ->
                    text.matches("\\d{4}-\\d\\d-\\d\\d") ? Optional.of(text) : Optional.empty();
            case TIMESTAMP ->
                    text.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d.*")
                            ? Optional.of(text)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return text.length() < 50 && text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static int bits(DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> Short.SIZE;
            case INTEGER -> Integer.SIZE;
            default -> Long.SIZE;
        };
    }

    private static int scale(DataType type) {
        return type.precision() < 0 ? 9 : Math.max(0, type.scale());
    }

    private static int precision(DataType type) {
        return type.precision() < 0 ? 38 : type.precision();
    }

    private static String decimal(DataType type, Random random) {
        int digits = Math.min(precision(type), scale(type) + 4);
        BigInteger unscaled = BigInteger.valueOf(random.nextLong()).mod(BigInteger.TEN.pow(digits));
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale(type))
                .toPlainString();
    }

    private static List<String> decimals(DataType type) {
        BigDecimal most =
                new BigDecimal(
                        BigInteger.TEN.pow(precision(type)).subtract(BigInteger.ONE), scale(type));
        return List.of(
                BigDecimal.ZERO.setScale(scale(type)).toPlainString(),
                most.toPlainString(),
                most.negate().toPlainString());
    }

    private static String cut(String text, DataType type) {
        return type.kind() != DataType.Kind.VARCHAR
                        || type.precision() < 0
                        || text.length() <= type.precision()
                ? text
                : text.substring(0, type.precision());
    }

    private static String instant(LocalDate day, int hour, DataType type) {
        String text = LocalDateTime.of(day, LocalTime.of(hour, 30)).toString();
        return type.kind() == DataType.Kind.TIMESTAMP_TZ ? text + "Z" : text;
    }
}

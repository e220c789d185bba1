package io.plumbline.engine.exec;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// Reads a program's lines as rows of the columns declared. A value has the form of its type or is
/// refused: nothing is rounded, cut or guessed.
final class ProgramCells {
    private static final int MICRO = 1000;

    private final Schema schema;
    private final DuckDBAppender rows;

    ProgramCells(Schema schema, DuckDBAppender rows) {
        this.schema = schema;
        this.rows = rows;
    }

    /// Says what is wrong with a line.
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final @Nullable String column;

        Unfit(String why, @Nullable String column) {
            super(why);
            this.column = column;
        }

        @Nullable String column() {
            return column;
        }
    }

    /// Adds a line's row; returns false for a blank line.
    boolean add(byte[] line) throws Unfit, SQLException {
        String text = text(line);
        if (text.isBlank()) {
            return false;
        }
        Map<?, ?> found = object(text);
        for (Object name : found.keySet()) {
            if (schema.fields().stream().noneMatch(f -> f.name().equals(name))) {
                throw new Unfit("it has a column that is not declared", null);
            }
        }
        rows.beginRow();
        for (Field field : schema.fields()) {
            if (!found.containsKey(field.name())) {
                throw new Unfit("column '" + field.name() + "' is missing", field.name());
            }
            append(found.get(field.name()), field);
        }
        rows.endRow();
        return true;
    }

    private static String text(byte[] line) throws Unfit {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new Unfit("it is not UTF-8", null);
        }
    }

    private static Map<?, ?> object(String text) throws Unfit {
        try {
            if (Json.read(text) instanceof Map<?, ?> found) {
                return found;
            }
        } catch (PlumblineException e) {
            throw new Unfit("it is no JSON", null);
        }
        throw new Unfit("it is no JSON object", null);
    }

    private void append(@Nullable Object value, Field field) throws Unfit, SQLException {
        if (value == null) {
            rows.appendNull();
            return;
        }
        try {
            append(value, field.type());
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw new Unfit(
                    "column '" + field.name() + "' is no " + field.type() + hint(field.type()),
                    field.name());
        }
    }

    private static String hint(DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> " without rounding";
            case VARBINARY -> " in base64";
            case DATE -> " such as 2026-01-31";
            case TIME -> " such as 23:59:00";
            case TIMESTAMP -> " such as 2026-01-31T23:59:00";
            case TIMESTAMP_TZ -> " such as 2026-01-31T23:59:00Z";
            default -> "";
        };
    }

    private void append(Object value, DataType type) throws SQLException {
        switch (type.kind()) {
            case BOOLEAN -> rows.append(truth(value));
            case SMALLINT -> rows.append(exact(value).shortValueExact());
            case INTEGER -> rows.append(exact(value).intValueExact());
            case BIGINT -> rows.append(exact(value).longValueExact());
            case DECIMAL -> rows.append(decimal(exact(value), type));
            case REAL -> rows.append((float) finite(number(value).floatValue()));
            case DOUBLE -> rows.append(finite(number(value).doubleValue()));
            case VARCHAR -> rows.append(limited(text(value), type));
            case VARBINARY -> rows.append(Base64.getDecoder().decode(text(value)));
            case DATE -> rows.append(day(LocalDate.parse(text(value))));
            case TIME -> rows.append(micros(LocalTime.parse(text(value))));
            case TIMESTAMP -> rows.append(moment(text(value)));
            case TIMESTAMP_TZ -> rows.append(instant(text(value)));
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND ->
                    throw new IllegalArgumentException("no interval");
        }
    }

    private static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException("no truth value");
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("no number");
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text");
    }

    /// Returns a number, or one written as text: programs that know floats alone cannot write long
    /// ones otherwise.
    private static BigDecimal exact(Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case BigDecimal number -> number;
            case String text when text.matches("[+-]?\\d{1,60}(\\.\\d{1,60})?") ->
                    new BigDecimal(text);
            default -> throw new IllegalArgumentException("no number");
        };
    }

    private static BigDecimal decimal(BigDecimal value, DataType type) {
        int scale = type.precision() < 0 ? 9 : Math.max(0, type.scale());
        int precision = type.precision() < 0 ? 38 : type.precision();
        if (value.signum() != 0 && (long) value.precision() - value.scale() > precision - scale) {
            throw new ArithmeticException("too large");
        }
        return value.stripTrailingZeros().setScale(scale);
    }

    private static double finite(double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw new ArithmeticException("too large");
    }

    private static String limited(String text, DataType type) {
        if (type.precision() >= 0 && text.codePointCount(0, text.length()) > type.precision()) {
            throw new IllegalArgumentException("too long");
        }
        return text;
    }

    private static LocalDate day(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new ArithmeticException("out of range");
        }
        return day;
    }

    private static LocalTime micros(LocalTime time) {
        if (time.getNano() % MICRO != 0) {
            throw new ArithmeticException("finer than microseconds");
        }
        return time;
    }

    private static LocalDateTime moment(String text) {
        LocalDateTime moment = LocalDateTime.parse(text.replace(' ', 'T'));
        return LocalDateTime.of(day(moment.toLocalDate()), micros(moment.toLocalTime()));
    }

    private static OffsetDateTime instant(String text) {
        OffsetDateTime instant =
                OffsetDateTime.parse(text.replace(' ', 'T')).withOffsetSameInstant(ZoneOffset.UTC);
        return moment(instant.toLocalDateTime().toString()).atOffset(ZoneOffset.UTC);
    }
}

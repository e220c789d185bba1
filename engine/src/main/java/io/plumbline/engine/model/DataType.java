package io.plumbline.engine.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column's type, in the words of the SQL standard.
///
/// @param precision digits of a DECIMAL, characters of a VARCHAR, fraction digits of a TIME or
///   TIMESTAMP; -1 when unlimited or default
/// @param scale fraction digits of a DECIMAL, else -1
public record DataType(Kind kind, int precision, int scale) {

    /// The kinds of type. TIMESTAMP has no zone; TIMESTAMP_TZ is an instant. Times have
    /// microseconds.
    public enum Kind {
        BOOLEAN,
        SMALLINT,
        INTEGER,
        BIGINT,
        DECIMAL,
        REAL,
        DOUBLE,
        VARCHAR,
        VARBINARY,
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMP_TZ,
        INTERVAL_YEAR_MONTH,
        INTERVAL_DAY_SECOND
    }

    public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN, -1, -1);
    public static final DataType INTEGER = new DataType(Kind.INTEGER, -1, -1);
    public static final DataType BIGINT = new DataType(Kind.BIGINT, -1, -1);
    public static final DataType DOUBLE = new DataType(Kind.DOUBLE, -1, -1);
    public static final DataType VARCHAR = new DataType(Kind.VARCHAR, -1, -1);
    public static final DataType DATE = new DataType(Kind.DATE, -1, -1);
    public static final DataType TIME = new DataType(Kind.TIME, -1, -1);
    public static final DataType TIMESTAMP = new DataType(Kind.TIMESTAMP, -1, -1);

    private static final Pattern FORM =
            Pattern.compile("([A-Z_ ]+?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

    /// Returns DECIMAL(precision, scale).
    public static DataType decimal(int precision, int scale) {
        return new DataType(Kind.DECIMAL, precision, scale);
    }

    /// Returns the type without parameters of a kind.
    public static DataType of(Kind kind) {
        return new DataType(kind, -1, -1);
    }

    /// Reads the form that [#toString()] writes, case ignored; empty when it is none.
    public static Optional<DataType> parse(String text) {
        Matcher m = FORM.matcher(text.trim().toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            return Optional.empty();
        }
        String name = m.group(1).trim().replace(' ', '_');
        int precision = m.group(2) == null ? -1 : Integer.parseInt(m.group(2));
        int scale = m.group(3) == null ? -1 : Integer.parseInt(m.group(3));
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                boolean plainDecimal = kind == Kind.DECIMAL && precision > 0 && scale < 0;
                return Optional.of(new DataType(kind, precision, plainDecimal ? 0 : scale));
            }
        }
        return switch (name) {
            case "INT" -> Optional.of(INTEGER);
            case "TEXT", "STRING", "CHAR" -> Optional.of(new DataType(Kind.VARCHAR, precision, -1));
            case "NUMERIC" ->
                    Optional.of(
                            new DataType(
                                    Kind.DECIMAL,
                                    precision,
                                    Math.max(scale, precision > 0 ? 0 : -1)));
            case "FLOAT", "DOUBLE_PRECISION" -> Optional.of(DOUBLE);
            default -> Optional.empty();
        };
    }

    /// Returns `DECIMAL(12,2)`, `VARCHAR(10)`, `BIGINT`, …
    @Override
    public String toString() {
        if (precision < 0) {
            return kind.name();
        }
        return kind.name() + "(" + precision + (scale < 0 ? "" : "," + scale) + ")";
    }
}

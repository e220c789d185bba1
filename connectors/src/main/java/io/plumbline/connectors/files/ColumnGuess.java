package io.plumbline.connectors.files;

import io.plumbline.engine.model.DataType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the narrowest type that all values of a column have, and says why.
///
/// Whole numbers are INTEGER or BIGINT, larger ones DECIMAL(38,0); numbers with a point or an
/// exponent DOUBLE; `true` and `false` BOOLEAN; `2024-01-31` DATE; `2024-01-31 10:00:00` with blank
/// or `T` TIMESTAMP; with an offset or `Z` TIMESTAMP_TZ; `10:00:00` TIME; everything else VARCHAR.
/// A number with a leading zero or plus is a code, thus VARCHAR, and so is a column of which one
/// value does not fit.
final class ColumnGuess {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,37})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)?(\\.[0-9]+|\\.)?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern CLOCK =
            Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?");
    private static final Pattern OFFSET = Pattern.compile("Z|[+-][0-9]{2}(:?[0-9]{2})?");

    private final String name;
    private long values;
    private long nulls;
    private DataType.@Nullable Kind kind;
    private boolean wide;
    private boolean huge;
    private @Nullable String misfit;
    private long misfitRow;

    ColumnGuess(String name) {
        this.name = name;
    }

    /// Takes a value.
    void take(@Nullable String value, long row) {
        if (value == null) {
            nulls++;
            return;
        }
        values++;
        if (kind == DataType.Kind.VARCHAR) {
            return;
        }
        DataType.Kind found = kindOf(value);
        DataType.Kind before = kind;
        kind = before == null ? found : merged(before, found);
        if (kind == DataType.Kind.VARCHAR) {
            misfit = before == null ? null : words(before);
            misfitRow = row;
        }
    }

    private static DataType.Kind merged(DataType.Kind a, DataType.Kind b) {
        if (a == b) {
            return a;
        }
        boolean numbers =
                (a == DataType.Kind.INTEGER || a == DataType.Kind.DOUBLE)
                        && (b == DataType.Kind.INTEGER || b == DataType.Kind.DOUBLE);
        boolean days =
                (a == DataType.Kind.DATE && b == DataType.Kind.TIMESTAMP)
                        || (a == DataType.Kind.TIMESTAMP && b == DataType.Kind.DATE);
        return numbers
                ? DataType.Kind.DOUBLE
                : days ? DataType.Kind.TIMESTAMP : DataType.Kind.VARCHAR;
    }

    private DataType.Kind kindOf(String value) {
        char c = value.isEmpty() ? 'x' : value.charAt(0);
        if (c == '-' || c == '.' || (c >= '0' && c <= '9')) {
            if (WHOLE.matcher(value).matches()) {
                size(value);
                return DataType.Kind.INTEGER;
            }
            if (value.chars().anyMatch(Character::isDigit) && NUMBER.matcher(value).matches()) {
                return DataType.Kind.DOUBLE;
            }
            return timeOf(value);
        }
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                ? DataType.Kind.BOOLEAN
                : DataType.Kind.VARCHAR;
    }

    private void size(String value) {
        if (value.length() > 9) {
            BigInteger number = new BigInteger(value);
            wide |= number.bitLength() > 31;
            huge |= number.bitLength() > 63;
        }
    }

    private static DataType.Kind timeOf(String value) {
        if (CLOCK.matcher(value).matches()) {
            return DataType.Kind.TIME;
        }
        if (value.length() < 10
                || !DAY.matcher(value.substring(0, 10)).matches()
                || !isDay(value.substring(0, 10))) {
            return DataType.Kind.VARCHAR;
        }
        if (value.length() == 10) {
            return DataType.Kind.DATE;
        }
        char between = value.charAt(10);
        if ((between != ' ' && between != 'T') || value.length() < 19) {
            return DataType.Kind.VARCHAR;
        }
        String rest = value.substring(11);
        int zone = Math.max(rest.indexOf('Z'), Math.max(rest.indexOf('+'), rest.indexOf('-')));
        if (zone < 0) {
            return CLOCK.matcher(rest).matches() ? DataType.Kind.TIMESTAMP : DataType.Kind.VARCHAR;
        }
        boolean both =
                CLOCK.matcher(rest.substring(0, zone)).matches()
                        && OFFSET.matcher(rest.substring(zone)).matches();
        return both ? DataType.Kind.TIMESTAMP_TZ : DataType.Kind.VARCHAR;
    }

    private static boolean isDay(String value) {
        try {
            return LocalDate.parse(value).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// Returns the type; VARCHAR when there was no value.
    DataType type() {
        DataType.Kind found = kind == null ? DataType.Kind.VARCHAR : kind;
        if (found == DataType.Kind.INTEGER) {
            return huge ? DataType.decimal(38, 0) : wide ? DataType.BIGINT : DataType.INTEGER;
        }
        return DataType.of(found);
    }

    /// Returns whether a null was seen.
    boolean nullable() {
        return true;
    }

    /// Returns `name: TYPE, because …`; no value of the data is repeated.
    String reason() {
        String head = name + ": " + type() + ", ";
        String seen =
                values
                        + (values == 1 ? " value" : " values")
                        + (nulls == 0 ? "" : " and " + nulls + " empty");
        if (kind == null) {
            return head + "no value in " + nulls + " rows says more";
        }
        if (kind == DataType.Kind.VARCHAR) {
            return head
                    + (misfit == null
                            ? "text in " + seen
                            : "row " + misfitRow + " holds none of the " + misfit + " before it");
        }
        return head + "all of " + seen + " are " + words(kind);
    }

    private static String words(DataType.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> "true or false";
            case INTEGER, SMALLINT, BIGINT -> "whole numbers";
            case DECIMAL, REAL, DOUBLE -> "numbers";
            case DATE -> "days";
            case TIME -> "times of day";
            case TIMESTAMP -> "points in time without zone";
            case TIMESTAMP_TZ -> "points in time with zone";
            case VARCHAR, VARBINARY, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> "texts";
        };
    }
}

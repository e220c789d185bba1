package io.plumbline.connectors.files;

import io.plumbline.engine.model.DataType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Finds the narrowest type that all values of a column have, and says why.
///
/// Whole numbers are INTEGER or BIGINT, larger ones DECIMAL(38,0); numbers with a point or an
/// exponent DOUBLE; `true` and `false` BOOLEAN; `2024-01-31` DATE; `2024-01-31 10:00:00` with blank
/// or `T` TIMESTAMP; with an offset or `Z` TIMESTAMP_TZ; `10:00:00` TIME; everything else VARCHAR.
/// A number with a leading zero or plus is a code, thus VARCHAR, and so is a column of which one
/// value does not fit.
final class ColumnGuess {
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

    /// Takes a value, null for none.
    void take(@Nullable String value, long row) {
        if (value == null) {
            takeNull();
        } else {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            take(bytes, 0, bytes.length, row);
        }
    }

    /// Takes the absence of a value.
    void takeNull() {
        nulls++;
    }

    /// Takes a value in UTF-8.
    void take(byte[] bytes, int from, int to, long row) {
        values++;
        if (kind == DataType.Kind.VARCHAR) {
            return;
        }
        DataType.Kind found = from == to ? DataType.Kind.VARCHAR : kindOf(bytes, from, to);
        if (found == kind) {
            return;
        }
        DataType.Kind before = kind;
        kind = before == null ? found : merged(before, found);
        if (kind == DataType.Kind.VARCHAR) {
            misfit = before == null ? null : words(before);
            misfitRow = row;
        }
    }

    private DataType.Kind kindOf(byte[] bytes, int from, int to) {
        return switch (ValueShape.of(bytes, from, to)) {
            case BOOLEAN -> DataType.Kind.BOOLEAN;
            case WHOLE -> DataType.Kind.INTEGER;
            case WIDE -> {
                wide = true;
                yield DataType.Kind.INTEGER;
            }
            case HUGE -> {
                huge = true;
                yield DataType.Kind.INTEGER;
            }
            case NUMBER -> DataType.Kind.DOUBLE;
            case DAY -> DataType.Kind.DATE;
            case CLOCK -> DataType.Kind.TIME;
            case MOMENT -> DataType.Kind.TIMESTAMP;
            case INSTANT -> DataType.Kind.TIMESTAMP_TZ;
            case TEXT -> DataType.Kind.VARCHAR;
        };
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

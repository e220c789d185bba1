package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.spi.Output;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/// Turns DuckDB's RETURN_STATS into Iceberg's metrics of a file. A figure that cannot be read is
/// left out: readers skip files by these, so a wrong one would lose rows and a missing one costs
/// time.
final class ColumnMetrics {
    private final String table;
    private final List<Types.NestedField> columns;

    /// Takes the columns that the file holds.
    ColumnMetrics(String table, List<Types.NestedField> columns) {
        this.table = table;
        this.columns = columns;
    }

    /// Returns the metrics of a file; fails when a column that must not be null has nulls.
    Metrics of(Output.WrittenFile file) {
        Map<Integer, Long> sizes = new HashMap<>();
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, Long> nans = new HashMap<>();
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        for (Types.NestedField column : columns) {
            Map<String, String> found = statistics(file, column.name());
            int id = column.fieldId();
            count(sizes, id, found.get("column_size_bytes"));
            count(values, id, found.get("num_values"));
            count(nulls, id, found.get("null_count"));
            count(nans, id, found.get("nan_count"));
            if (column.isRequired() && nulls.getOrDefault(id, 0L) > 0) {
                throw nullFound(column.name());
            }
            if (!"true".equals(found.get("has_nan"))) {
                bound(lower, column, found.get("min"), false);
                bound(upper, column, found.get("max"), true);
            }
        }
        return new Metrics(file.rows(), sizes, values, nulls, nans, lower, upper);
    }

    private static Map<String, String> statistics(Output.WrittenFile file, String column) {
        Map<String, String> plain = file.columnStatistics().get(column);
        if (plain != null) {
            return plain;
        }
        String quoted = '"' + column.replace("\"", "\"\"") + '"';
        return file.columnStatistics().getOrDefault(quoted, Map.of());
    }

    private static void count(Map<Integer, Long> into, int id, @Nullable String text) {
        if (text == null) {
            return;
        }
        try {
            into.put(id, Long.parseLong(text));
        } catch (NumberFormatException e) {
            // left out
        }
    }

    private static void bound(
            Map<Integer, ByteBuffer> into,
            Types.NestedField column,
            @Nullable String text,
            boolean upper) {
        if (text == null) {
            return;
        }
        Bound.parse(column.type(), text, upper)
                .ifPresent(v ->
                        into.put(column.fieldId(), Conversions.toByteBuffer(column.type(), v)));
    }

    private PlumblineException nullFound(String column) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.DATA_INVALID,
                        "Cannot write table '%s': column '%s' holds nulls but must not"
                                .formatted(table, column),
                        Place.NOWHERE.of(column),
                        "Filter the rows, or give the column a value"));
    }
}

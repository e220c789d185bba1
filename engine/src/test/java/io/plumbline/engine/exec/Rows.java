package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads results into lists for comparison.
final class Rows {
    private Rows() {}

    /// Returns all rows and closes the result.
    static List<List<Object>> all(QueryResult result) {
        List<List<Object>> out = new ArrayList<>();
        try (result) {
            while (result.next()) {
                Object[] row = new Object[result.schema().fields().size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.value(i);
                }
                out.add(Arrays.asList(row));
            }
        }
        return out;
    }

    /// Returns the number of rows.
    static long count(QueryResult result) {
        long n = 0;
        while (result.next()) {
            n++;
        }
        return n;
    }

    /// Returns a schema of `name TYPE` texts.
    static Schema schema(String... columns) {
        return new Schema(
                Arrays.stream(columns)
                        .map(c -> c.split(" ", 2))
                        .map(c -> Field.of(c[0], DataType.parse(c[1]).orElseThrow()))
                        .toList());
    }
}

package io.plumbline.workbench.service.testing;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.TestCell;
import io.plumbline.engine.model.TestRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives the rows of a test the types of their columns and tells what does not fit.
final class Typing {
    private final List<Problem> problems;

    Typing(List<Problem> problems) {
        this.problems = problems;
    }

    /// Returns rows with the columns given; what a row leaves out is null.
    ///
    /// @param schema the columns that there are
    /// @param columns the columns wanted, some of the schema's
    /// @param what what has the columns, such as `dataset 'orders'`
    TypedRows typed(TestRows rows, Schema schema, List<Field> columns, String what) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        for (String name : rows.columns()) {
            if (schema.field(name).isEmpty()) {
                problems.add(unknown(name, placeOf(name, rows), schema, what));
            }
        }
        for (Map<String, TestCell> row : rows.rows()) {
            Map<String, TestCell> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            byName.putAll(row);
            List<@Nullable Object> values = new ArrayList<>();
            for (Field field : columns) {
                values.add(value(byName.get(field.name()), field));
            }
            out.add(values);
        }
        return new TypedRows(columns, out);
    }

    private @Nullable Object value(@Nullable TestCell cell, Field field) {
        if (cell == null || cell.text() == null) {
            return null;
        }
        @Nullable Object value = Cells.read(cell.text(), field.type()).orElse(null);
        if (value == null) {
            problems.add(
                    Problem.error(
                            ErrorCode.TEST_INVALID,
                            "Invalid value of column '%s' (must be %s)"
                                    .formatted(field.name(), Cells.form(field.type())),
                            cell.place(),
                            null));
        }
        return value;
    }

    private static Place placeOf(String name, TestRows rows) {
        for (Map<String, TestCell> row : rows.rows()) {
            for (Map.Entry<String, TestCell> cell : row.entrySet()) {
                if (cell.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    return cell.getValue().place();
                }
            }
        }
        return rows.place();
    }

    private static Problem unknown(String name, Place place, Schema schema, String what) {
        return Problem.error(
                ErrorCode.COLUMN_UNKNOWN,
                "Unknown column: '" + name + "' of " + what,
                place,
                Suggestion.nearest(name, schema.names())
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("Columns: " + String.join(", ", schema.names())));
    }
}

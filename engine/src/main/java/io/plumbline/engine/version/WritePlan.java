package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/// Which columns a write brings and what becomes of the table's schema by it.
///
/// @param table the table's schema after the write
/// @param lastColumnId the highest id ever given to a column of the table
/// @param written the columns to write, in the writer's order and names, with the table's ids and
///   types
record WritePlan(
        org.apache.iceberg.Schema table, int lastColumnId, List<Types.NestedField> written) {

    /// Plans a write that takes the place of all rows: a column of the same name and type keeps its
    /// id, every other one gets a new id, and what is missing is dropped.
    static WritePlan replace(
            String name, org.apache.iceberg.@Nullable Schema old, int lastColumnId, Schema wanted) {
        List<Types.NestedField> columns = new ArrayList<>();
        int last = lastColumnId;
        for (Field field : wanted.fields()) {
            Type type = IcebergTypes.of(name, field);
            Types.NestedField before = old == null ? null : find(old, field.name()).orElse(null);
            boolean keeps = before != null && before.type().equals(type);
            int id = keeps && before != null ? before.fieldId() : ++last;
            columns.add(column(id, field.name(), type, field.nullable()));
        }
        return new WritePlan(new org.apache.iceberg.Schema(columns), last, columns);
    }

    /// Plans a write that adds rows: the same columns in any order, of the same or narrower types;
    /// a column that may now be null may be null in the table from then on.
    static WritePlan append(
            String name, org.apache.iceberg.Schema old, int lastColumnId, Schema wanted) {
        List<Types.NestedField> written = new ArrayList<>();
        Set<Integer> relaxed = new HashSet<>();
        List<String> known = old.columns().stream().map(Types.NestedField::name).toList();
        for (Field field : wanted.fields()) {
            Types.NestedField column =
                    find(old, field.name()).orElseThrow(() -> unknown(name, field, known));
            Type type = IcebergTypes.of(name, field);
            if (!fits(type, column.type())) {
                throw mismatch(name, field, column);
            }
            boolean optional = column.isOptional() || field.nullable();
            if (optional && column.isRequired()) {
                relaxed.add(column.fieldId());
            }
            written.add(column(column.fieldId(), field.name(), column.type(), optional));
        }
        for (Types.NestedField column : old.columns()) {
            if (wanted.field(column.name()).isEmpty()) {
                throw missing(name, column.name());
            }
        }
        List<Types.NestedField> columns =
                old.columns().stream()
                        .map(c ->
                                relaxed.contains(c.fieldId())
                                        ? column(c.fieldId(), c.name(), c.type(), true)
                                        : c)
                        .toList();
        return new WritePlan(new org.apache.iceberg.Schema(columns), lastColumnId, written);
    }

    /// Returns whether files written by this plan mean the same under another one.
    boolean sameColumns(WritePlan other) {
        return tags(written).equals(tags(other.written));
    }

    /// Returns the columns to write in our words.
    Schema words(String name) {
        return IcebergTypes.schema(name, new org.apache.iceberg.Schema(written));
    }

    private static List<String> tags(List<Types.NestedField> columns) {
        return columns.stream().map(c -> c.fieldId() + " " + c.type() + " " + c.name()).toList();
    }

    private static Types.NestedField column(int id, String name, Type type, boolean nullable) {
        return nullable
                ? Types.NestedField.optional(id, name, type)
                : Types.NestedField.required(id, name, type);
    }

    private static Optional<Types.NestedField> find(org.apache.iceberg.Schema schema, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return schema.columns().stream()
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private static boolean fits(Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        return switch (from.typeId()) {
            case INTEGER ->
                    to.typeId() == Type.TypeID.LONG
                            || to.typeId() == Type.TypeID.DOUBLE
                            || digits(to) >= 10;
            case LONG -> digits(to) >= 19;
            case FLOAT -> to.typeId() == Type.TypeID.DOUBLE;
            case DECIMAL ->
                    to instanceof Types.DecimalType wide
                            && from instanceof Types.DecimalType narrow
                            && wide.scale() >= narrow.scale()
                            && digits(to) >= digits(from);
            default -> false;
        };
    }

    private static int digits(Type type) {
        return type instanceof Types.DecimalType decimal
                ? decimal.precision() - decimal.scale()
                : 0;
    }

    private static PlumblineException unknown(String table, Field field, List<String> known) {
        String remedy =
                Suggestion.nearest(field.name(), known)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("Drop the column, or write with mode replace");
        return refused(
                table, field.name(), "the table has no column '" + field.name() + "'", remedy);
    }

    private static PlumblineException mismatch(
            String table, Field field, Types.NestedField column) {
        String has = IcebergTypes.of(table, column).toString();
        return refused(
                table,
                field.name(),
                "column '%s' is %s where the table has %s"
                        .formatted(field.name(), field.type(), has),
                "Cast the column to " + has + ", or write with mode replace");
    }

    private static PlumblineException missing(String table, String column) {
        return refused(
                table,
                column,
                "column '" + column + "' of the table is missing",
                "Add the column, NULL where it has no value, or write with mode replace");
    }

    private static PlumblineException refused(
            String table, String column, String reason, String remedy) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.SCHEMA_MISMATCH,
                        "Cannot append to table '" + table + "': " + reason,
                        Place.NOWHERE.of(column),
                        remedy));
    }
}

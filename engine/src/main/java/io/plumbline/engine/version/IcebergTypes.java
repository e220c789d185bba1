package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/// Translates types and schemas between our words, Iceberg's and DuckDB's. Iceberg has neither
/// SMALLINT, which becomes INTEGER, nor text of limited length, whose limit is dropped, nor
/// intervals, which are refused.
final class IcebergTypes {
    private static final int WIDEST_DECIMAL = 38;
    private static final int DEFAULT_SCALE = 9;

    private IcebergTypes() {}

    /// Returns Iceberg's type for a column.
    static Type of(String table, Field field) {
        DataType type = field.type();
        return switch (type.kind()) {
            case BOOLEAN -> Types.BooleanType.get();
            case SMALLINT, INTEGER -> Types.IntegerType.get();
            case BIGINT -> Types.LongType.get();
            case DECIMAL -> decimal(table, field);
            case REAL -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case VARCHAR -> Types.StringType.get();
            case VARBINARY -> Types.BinaryType.get();
            case DATE -> Types.DateType.get();
            case TIME -> Types.TimeType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
            case TIMESTAMP_TZ -> Types.TimestampType.withZone();
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> throw unsupported(table, field);
        };
    }

    private static Type decimal(String table, Field field) {
        DataType type = field.type();
        if (type.precision() < 0) {
            return Types.DecimalType.of(WIDEST_DECIMAL, DEFAULT_SCALE);
        }
        int scale = Math.max(0, type.scale());
        if (type.precision() < 1 || type.precision() > WIDEST_DECIMAL || scale > type.precision()) {
            throw unsupported(table, field);
        }
        return Types.DecimalType.of(type.precision(), scale);
    }

    private static PlumblineException unsupported(String table, Field field) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot write table '%s': it cannot hold column '%s' of type %s"
                                .formatted(table, field.name(), field.type()),
                        Place.NOWHERE.of(field.name()),
                        "Cast the column to another type, such as VARCHAR"));
    }

    /// Returns our type for Iceberg's; fails for nested types, which we never write.
    static DataType of(String table, Types.NestedField field) {
        return switch (field.type().typeId()) {
            case BOOLEAN -> DataType.BOOLEAN;
            case INTEGER -> DataType.INTEGER;
            case LONG -> DataType.BIGINT;
            case FLOAT -> DataType.of(DataType.Kind.REAL);
            case DOUBLE -> DataType.DOUBLE;
            case DATE -> DataType.DATE;
            case TIME -> DataType.TIME;
            case TIMESTAMP ->
                    ((Types.TimestampType) field.type()).shouldAdjustToUTC()
                            ? DataType.of(DataType.Kind.TIMESTAMP_TZ)
                            : DataType.TIMESTAMP;
            case STRING -> DataType.VARCHAR;
            case BINARY, FIXED -> DataType.of(DataType.Kind.VARBINARY);
            case DECIMAL -> {
                Types.DecimalType decimal = (Types.DecimalType) field.type();
                yield DataType.decimal(decimal.precision(), decimal.scale());
            }
            case UUID, STRUCT, LIST, MAP, VARIANT, GEOMETRY, GEOGRAPHY, TIMESTAMP_NANO, UNKNOWN ->
                    throw PlumblineException.of(
                            ErrorCode.TYPE_MISMATCH,
                            "Cannot read table '%s': column '%s' has the Iceberg type %s"
                                    .formatted(table, field.name(), field.type()),
                            "Write the table with Plumbline's own types");
        };
    }

    /// Returns our words for an Iceberg schema.
    static Schema schema(String table, org.apache.iceberg.Schema schema) {
        List<Field> fields = new ArrayList<>();
        for (Types.NestedField column : schema.columns()) {
            fields.add(new Field(column.name(), of(table, column), column.isOptional()));
        }
        return new Schema(fields);
    }

    /// Returns DuckDB's name of the type that files hold for a column.
    static String duckType(Type type) {
        return switch (type.typeId()) {
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case STRING -> "VARCHAR";
            case BINARY, FIXED -> "BLOB";
            case TIMESTAMP ->
                    ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMPTZ" : "TIMESTAMP";
            case BOOLEAN,
                    FLOAT,
                    DOUBLE,
                    DATE,
                    TIME,
                    DECIMAL,
                    UUID,
                    STRUCT,
                    LIST,
                    MAP,
                    VARIANT,
                    GEOMETRY,
                    GEOGRAPHY,
                    TIMESTAMP_NANO,
                    UNKNOWN ->
                    type.toString();
        };
    }

    /// Returns DuckDB's literal of a text.
    static String duckText(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}

package io.plumbline.connectors.postgres;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;

/// PostgreSQL's types in ours and back.
///
/// A `numeric` without scale becomes DECIMAL(38,10). Arrays, JSON, UUID, enums, intervals, network
/// addresses and all that has no type of ours are read as text.
final class PostgresTypes {
    private static final int MOST_DIGITS = 38;
    private static final int DEFAULT_SCALE = 10;

    private PostgresTypes() {}

    /// Returns our type.
    ///
    /// @param name `typname` of `pg_type`
    /// @param modifier `atttypmod`, -1 for none
    static DataType ours(String name, int modifier) {
        return switch (name) {
            case "bool" -> DataType.BOOLEAN;
            case "int2" -> DataType.of(Kind.SMALLINT);
            case "int4" -> DataType.INTEGER;
            case "int8", "oid" -> DataType.BIGINT;
            case "float4" -> DataType.of(Kind.REAL);
            case "float8" -> DataType.DOUBLE;
            case "numeric" -> decimal(modifier);
            case "varchar", "bpchar" ->
                    modifier > 4 ? new DataType(Kind.VARCHAR, modifier - 4, -1) : DataType.VARCHAR;
            case "bytea" -> DataType.of(Kind.VARBINARY);
            case "date" -> DataType.DATE;
            case "time" -> DataType.TIME;
            case "timestamp" -> DataType.TIMESTAMP;
            case "timestamptz" -> DataType.of(Kind.TIMESTAMP_TZ);
            default -> DataType.VARCHAR;
        };
    }

    private static DataType decimal(int modifier) {
        if (modifier < 4) {
            return DataType.decimal(MOST_DIGITS, DEFAULT_SCALE);
        }
        int precision = ((modifier - 4) >> 16) & 0xFFFF;
        // eleven bits with sign
        int scale = (((modifier - 4) & 0x7FF) ^ 1024) - 1024;
        int fraction = Math.clamp(scale, 0, MOST_DIGITS);
        int digits = scale < 0 ? precision - scale : Math.max(precision, fraction);
        return DataType.decimal(Math.min(digits, MOST_DIGITS), fraction);
    }

    /// Returns why a column is read as it is, where that is not plain; empty where it is.
    static String reason(String column, String name, int modifier, DataType type) {
        if (name.equals("numeric") && modifier < 4) {
            return column
                    + ": "
                    + type
                    + ", numeric without scale: what stands behind the tenth digit is rounded;"
                    + " declare the type in the contract for another";
        }
        boolean text = name.equals("text") || name.equals("varchar") || name.equals("bpchar");
        if (type.kind() == Kind.VARCHAR && !text) {
            String shown = name.startsWith("_") ? name.substring(1) + "[]" : name;
            return column + ": VARCHAR, the text of a value of type " + shown;
        }
        return "";
    }

    /// Returns PostgreSQL's type.
    static String theirs(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case DECIMAL ->
                    type.precision() < 0
                            ? "numeric"
                            : "numeric(" + type.precision() + "," + Math.max(0, type.scale()) + ")";
            case REAL -> "real";
            case DOUBLE -> "double precision";
            case VARCHAR -> type.precision() < 0 ? "text" : "varchar(" + type.precision() + ")";
            case VARBINARY -> "bytea";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_TZ -> "timestamptz";
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> "interval";
        };
    }
}

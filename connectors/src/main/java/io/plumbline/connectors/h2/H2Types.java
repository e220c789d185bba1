package io.plumbline.connectors.h2;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;

/// H2's types in ours. A DECFLOAT becomes DECIMAL(38,10). Arrays, JSON, UUID, enums, intervals,
/// shapes and all that has no type of ours are read as text.
final class H2Types {
    private static final int MOST_DIGITS = 38;
    private static final int DEFAULT_SCALE = 10;
    private static final int UNLIMITED_TEXT = 1_000_000;

    private H2Types() {}

    /// Returns our type of a column of INFORMATION_SCHEMA.COLUMNS.
    ///
    /// @param size its length or precision, 0 when it has none
    static DataType ours(String name, long size, int scale) {
        return switch (name) {
            case "BOOLEAN" -> DataType.BOOLEAN;
            case "TINYINT", "SMALLINT" -> DataType.of(Kind.SMALLINT);
            case "INTEGER" -> DataType.INTEGER;
            case "BIGINT" -> DataType.BIGINT;
            case "NUMERIC", "DECIMAL" -> {
                int fraction = Math.clamp(scale, 0, MOST_DIGITS);
                yield DataType.decimal((int) Math.min(size, MOST_DIGITS), fraction);
            }
            case "DECFLOAT" -> DataType.decimal(MOST_DIGITS, DEFAULT_SCALE);
            case "REAL" -> DataType.of(Kind.REAL);
            case "DOUBLE PRECISION", "FLOAT" -> DataType.DOUBLE;
            case "CHARACTER", "CHARACTER VARYING", "VARCHAR_IGNORECASE" ->
                    size > 0 && size < UNLIMITED_TEXT
                            ? new DataType(Kind.VARCHAR, (int) size, -1)
                            : DataType.VARCHAR;
            case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT" -> DataType.of(Kind.VARBINARY);
            case "DATE" -> DataType.DATE;
            case "TIME" -> DataType.TIME;
            case "TIMESTAMP" -> DataType.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> DataType.of(Kind.TIMESTAMP_TZ);
            default -> DataType.VARCHAR;
        };
    }

    /// Returns why a column is read as it is, where that is not plain; empty where it is.
    static String reason(String column, String name, DataType type) {
        if (name.equals("DECFLOAT")) {
            return column
                    + ": "
                    + type
                    + ", DECFLOAT: what stands behind the tenth digit is rounded";
        }
        boolean text = name.startsWith("CHARACTER") || name.startsWith("VARCHAR");
        return type.kind() == Kind.VARCHAR && !text
                ? column + ": VARCHAR, the text of a value of type " + name
                : "";
    }
}

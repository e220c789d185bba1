package io.plumbline.connectors.mariadb;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;
import java.util.Set;

/// MariaDB's types in ours.
///
/// A column of one bit or digit is no truth value: it may hold others. Times of day may exceed a
/// day and go below zero, and are read as text, as is all that has no type of ours.
final class MariaDbTypes {
    private static final int MOST_DIGITS = 38;
    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");

    private MariaDbTypes() {}

    /// Returns our type.
    ///
    /// @param name `DATA_TYPE` of the catalog
    /// @param length digits of a number, characters of a text
    static DataType ours(String name, boolean unsigned, long length, int scale) {
        return switch (name) {
            case "tinyint" -> DataType.of(Kind.SMALLINT);
            case "smallint" -> unsigned ? DataType.INTEGER : DataType.of(Kind.SMALLINT);
            case "mediumint", "year" -> DataType.INTEGER;
            case "int" -> unsigned ? DataType.BIGINT : DataType.INTEGER;
            case "bigint" -> unsigned ? DataType.decimal(20, 0) : DataType.BIGINT;
            case "decimal" ->
                    length > MOST_DIGITS ? DataType.VARCHAR : DataType.decimal((int) length, scale);
            case "float" -> DataType.of(Kind.REAL);
            case "double" -> DataType.DOUBLE;
            case "char", "varchar" ->
                    length > 0 && length <= 65_535
                            ? new DataType(Kind.VARCHAR, (int) length, -1)
                            : DataType.VARCHAR;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                    DataType.of(Kind.VARBINARY);
            case "date" -> DataType.DATE;
            case "datetime" -> DataType.TIMESTAMP;
            case "timestamp" -> DataType.of(Kind.TIMESTAMP_TZ);
            default -> DataType.VARCHAR;
        };
    }

    /// Returns why a column is read as it is, where that is not plain; empty where it is.
    static String reason(String column, String name, DataType type) {
        return type.kind() == Kind.VARCHAR && !TEXTS.contains(name)
                ? column + ": VARCHAR, the text of a value of type " + name
                : "";
    }
}

package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import java.util.Collection;
import java.util.stream.Collectors;

/// Writes names, texts and types as DuckDB reads them.
final class DuckText {
    private DuckText() {}

    /// Returns the name in double quotes.
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// Returns the text in single quotes.
    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /// Returns a list of texts.
    static String texts(Collection<String> texts) {
        return texts.stream().map(DuckText::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /// Returns the type's name; text of limited length has no limit here, as DuckDB holds none.
    static String type(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DECIMAL ->
                    type.precision() < 0
                            ? "DECIMAL(38,9)"
                            : "DECIMAL(" + type.precision() + "," + Math.max(0, type.scale()) + ")";
            case REAL -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case VARCHAR -> "VARCHAR";
            case VARBINARY -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMP_TZ -> "TIMESTAMPTZ";
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> "INTERVAL";
        };
    }
}

package io.plumbline.workbench.service;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.flow.StatementFlow;
import io.plumbline.engine.sql.foreign.ForeignSchema;
import io.plumbline.engine.sql.foreign.SqlDialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Follows the columns of statements that were written for other systems.
public final class SqlLineageService {
    private static final String FORM = "{\"tables\": {\"db.schema.t\": {\"col\": \"TYPE\", …}}}";

    private SqlLineageService() {}

    /// Follows a script.
    ///
    /// @param schema the tables, as [#schema(Object)] gives them
    /// @param dialect the name of the system that the script is for
    public static List<StatementFlow> follow(String sql, ForeignSchema schema, String dialect) {
        return StatementFlow.of(sql, schema, SqlDialect.of(dialect));
    }

    /// Reads a schema: `{"tables": {"db.schema.t": {"col": "TYPE", …}}}`.
    ///
    /// @param tree as JSON gives it; null when nothing is known of the tables
    public static ForeignSchema schema(@Nullable Object tree) {
        if (tree == null) {
            return ForeignSchema.undeclared();
        }
        if (!(tree instanceof Map<?, ?> root) || !(root.get("tables") instanceof Map<?, ?> all)) {
            throw invalid("it has no 'tables'");
        }
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        all.forEach((name, columns) -> tables.put(String.valueOf(name), columns(name, columns)));
        return ForeignSchema.of(tables);
    }

    private static Map<String, String> columns(Object table, @Nullable Object columns) {
        if (!(columns instanceof Map<?, ?> typed)) {
            throw invalid("table '" + table + "' has no columns");
        }
        Map<String, String> out = new LinkedHashMap<>();
        typed.forEach((name, type) -> {
            if (!(type instanceof String text)) {
                throw invalid("the type of column '" + table + "." + name + "' is no text");
            }
            out.put(String.valueOf(name), text);
        });
        return out;
    }

    private static PlumblineException invalid(String reason) {
        return PlumblineException.of(
                ErrorCode.ARGUMENT_INVALID, "Invalid schema: " + reason, "Its form is " + FORM);
    }

    /// Returns the statements as JSON trees.
    public static Map<String, @Nullable Object> json(List<StatementFlow> statements) {
        return Json.object("statements", statements.stream().map(SqlLineageService::one).toList());
    }

    private static Map<String, @Nullable Object> one(StatementFlow statement) {
        return Json.object(
                "target", statement.target(),
                "inputs", statement.inputs(),
                "columns", statement.columns().stream().map(SqlLineageService::column).toList(),
                "unknown",
                        statement.unknown().stream()
                                .map(u ->
                                        Json.object(
                                                "what",
                                                u.what(),
                                                "place",
                                                u.place().line() == 0
                                                        ? null
                                                        : Json.object(
                                                                "line",
                                                                u.place().line(),
                                                                "column",
                                                                u.place().column())))
                                .toList());
    }

    private static Map<String, @Nullable Object> column(StatementFlow.Column column) {
        return Json.object(
                "name", column.name(),
                "type", column.type(),
                "direct", column.direct().stream().map(SqlLineageService::source).toList(),
                "indirect", column.indirect().stream().map(SqlLineageService::source).toList());
    }

    private static Map<String, @Nullable Object> source(StatementFlow.Source source) {
        return Json.object(
                "dataset", source.dataset(), "column", source.column(), "how", source.how().name());
    }
}

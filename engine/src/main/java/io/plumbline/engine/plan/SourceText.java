package io.plumbline.engine.plan;

import io.plumbline.engine.spi.SqlSystem;
import io.plumbline.engine.sql.target.TargetDialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes statements for a source system: a CTE per plan, named by their order, so that equal plans
/// give equal texts.
final class SourceText {
    private final Map<List<String>, Unit> units;
    private final Function<List<String>, String> tables;
    private final Function<SqlSystem, TargetDialect> dialects;

    SourceText(
            Map<List<String>, Unit> units,
            Function<List<String>, String> tables,
            Function<SqlSystem, TargetDialect> dialects) {
        this.units = units;
        this.tables = tables;
        this.dialects = dialects;
    }

    /// Returns the statement without its last projection: equal for equal rows.
    String body(List<String> path, SqlSystem system) {
        return new Statement(system).rows(path);
    }

    /// Returns the statement that gives some columns of a relation.
    String statement(List<String> path, SqlSystem system, List<String> columns) {
        Statement statement = new Statement(system);
        String name = statement.name(path);
        String list = columns.stream().map(SourceText::quote).collect(Collectors.joining(", "));
        return statement.with() + "SELECT " + list + " FROM " + name;
    }

    /// Returns the statement of one row that counts relations.
    String counting(List<List<String>> paths, SqlSystem system) {
        Statement statement = new Statement(system);
        List<String> counts = new ArrayList<>();
        for (List<String> path : paths) {
            counts.add("(SELECT COUNT(*) FROM " + statement.name(path) + ")");
        }
        return statement.with() + "SELECT " + String.join(", ", counts);
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private final class Statement {
        private final TargetDialect dialect;
        private final Map<List<String>, String> names = new LinkedHashMap<>();
        private final List<String> texts = new ArrayList<>();

        Statement(SqlSystem system) {
            this.dialect = dialects.apply(system);
        }

        /// Returns the name to select from, writing the CTEs behind it first.
        String name(List<String> path) {
            Unit unit = units.get(path);
            if (unit == null) {
                return tables.apply(path);
            }
            String known = names.get(path);
            if (known != null) {
                return known;
            }
            Unit.scanned(unit.plan()).forEach(this::name);
            String name = quote("s" + (names.size() + 1));
            texts.add(name + " AS (\n" + dialect.unparse(unit.plan(), this::name) + "\n)");
            names.put(path, name);
            return name;
        }

        String rows(List<String> path) {
            String name = name(path);
            return with() + name;
        }

        String with() {
            return texts.isEmpty() ? "" : "WITH " + String.join(",\n", texts) + "\n";
        }
    }
}

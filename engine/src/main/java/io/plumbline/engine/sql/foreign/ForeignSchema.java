package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables that statements may name.
public final class ForeignSchema {
    private final List<Table> tables = new ArrayList<>();
    private final boolean declared;

    private ForeignSchema(boolean declared) {
        this.declared = declared;
    }

    /// A table.
    ///
    /// @param path its name in parts
    /// @param columns the types of its columns by name, in order
    public record Table(List<String> path, Map<String, String> columns) {
        /// Copies the collections.
        public Table {
            path = List.copyOf(path);
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }

        /// Returns the whole name.
        public String name() {
            return String.join(".", path);
        }
    }

    /// Returns a schema of the tables given: no other exists.
    ///
    /// @param tables the types of columns by name, by the table's name with dots between its parts
    public static ForeignSchema of(Map<String, Map<String, String>> tables) {
        ForeignSchema schema = new ForeignSchema(true);
        tables.forEach((name, columns) ->
                schema.tables.add(new Table(List.of(name.split("\\.")), columns)));
        return schema;
    }

    /// Returns a schema of which nothing is known: what a statement uses is taken to be there.
    public static ForeignSchema undeclared() {
        return new ForeignSchema(false);
    }

    boolean isDeclared() {
        return declared;
    }

    /// Returns a copy that can grow by itself.
    ForeignSchema copy() {
        ForeignSchema copy = new ForeignSchema(declared);
        copy.tables.addAll(tables);
        return copy;
    }

    /// Adds a table, which takes the place of one of the same name.
    void put(Table table) {
        tables.removeIf(t -> t.path().equals(table.path()));
        tables.add(table);
    }

    List<List<String>> paths() {
        return tables.stream().map(Table::path).toList();
    }

    /// Returns the table of a name that may lack leading parts.
    ///
    /// @throws PlumblineException when several tables have it
    Optional<Table> find(List<String> path, SqlDialect dialect) {
        List<Table> matching =
                tables.stream().filter(t -> matches(t.path(), path, dialect)).toList();
        List<Table> exact = matching.stream().filter(t -> t.path().size() == path.size()).toList();
        List<Table> found = exact.isEmpty() ? matching : exact;
        if (found.size() > 1) {
            throw PlumblineException.of(
                    ErrorCode.TABLE_UNKNOWN,
                    "Invalid table: '"
                            + String.join(".", path)
                            + "' is ambiguous (must be one of "
                            + String.join(", ", found.stream().map(Table::name).toList())
                            + ")",
                    "Write more of its name");
        }
        return found.stream().findFirst();
    }

    private static boolean matches(List<String> whole, List<String> path, SqlDialect dialect) {
        int n = Math.min(whole.size(), path.size());
        for (int i = 1; i <= n; i++) {
            String a = whole.get(whole.size() - i);
            String b = path.get(path.size() - i);
            if (!(dialect.ignoresCase() ? a.equalsIgnoreCase(b) : a.equals(b))) {
                return false;
            }
        }
        return true;
    }
}

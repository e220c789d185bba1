package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.sql.foreign.ForeignStatement.Branch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// Reads `UPDATE t SET c = e, … [FROM …] [WHERE …]`, and the form in which joins stand before SET,
/// as the query of the values that it writes.
final class UpdateReader {
    private static final String[] CLAUSES = {"FROM", "WHERE", "RETURNING", "OUTPUT", "ORDER"};

    private final Cursor cursor;
    private final Fragments fragments;

    UpdateReader(Cursor cursor, Fragments fragments) {
        this.cursor = cursor;
        this.fragments = fragments;
    }

    ForeignStatement read() {
        int table = cursor.position();
        List<String> target = cursor.path();
        @Nullable String alias = cursor.takes("AS") || !cursor.sees("SET") ? alias() : null;
        int set = cursor.until("SET");
        boolean joined = cursor.position() > table && joins(table, set);
        cursor.expect("SET");
        List<String> columns = new ArrayList<>();
        List<SqlNode> values = new ArrayList<>();
        assignments(cursor, fragments, columns, values, CLAUSES);
        SqlNode from = joined ? from("SELECT * FROM", table, set) : Selects.table(target, alias);
        if (cursor.sees("FROM")) {
            int start = cursor.position();
            cursor.takes("FROM");
            int end = cursor.until("WHERE", "RETURNING", "ORDER");
            SqlNode more = from("SELECT *", start, end);
            @Nullable List<String> named = tables(more).get(target.getLast());
            if (named != null && alias == null) {
                // the target stands among the tables, perhaps under this alias
                target = named;
                from = more;
            } else {
                from = Selects.join(from, more, null);
            }
        }
        @Nullable SqlNode where = null;
        if (cursor.takes("WHERE")) {
            int start = cursor.position();
            where = fragments.expression(start, cursor.until("RETURNING", "ORDER", "LIMIT"));
        }
        Branch branch = new Branch(columns, Selects.of(values, from, where));
        return ForeignStatement.writes(target, List.of(branch), List.of());
    }

    private @Nullable String alias() {
        return cursor.sees("JOIN", "INNER", "LEFT", "CROSS", ",", "SET") ? null : cursor.name();
    }

    private boolean joins(int from, int to) {
        for (int i = from; i < to; i++) {
            if (cursor.token(i).is("JOIN", ",")) {
                return true;
            }
        }
        return false;
    }

    private SqlNode from(String head, int start, int end) {
        return java.util.Objects.requireNonNull(fragments.rest(head, start, end).getFrom());
    }

    /// Reads `c = e, …` up to one of the words, or the end.
    static void assignments(
            Cursor cursor,
            Fragments fragments,
            List<String> columns,
            List<SqlNode> values,
            String... ends) {
        String[] stops = new String[ends.length + 1];
        System.arraycopy(ends, 0, stops, 1, ends.length);
        stops[0] = ",";
        do {
            String column = cursor.path().getLast();
            cursor.expect("=");
            int start = cursor.position();
            SqlNode value = fragments.expression(start, cursor.until(stops));
            columns.add(column);
            values.add(Selects.named(value, column));
        } while (cursor.takes(","));
    }

    /// Returns the tables of a FROM clause by the names that they have in it.
    private static Map<String, List<String>> tables(SqlNode from) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        switch (from) {
            case SqlIdentifier id -> tables.put(id.names.getLast(), id.names);
            case SqlJoin join -> {
                tables.putAll(tables(join.getLeft()));
                tables.putAll(tables(join.getRight()));
            }
            case SqlCall as
                    when as.getKind() == SqlKind.AS && as.operand(0) instanceof SqlIdentifier id ->
                    tables.put(((SqlIdentifier) as.operand(1)).getSimple(), id.names);
            default -> {}
        }
        return tables;
    }
}

package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.sql.foreign.ForeignStatement.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// Reads `MERGE INTO t USING s ON c WHEN …`: each WHEN is a query over the pairs of target and
/// source.
final class MergeReader {
    private final Cursor cursor;
    private final Fragments fragments;
    private final List<Branch> branches = new ArrayList<>();
    private final List<Unseen> unread = new ArrayList<>();

    MergeReader(Cursor cursor, Fragments fragments) {
        this.cursor = cursor;
        this.fragments = fragments;
    }

    ForeignStatement read() {
        cursor.takes("INTO");
        List<String> target = cursor.path();
        cursor.takes("AS");
        @Nullable String alias = cursor.sees("USING") ? null : cursor.name();
        cursor.expect("USING");
        int source = cursor.position();
        int on = cursor.until("ON");
        cursor.expect("ON");
        int condition = cursor.position();
        int end = cursor.until("WHEN");
        while (cursor.takes("WHEN")) {
            SqlNode from =
                    Selects.join(
                            Selects.table(target, alias),
                            Objects.requireNonNull(
                                    fragments.rest("SELECT * FROM", source, on).getFrom()),
                            fragments.expression(condition, end));
            when(from);
        }
        if (!cursor.atEnd() && !cursor.sees("OUTPUT", "RETURNING")) {
            throw cursor.unexpected("WHEN");
        }
        return ForeignStatement.writes(target, branches, unread);
    }

    private void when(SqlNode from) {
        cursor.takes("NOT");
        cursor.expect("MATCHED");
        if (cursor.takes("BY")) {
            cursor.to(cursor.position() + 1);
        }
        @Nullable SqlNode where = null;
        if (cursor.takes("AND")) {
            int start = cursor.position();
            where = fragments.expression(start, cursor.until("THEN"));
        }
        cursor.expect("THEN");
        Place place = cursor.token(Math.min(cursor.position(), cursor.size() - 1)).place();
        List<String> columns = new ArrayList<>();
        List<SqlNode> values = new ArrayList<>();
        if (cursor.takes("UPDATE", "SET") && !cursor.sees("*")) {
            UpdateReader.assignments(cursor, fragments, columns, values, "WHEN", "OUTPUT");
        } else if (cursor.takes("INSERT") && cursor.sees("(", "VALUES")) {
            columns.addAll(cursor.names());
            values(columns, values);
        } else {
            String word = cursor.atEnd() ? "" : cursor.token(cursor.position()).text();
            unread.add(new Unseen("MERGE … " + word.toUpperCase(Locale.ROOT), place));
            cursor.until("WHEN");
            return;
        }
        branches.add(new Branch(columns, Selects.of(values, from, where)));
    }

    private void values(List<String> columns, List<SqlNode> values) {
        cursor.expect("VALUES");
        cursor.expect("(");
        do {
            int start = cursor.position();
            SqlNode value = fragments.expression(start, cursor.until(",", ")"));
            int n = values.size();
            values.add(n < columns.size() ? Selects.named(value, columns.get(n)) : value);
        } while (cursor.takes(","));
        cursor.expect(")");
    }
}

package io.plumbline.connectors.differential;

import io.plumbline.connectors.differential.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A query as a tree, so that it can be shrunk. Its columns are `c0`, `c1` and so on.
///
/// @param text its SQL; `{0}` stands for the first input
record DrawnQuery(String text, List<Kind> kinds, List<DrawnQuery> inputs) {
    private static final Map<Kind, String> COLUMNS =
            Map.of(
                    Kind.INTEGER, "k",
                    Kind.BIGINT, "CAST(g AS BIGINT)",
                    Kind.DECIMAL, "n",
                    Kind.DOUBLE, "CAST(k AS DOUBLE)",
                    Kind.TEXT, "t",
                    Kind.TRUTH, "p",
                    Kind.DATE, "d");

    /// Returns the query of a table's columns, one for each kind.
    static DrawnQuery table(String name, List<Kind> kinds) {
        String columns =
                IntStream.range(0, kinds.size())
                        .mapToObj(i -> COLUMNS.get(kinds.get(i)) + " AS c" + i)
                        .collect(Collectors.joining(", "));
        return new DrawnQuery("SELECT " + columns + " FROM " + name, kinds, List.of());
    }

    String sql() {
        String sql = text;
        for (int i = 0; i < inputs.size(); i++) {
            sql = sql.replace("{" + i + "}", "(" + inputs.get(i).sql() + ")");
        }
        return sql;
    }

    int size() {
        return 1 + text.length() / 40 + inputs.stream().mapToInt(DrawnQuery::size).sum();
    }

    /// Returns smaller queries with columns of the same kinds.
    List<DrawnQuery> smaller() {
        List<DrawnQuery> smaller = new ArrayList<>();
        inputs.stream().filter(i -> i.kinds().equals(kinds)).forEach(smaller::add);
        if (!inputs.isEmpty()) {
            smaller.add(table("one", kinds));
        }
        for (int i = 0; i < inputs.size(); i++) {
            for (DrawnQuery input : inputs.get(i).smaller()) {
                List<DrawnQuery> other = new ArrayList<>(inputs);
                other.set(i, input);
                smaller.add(new DrawnQuery(text, kinds, other));
            }
        }
        return smaller;
    }
}

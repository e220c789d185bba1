package io.plumbline.engine.step;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// The queries of a lookup step. The reference is brought to one row of each key, with the number
/// of rows that the key has, before it is joined.
///
/// @param columns those of the input
/// @param brought the new names of the columns to bring, by the reference's names
/// @param order which row of a key is taken, as SQL; null when a key of several rows rejects
/// @param missing whether a row without a match is rejected
record LookupText(
        List<String> columns,
        MatchingKeys keys,
        Map<String, String> brought,
        @Nullable String order,
        boolean missing) {
    static final String IN = "in";
    static final String REFERENCE = "reference";
    static final String REJECTED = "rejected";

    /// Returns the order given, then that of the columns brought, as SQL.
    static String order(RelCollation given, RelNode reference, Set<String> brought) {
        List<String> names = reference.getRowType().getFieldNames();
        List<String> out = new ArrayList<>();
        Set<String> rest = new LinkedHashSet<>(brought);
        for (RelFieldCollation key : given.getFieldCollations()) {
            String name = names.get(key.getFieldIndex());
            rest.remove(name);
            boolean first = key.nullDirection == RelFieldCollation.NullDirection.FIRST;
            out.add(
                    Columns.quoted(name)
                            + (key.direction.isDescending() ? " DESC" : "")
                            + (first ? " NULLS FIRST" : " NULLS LAST"));
        }
        rest.forEach(r -> out.add(Columns.quoted(r) + " NULLS LAST"));
        return String.join(", ", out);
    }

    /// Returns the rows with what was found for them.
    String out() {
        String found =
                "SELECT "
                        + columns.stream()
                                .map(c -> "\"in\"." + Columns.quoted(c))
                                .collect(Collectors.joining(", "))
                        + brought.entrySet().stream()
                                .map(b ->
                                        ", \"__one\"."
                                                + Columns.quoted(b.getKey())
                                                + " AS "
                                                + Columns.quoted(b.getValue()))
                                .collect(Collectors.joining())
                        + " FROM \"in\" LEFT JOIN ("
                        + one()
                        + ") AS \"__one\" ON "
                        + keys.condition("\"in\"", "\"__one\"");
        String condition = condition(false);
        return condition.isEmpty() ? found : found + " WHERE " + condition;
    }

    /// Returns the rows that are rejected, as they came in.
    String rejected() {
        String condition = condition(true);
        if (condition.isEmpty()) {
            return "SELECT * FROM \"in\" WHERE FALSE";
        }
        return "SELECT \"in\".* FROM \"in\" LEFT JOIN (SELECT "
                + keyList()
                + ", COUNT(*) AS \"__rows\" FROM \"reference\" GROUP BY "
                + keyList()
                + ") AS \"__one\" ON "
                + keys.condition("\"in\"", "\"__one\"")
                + " WHERE "
                + condition;
    }

    private String condition(boolean rejected) {
        String none = "\"__one\".\"__rows\" IS NULL";
        String many = "\"__one\".\"__rows\" > 1";
        List<String> out = new ArrayList<>();
        if (missing) {
            out.add(rejected ? none : "\"__one\".\"__rows\" IS NOT NULL");
        }
        if (order == null) {
            out.add(rejected ? many : "(" + many + ") IS NOT TRUE");
        }
        return String.join(rejected ? " OR " : " AND ", out);
    }

    /// Returns one row of each key, and how many it has.
    private String one() {
        String over = " OVER (PARTITION BY " + keyList();
        String by = order == null ? keyList() : order;
        String rows = order == null ? "COUNT(*)" + over + ")" : "1";
        Set<String> names = new LinkedHashSet<>(keys.right());
        names.addAll(brought.keySet());
        String list = names.stream().map(Columns::quoted).collect(Collectors.joining(", "));
        return "SELECT "
                + list
                + ", \"__rows\" FROM (SELECT "
                + list
                + ", "
                + rows
                + " AS \"__rows\", ROW_NUMBER()"
                + over
                + " ORDER BY "
                + by
                + ") AS \"__rank\" FROM \"reference\") AS \"__ranked\" WHERE \"__rank\" = 1";
    }

    private String keyList() {
        return keys.right().stream().map(Columns::quoted).collect(Collectors.joining(", "));
    }
}

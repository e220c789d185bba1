package io.plumbline.engine.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The queries of an scd2 step. Versions and changes become events on one line of time for each
/// key: a version begins, a key ends. The line is then read from its start.
///
/// @param carried all columns but keys and times
/// @param tracked those of them whose change begins a version
/// @param close whether keys that changes does not name end
record ScdText(
        List<String> keys,
        List<String> carried,
        List<String> tracked,
        String effective,
        @Nullable String deleted,
        String from,
        String to,
        String isCurrent,
        boolean close) {
    static final String CURRENT = "current";
    static final String CHANGES = "changes";

    /// Returns the columns that the history so far must have.
    List<String> ofCurrent() {
        List<String> out = new ArrayList<>(keys);
        out.addAll(carried);
        out.add(from);
        out.add(to);
        return out;
    }

    /// Returns the changes that cannot be placed in time.
    String rejected() {
        return "SELECT * FROM \"changes\" WHERE NOT (" + sound() + ")";
    }

    private String sound() {
        List<String> all = new ArrayList<>(keys);
        all.add(effective);
        return all.stream()
                .map(k -> Columns.quoted(k) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    /// Returns the whole history. Of events of a key at one time the change wins over what was
    /// known, a beginning over an end, and of two changes the one whose columns come last.
    String history(boolean hasCurrent) {
        String over = "PARTITION BY " + list(keys, "") + " ORDER BY \"__at\"";
        String order = listed(" DESC NULLS LAST");
        String columns = list(keys, "") + listed("");
        return "WITH \"__events\" AS ("
                + events(hasCurrent)
                + "), \"__ranked\" AS (SELECT "
                + columns
                + ", \"__at\", \"__gone\", ROW_NUMBER() OVER (PARTITION BY "
                + list(keys, "")
                + ", \"__at\" ORDER BY \"__origin\" DESC, \"__gone\""
                + order
                + ") AS \"__rank\" FROM \"__events\"), \"__line\" AS (SELECT "
                + columns
                + ", \"__at\", \"__gone\", LAG(\"__gone\") OVER ("
                + over
                + ") AS \"__before\""
                + before(over)
                + " FROM \"__ranked\" WHERE \"__rank\" = 1), \"__kept\" AS (SELECT "
                + columns
                + ", \"__at\", \"__gone\" FROM \"__line\" WHERE \"__before\" IS NULL OR \"__before\" <> \"__gone\""
                + changed()
                + "), \"__ends\" AS (SELECT "
                + columns
                + ", \"__at\", \"__gone\", LEAD(\"__at\") OVER ("
                + over
                + ") AS \"__end\" FROM \"__kept\") SELECT "
                + columns
                + ", \"__at\" AS "
                + Columns.quoted(from)
                + ", \"__end\" AS "
                + Columns.quoted(to)
                + ", \"__end\" IS NULL AS "
                + Columns.quoted(isCurrent)
                + " FROM \"__ends\" WHERE \"__gone\" = 0";
    }

    private String listed(String after) {
        return carried.stream()
                .map(c -> ", " + Columns.quoted(c) + after)
                .collect(Collectors.joining());
    }

    private String before(String over) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tracked.size(); i++) {
            out.append(", LAG(")
                    .append(Columns.quoted(tracked.get(i)))
                    .append(") OVER (")
                    .append(over);
            out.append(") AS \"__was_").append(i).append('"');
        }
        return out.toString();
    }

    private String changed() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tracked.size(); i++) {
            out.append(i == 0 ? " OR \"__gone\" = 0 AND (" : " OR ");
            out.append(Columns.quoted(tracked.get(i)))
                    .append(" IS DISTINCT FROM \"__was_")
                    .append(i)
                    .append('"');
        }
        return out.append(tracked.isEmpty() ? "" : ")").toString();
    }

    private String events(boolean hasCurrent) {
        String gone =
                deleted == null
                        ? "0"
                        : "CASE WHEN " + Columns.quoted(deleted) + " THEN 1 ELSE 0 END";
        String changes = event(effective, gone, 2, CHANGES, sound());
        if (!hasCurrent) {
            return changes;
        }
        String all =
                event(from, "0", 1, CURRENT, Columns.quoted(from) + " IS NOT NULL")
                        + " UNION ALL "
                        + event(to, "1", 0, CURRENT, Columns.quoted(to) + " IS NOT NULL")
                        + " UNION ALL "
                        + changes;
        if (!close) {
            return all;
        }
        String same =
                keys.stream()
                        .map(k ->
                                "\"__n\"." + Columns.quoted(k) + " = \"__c\"." + Columns.quoted(k))
                        .collect(Collectors.joining(" AND "));
        return all
                + " UNION ALL SELECT "
                + list(keys, "\"__c\".")
                + carried.stream()
                        .map(c -> ", \"__c\"." + Columns.quoted(c))
                        .collect(Collectors.joining())
                + ", \"__l\".\"__latest\", 1, 2 FROM \"current\" AS \"__c\" CROSS JOIN (SELECT MAX("
                + Columns.quoted(effective)
                + ") AS \"__latest\" FROM \"changes\") AS \"__l\" WHERE \"__c\"."
                + Columns.quoted(to)
                + " IS NULL AND \"__l\".\"__latest\" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \"changes\" AS \"__n\" WHERE "
                + same
                + ")";
    }

    private String event(String at, String gone, int origin, String table, String condition) {
        return "SELECT "
                + list(keys, "")
                + carried.stream().map(c -> ", " + Columns.quoted(c)).collect(Collectors.joining())
                + ", "
                + Columns.quoted(at)
                + " AS \"__at\", "
                + gone
                + " AS \"__gone\", "
                + origin
                + " AS \"__origin\" FROM "
                + Columns.quoted(table)
                + " WHERE "
                + condition;
    }

    private static String list(List<String> columns, String before) {
        return columns.stream()
                .map(c -> before + Columns.quoted(c))
                .collect(Collectors.joining(", "));
    }
}

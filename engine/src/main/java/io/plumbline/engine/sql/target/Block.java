package io.plumbline.engine.sql.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A SELECT that can still grow: what is written of a plan so far.
///
/// @param columns the text of each column, valid where `from` is
/// @param computed whether a column is more than a name, so that others must not repeat it
/// @param joined whether `from` is a join
record Block(
        String from,
        List<String> columns,
        List<String> where,
        List<String> order,
        @Nullable String limit,
        boolean computed,
        boolean joined) {

    static Block from(String from, List<String> columns) {
        return new Block(from, columns, List.of(), List.of(), null, false, false);
    }

    /// Returns whether it is nothing but its FROM.
    boolean plain() {
        return where.isEmpty() && order.isEmpty() && limit == null && !computed;
    }

    /// Returns whether a filter can still be added.
    boolean filterable() {
        return order.isEmpty() && limit == null && !computed;
    }

    String text(List<String> names) {
        StringBuilder out = new StringBuilder("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(columns.get(i));
            out.append(" AS ").append(names.get(i));
        }
        if (columns.isEmpty()) {
            out.append("1");
        }
        out.append(" FROM ").append(from);
        if (!where.isEmpty()) {
            out.append(" WHERE ").append(String.join(" AND ", where));
        }
        if (!order.isEmpty()) {
            out.append(" ORDER BY ").append(String.join(", ", order));
        }
        if (limit != null) {
            out.append(limit);
        }
        return out.toString();
    }
}

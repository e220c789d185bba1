package io.plumbline.engine.flow;

import java.util.List;

/// A column of a relation that a plan scans.
///
/// @param relation the path, such as `["dataset", "orders"]`
/// @param column the name as the relation spells it; `*` for its rows as such
public record SourceColumn(List<String> relation, String column) {

    /// The name that stands for a relation's rows.
    public static final String ROWS = "*";

    /// Copies the path.
    public SourceColumn {
        relation = List.copyOf(relation);
    }

    /// Returns `path.column`.
    @Override
    public String toString() {
        return String.join(".", relation) + "." + column;
    }
}

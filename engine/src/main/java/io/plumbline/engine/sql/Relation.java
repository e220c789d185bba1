package io.plumbline.engine.sql;

import io.plumbline.engine.model.Schema;
import java.util.List;

/// A table that a statement may name.
///
/// @param path what the plan's scan is called, such as `["dataset", "crm.customers"]`; need not be
///   the name it was found by
public record Relation(List<String> path, Schema schema) {
    /// Copies the path.
    public Relation {
        path = List.copyOf(path);
    }
}

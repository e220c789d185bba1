package io.plumbline.engine.plan;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.SqlSystem;
import java.util.List;

/// Rows that a source system computes and hands over.
///
/// @param sql one statement in the system's own SQL, a CTE per step
/// @param columns the columns of the statement, in order: those that the plans here need
/// @param relations the relations that these rows stand for
public record Shipment(SqlSystem system, String sql, Schema columns, List<List<String>> relations) {

    /// Copies the list.
    public Shipment {
        relations = List.copyOf(relations);
    }
}

package io.plumbline.engine.plan;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.sql.Types;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/// Keys that a join compares a shipped column with: rows whose value is not among them never matter
/// here, so a source that is told the keys may leave them out.
///
/// @param column the shipped column
/// @param keys a plan of one column, with every key at least once, that runs in the embedded engine
/// @param source the relation scanned for the keys
/// @param sourceColumn the column of it
public record KeyFilter(String column, RelNode keys, List<String> source, String sourceColumn) {

    /// The most keys that are told; where there are more the source hands over all rows.
    public static final int MOST_KEYS = 10_000;

    /// Returns the kind of the keys.
    public DataType.Kind kind() {
        return Types.schemaOf(keys.getRowType()).fields().getFirst().type().kind();
    }

    /// Copies the path.
    public KeyFilter {
        source = List.copyOf(source);
    }
}

package io.plumbline.engine.plan;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.SqlSystem;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that a source system computes and hands over.
///
/// @param sql one statement in the system's own SQL, a CTE per step
/// @param columns the columns of the statement, in order: those that the plans here need
/// @param relations the relations that these rows stand for
/// @param keys what the source may be told to leave out rows by, when it is known and little
/// @param whole why there are no such keys, a sentence without final period; null where there are
public record Shipment(
        SqlSystem system,
        String sql,
        Schema columns,
        List<List<String>> relations,
        List<KeyFilter> keys,
        @Nullable String whole) {

    /// Copies the lists.
    public Shipment {
        relations = List.copyOf(relations);
        keys = List.copyOf(keys);
    }

    /// Returns the relations that the keys of a filter are taken from.
    public static List<List<String>> scanned(KeyFilter filter) {
        return Unit.scanned(filter.keys());
    }

    /// Returns the condition, to stand after WHERE, that leaves the rows of some keys.
    ///
    /// @param count how many values are bound to it
    public static String condition(KeyFilter filter, int count) {
        return count == 0
                ? "1 = 0"
                : SourceText.quote(filter.column())
                        + " IN ("
                        + String.join(", ", Collections.nCopies(count, "?"))
                        + ")";
    }
}

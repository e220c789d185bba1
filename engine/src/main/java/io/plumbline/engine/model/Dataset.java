package io.plumbline.engine.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dataset as its contract (ODCS v3) describes it.
///
/// @param name the file's base name
/// @param connection the connection that holds it (`servers[0].server`); null for a managed table
/// @param table the table, or the file pattern relative to the connection
///   (`schema[0].physicalName`)
/// @param schema the columns; empty when the contract lists none, then they are discovered
/// @param keys the columns of the primary key, in order
/// @param classes data class of each classified column, a fideslang key
/// @param checks quality rules of the contract
public record Dataset(
        String name,
        @Nullable String description,
        @Nullable String connection,
        String table,
        Schema schema,
        List<String> keys,
        Map<String, String> classes,
        @Nullable String owner,
        List<Value.Entries> checks) {

    /// Copies the collections.
    public Dataset {
        keys = List.copyOf(keys);
        classes = Map.copyOf(classes);
        checks = List.copyOf(checks);
    }
}

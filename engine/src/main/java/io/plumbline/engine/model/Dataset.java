package io.plumbline.engine.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
/// @param checks quality rules of the contract; those of a column carry its name as `column`
/// @param contract the whole contract as written: residency, retention, service levels and what
///   else it says; empty when the dataset did not come from a file
public record Dataset(
        String name,
        @Nullable String description,
        @Nullable String connection,
        String table,
        Schema schema,
        List<String> keys,
        Map<String, String> classes,
        @Nullable String owner,
        List<Value.Entries> checks,
        Value.Entries contract) {

    /// Makes a dataset that has no contract yet.
    public Dataset(
            String name,
            @Nullable String description,
            @Nullable String connection,
            String table,
            Schema schema,
            List<String> keys,
            Map<String, String> classes,
            @Nullable String owner,
            List<Value.Entries> checks) {
        this(
                name,
                description,
                connection,
                table,
                schema,
                keys,
                classes,
                owner,
                checks,
                new Value.Entries(Map.of()));
    }

    /// Copies the collections.
    public Dataset {
        keys = List.copyOf(keys);
        classes = Map.copyOf(classes);
        checks = List.copyOf(checks);
    }

    /// Returns a custom property of the contract, such as `residency` or `retention`; empty when it
    /// is absent or no text, number or truth value.
    public Optional<String> property(String name) {
        return contract.items("customProperties").stream()
                .filter(p ->
                        p instanceof Value.Entries e
                                && e.text("property").equals(Optional.of(name)))
                .findFirst()
                .flatMap(p -> ((Value.Entries) p).text("value"));
    }

    /// Returns the service levels of the contract (`slaProperties`), such as latency and retention.
    public List<Value.Entries> serviceLevels() {
        return contract.items("slaProperties").stream()
                .filter(Value.Entries.class::isInstance)
                .map(Value.Entries.class::cast)
                .toList();
    }
}

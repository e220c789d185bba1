package io.plumbline.engine.document;

import io.plumbline.engine.model.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads and writes `connections/*.yaml`.
public final class ConnectionDocument {
    /// The keys that every kind of connection knows; all others are settings of the kind.
    static final Set<String> COMMON =
            Set.of("version", "kind", "region", "legalEntity", "owner", "environment");

    private ConnectionDocument() {}

    /// Returns the connection, empty when its kind is not told.
    static Optional<Connection> read(String name, Element.Mapping root) {
        String kind = root.text("kind");
        if (kind == null) {
            return Optional.empty();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        root.entries()
                .keySet()
                .forEach(key -> {
                    String value = root.text(key);
                    if (!COMMON.contains(key) && value != null) {
                        settings.put(key, value);
                    }
                });
        return Optional.of(
                new Connection(
                        name,
                        kind,
                        root.text("region"),
                        root.text("legalEntity"),
                        root.text("owner"),
                        root.text("environment"),
                        settings));
    }
}

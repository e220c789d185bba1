package io.plumbline.engine.document;

import io.plumbline.engine.model.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /// Returns the file's text, with the comments of the text that it takes the place of.
    ///
    /// @param existing the file as it is, null for a new one
    public static String write(Connection connection, @Nullable String existing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("kind", connection.kind());
        put(tree, "region", connection.region());
        put(tree, "legalEntity", connection.legalEntity());
        put(tree, "owner", connection.owner());
        put(tree, "environment", connection.environment());
        connection.settings().forEach((key, value) -> tree.put(key, Documents.plain(value)));
        return Documents.write(tree, existing, Format.CONNECTION.folder());
    }

    private static void put(Map<String, Object> tree, String key, @Nullable String value) {
        if (value != null) {
            tree.put(key, value);
        }
    }
}

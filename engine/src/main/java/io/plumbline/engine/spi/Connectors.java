package io.plumbline.engine.spi;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// The connectors at hand, by kind.
public final class Connectors {
    private final Map<String, Connector> byKind = new TreeMap<>();
    private final ConnectorProvider provider;

    /// Takes the connectors of a provider.
    public Connectors(ConnectorProvider provider) {
        this.provider = provider;
        provider.connectors().forEach(c -> byKind.put(c.kind(), c));
    }

    /// Finds the connectors on the class path.
    public static Connectors load() {
        return new Connectors(
                ServiceLoader.load(ConnectorProvider.class)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException("no connectors on the class path")));
    }

    /// Returns a source over the data files right in a folder, each a table by its base name.
    public Source folder(Path folder) {
        return provider.folder(folder);
    }

    /// Returns what resolves references to secrets; relative `file:` references start from the
    /// folder given.
    public Secrets secrets(Path root) {
        return provider.secrets(root);
    }

    /// Returns the operating system's keychain.
    public Keychain keychain() {
        return provider.keychain();
    }

    /// Returns the connector of a kind.
    ///
    /// @throws PlumblineException naming the nearest kind when there is none
    public Connector of(String kind) {
        Connector found = byKind.get(kind);
        if (found == null) {
            String remedy =
                    Suggestion.nearest(kind, byKind.keySet())
                            .map(k -> "Did you mean '" + k + "'?")
                            .orElse("Known kinds: " + String.join(", ", byKind.keySet()));
            throw PlumblineException.of(
                    ErrorCode.CONNECTION_INVALID,
                    "Invalid connection kind: '" + kind + "'",
                    remedy);
        }
        return found;
    }

    /// Returns all, sorted by kind.
    public Collection<Connector> all() {
        return byKind.values();
    }
}

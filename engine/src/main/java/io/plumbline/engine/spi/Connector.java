package io.plumbline.engine.spi;

import io.plumbline.engine.model.Connection;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Knows one kind of outside system. Found by ServiceLoader through [ConnectorProvider]; stateless.
public interface Connector {

    /// Returns the name in connection files, such as `postgres`.
    String kind();

    /// Returns what it is, in one sentence.
    String summary();

    /// Returns the settings that a connection file of this kind may hold.
    List<Setting> settings();

    /// Returns what it can do; what is not declared must fail cleanly with CAPABILITY_MISSING.
    Set<Capability> capabilities();

    /// Opens the system; checks settings but need not reach it yet.
    ///
    /// @param root the workspace's folder, which relative paths start from
    /// @throws io.plumbline.engine.error.PlumblineException when settings are wrong or refused,
    ///   secrets missing
    Source open(Connection connection, Secrets secrets, Path root);
}

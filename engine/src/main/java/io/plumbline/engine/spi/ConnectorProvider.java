package io.plumbline.engine.spi;

import java.nio.file.Path;
import java.util.List;

/// Brings the connectors of one module: the only service that is looked up at run time.
public interface ConnectorProvider {

    /// Returns the connectors, sorted by kind.
    List<Connector> connectors();

    /// Returns a source over the data files right in a folder, each a table by its base name.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with FILE_MISSING when there is no such
    ///   folder
    Source folder(Path folder);

    /// Returns what resolves references to secrets.
    ///
    /// @param root the folder that a relative `file:` reference starts from
    Secrets secrets(Path root);

    /// Returns the operating system's keychain; nothing is looked for before it is asked.
    Keychain keychain();
}

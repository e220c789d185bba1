package io.plumbline.connectors;

import io.plumbline.connectors.files.FilesConnector;
import io.plumbline.connectors.files.FolderSource;
import io.plumbline.connectors.h2.H2Connector;
import io.plumbline.connectors.keychain.SystemKeychain;
import io.plumbline.connectors.mariadb.MariaDbConnector;
import io.plumbline.connectors.postgres.PostgresConnector;
import io.plumbline.connectors.support.SecretStore;
import io.plumbline.engine.spi.Connector;
import io.plumbline.engine.spi.ConnectorProvider;
import io.plumbline.engine.spi.Keychain;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.Source;
import java.nio.file.Path;
import java.util.List;

/// The connectors of this module, sorted by kind.
public final class BuiltInConnectors implements ConnectorProvider {
    @Override
    public List<Connector> connectors() {
        return List.of(
                new FilesConnector(),
                new H2Connector(),
                new MariaDbConnector(),
                new PostgresConnector());
    }

    @Override
    public Source folder(Path folder) {
        return new FolderSource(folder);
    }

    @Override
    public Secrets secrets(Path root) {
        return new SecretStore(root, keychain());
    }

    @Override
    public Keychain keychain() {
        return SystemKeychain.ofThisMachine();
    }
}

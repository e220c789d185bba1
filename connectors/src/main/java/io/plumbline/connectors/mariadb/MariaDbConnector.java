package io.plumbline.connectors.mariadb;

import io.plumbline.connectors.support.ConnectionSettings;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Capability;
import io.plumbline.engine.spi.Connector;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.Setting;
import io.plumbline.engine.spi.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// MariaDB databases, by the official JDBC driver, read only.
///
/// Without `sslmode`, a server on this machine is spoken to without encryption; any other must
/// prove its name by a certificate.
public final class MariaDbConnector implements Connector {

    @Override
    public String kind() {
        return "mariadb";
    }

    @Override
    public String summary() {
        return "A MariaDB database, read only";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.optional(
                        "url", "jdbc:mariadb://host:port/database, in place of the next three"),
                Setting.optional("host", "the server's name or address"),
                Setting.optional("port", "the server's port; 3306"),
                Setting.optional("database", "the database"),
                Setting.optional("user", "who connects"),
                new Setting("password", "the user's password", false, true),
                Setting.optional("sslmode", "disable, trust, verify-ca or verify-full"),
                Setting.optional("timeout", "seconds to wait for the server when connecting; 10"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.DISCOVER, Capability.READ, Capability.PUSHDOWN);
    }

    @Override
    public Source open(Connection connection, Secrets secrets, Path root) {
        ConnectionSettings settings = new ConnectionSettings(connection, settings());
        MariaDbAddress address = MariaDbAddress.of(settings);
        String password = settings.secret("password", secrets);
        return new MariaDbSource(new MariaDbSystem(connection.name(), address, password, secrets));
    }
}

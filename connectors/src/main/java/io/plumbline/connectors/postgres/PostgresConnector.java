package io.plumbline.connectors.postgres;

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

/// PostgreSQL databases, by the official JDBC driver.
///
/// Without `sslmode`, a server on this machine is spoken to with or without encryption as it
/// offers; any other must prove its name by a certificate.
public final class PostgresConnector implements Connector {

    @Override
    public String kind() {
        return "postgres";
    }

    @Override
    public String summary() {
        return "A PostgreSQL database";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.optional(
                        "url", "jdbc:postgresql://host:port/database, in place of the next three"),
                Setting.optional("host", "the server's name or address"),
                Setting.optional("port", "the server's port; 5432"),
                Setting.optional("database", "the database"),
                Setting.optional("user", "who connects"),
                new Setting("password", "the user's password", false, true),
                Setting.optional(
                        "schema", "the one schema to show; all, those of public without prefix"),
                Setting.optional("sslmode", "disable, prefer, require, verify-ca or verify-full"),
                Setting.optional(
                        "sslrootcert", "a PEM file of trusted certificates, from the workspace on"),
                Setting.optional("timeout", "seconds to wait for the server when connecting; 10"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.DISCOVER, Capability.READ, Capability.PUSHDOWN, Capability.WRITE);
    }

    @Override
    public Source open(Connection connection, Secrets secrets, Path root) {
        ConnectionSettings settings = new ConnectionSettings(connection, settings());
        PostgresAddress address = PostgresAddress.of(settings, root);
        String password = settings.secret("password", secrets);
        return new PostgresSource(
                new PostgresSystem(connection.name(), address, password, secrets),
                settings.text("schema").orElse(address.schema()));
    }
}

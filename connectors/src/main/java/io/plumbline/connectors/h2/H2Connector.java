package io.plumbline.connectors.h2;

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

/// H2 database files, opened read only; servers and databases in memory are not reached.
public final class H2Connector implements Connector {

    @Override
    public String kind() {
        return "h2";
    }

    @Override
    public String summary() {
        return "An H2 database file, read only";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.optional("path", "the file without .mv.db, from the workspace's folder on"),
                Setting.optional(
                        "url", "jdbc:h2:file:PATH in place of path, only inside the workspace"),
                Setting.optional("user", "who connects; sa"),
                new Setting("password", "the user's password", false, true),
                Setting.optional("schema", "the schema whose tables stand without prefix; PUBLIC"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.DISCOVER, Capability.READ, Capability.PUSHDOWN);
    }

    @Override
    public Source open(Connection connection, Secrets secrets, Path root) {
        ConnectionSettings settings = new ConnectionSettings(connection, settings());
        H2File file = H2File.of(settings, root);
        String password = settings.secret("password", secrets);
        String user = settings.text("user").orElse(file.user());
        H2System system = new H2System(connection.name(), file, user, password, secrets);
        return new H2Source(system, settings.text("schema").orElse(file.schema()));
    }
}

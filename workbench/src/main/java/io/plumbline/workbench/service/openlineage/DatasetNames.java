package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Workspace;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names datasets as OpenLineage's page on naming does, so that other programs' events about the
/// same table meet ours: `postgres://host:5432` and `database.schema.table`, `file` and a path.
///
/// What the page has no rule for is named by the workspace and the dataset's own name. A URL's
/// parameters and whoever signs in are no part of a name.
final class DatasetNames {
    private static final Pattern SERVER =
            Pattern.compile("jdbc:(postgresql|mariadb|mysql)://([^/?;]+)/([^/?;]+).*");
    private static final Map<String, String> PORTS =
            Map.of("postgresql", "5432", "mariadb", "3306", "mysql", "3306");

    private final Workspace workspace;

    DatasetNames(Workspace workspace) {
        this.workspace = workspace;
    }

    /// A dataset's name in the world.
    record Name(String namespace, String name) {}

    /// Returns the namespace of the workspace's pipelines and of datasets known only here.
    String home() {
        return "plumbline://" + workspace.name();
    }

    /// Returns the name of a dataset; a managed table is a folder of files.
    Name of(String dataset) {
        Dataset contract = workspace.datasets().get(dataset);
        String held = contract == null ? null : contract.connection();
        if (contract == null || held == null) {
            return new Name("file", path(".plumbline/lakehouse/" + dataset));
        }
        Connection connection = workspace.connections().get(held);
        Name known = connection == null ? null : known(connection, contract.table());
        return known == null ? new Name(home(), dataset) : known;
    }

    private @Nullable Name known(Connection connection, String table) {
        if (connection.kind().equals("files")) {
            String folder = connection.settings().getOrDefault("path", "");
            return new Name("file", path(folder + "/" + table));
        }
        Matcher url = SERVER.matcher(connection.settings().getOrDefault("url", ""));
        if (!url.matches()) {
            return null;
        }
        String server = url.group(2).substring(url.group(2).lastIndexOf('@') + 1);
        String address = server.contains(":") ? server : server + ":" + PORTS.get(url.group(1));
        boolean postgres = url.group(1).equals("postgresql");
        String schema = postgres && !table.contains(".") ? "public." : "";
        return new Name(
                (postgres ? "postgres://" : "mysql://") + address,
                url.group(3) + "." + schema + table);
    }

    private String path(String relative) {
        return workspace.root().resolve(relative).normalize().toString();
    }
}

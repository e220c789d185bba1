package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Workspace;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.sql.Query;
import io.plumbline.engine.sql.SqlCompiler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs one statement over folders of files, and over datasets and connections of a workspace.
public final class QueryService {
    private final Surroundings surroundings;

    /// Takes the connectors and settings at hand.
    public QueryService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What to run over what.
    ///
    /// @param data folders whose files are tables by their base names
    /// @param connections names of connections of the workspace, whose tables are
    ///   `connection.table`; asked together with a session only
    public record Request(String sql, List<Path> data, List<String> connections) {}

    /// Takes the rows as they come.
    public interface Receiver {
        /// Begins, once it is known that the statement runs.
        void begin(Schema schema);

        /// Takes a row; the list is the receiver's to keep.
        void row(List<? extends @Nullable Object> values);

        /// Ends; not called after a failure.
        void end();
    }

    /// Runs the statement over folders and hands its rows over.
    ///
    /// @throws PlumblineException when the statement is wrong or refused, or a source fails
    public void query(Request request, Receiver receiver) {
        try (SourceCatalog catalog = new SourceCatalog()) {
            addFolders(request, catalog);
            run(request.sql(), catalog, receiver, () -> {});
        }
    }

    /// Runs the statement over folders, connections, and the datasets of a workspace by their
    /// names. That it was asked, and of what, is on the disk before the first row is handed over.
    ///
    /// @throws PlumblineException when the statement is wrong or refused, or a source fails
    public void query(
            WorkspaceSession session, MetadataStore store, Request request, Receiver receiver) {
        try (SourceCatalog catalog = new SourceCatalog()) {
            addFolders(request, catalog);
            for (String name : request.connections()) {
                catalog.add(name, connection(session.workspace(), name));
            }
            catalog.add(null, new DatasetSource(session.datasets()));
            run(request.sql(), catalog, receiver, () -> audit(store, catalog));
        }
    }

    private void addFolders(Request request, SourceCatalog catalog) {
        for (Path folder : request.data()) {
            catalog.add(null, surroundings.dataFolder(folder));
        }
    }

    private void run(String sql, SourceCatalog catalog, Receiver receiver, Runnable before) {
        LocalEngine.openAhead();
        Query query = new SqlCompiler(catalog).named(sql, Map.of());
        try (LocalEngine engine = surroundings.engine()) {
            catalog.named().forEach(engine::register);
            try (QueryResult result = engine.query(query.plan())) {
                before.run();
                PreviewService.receive(result, query.names(), receiver);
            }
        }
    }

    /// The statement itself may hold values of persons and is not recorded.
    private void audit(MetadataStore store, SourceCatalog catalog) {
        AuditEvent event =
                AuditEvent.of(surroundings.actor(), "data.queried", "workspace", "SHOWN")
                        .withNames(
                                "tables",
                                catalog.named().keySet().stream()
                                        .map(path -> String.join(".", path))
                                        .sorted()
                                        .toList());
        new AuditLog(store).append(event);
    }

    private Source connection(Workspace workspace, String name) {
        Connection connection = workspace.connections().get(name);
        if (connection == null) {
            String remedy =
                    Suggestion.nearest(name, workspace.connections().keySet())
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("The workspace has no connections/" + name + ".yaml");
            throw PlumblineException.of(
                    ErrorCode.CONNECTION_UNKNOWN, "Unknown connection: '" + name + "'", remedy);
        }
        return surroundings.open(connection, workspace.root());
    }
}

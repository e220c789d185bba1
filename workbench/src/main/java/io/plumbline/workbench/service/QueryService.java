package io.plumbline.workbench.service;

import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Workspace;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.sql.SqlCompiler;
import java.nio.file.Path;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// Runs one statement over folders of files and over connections of a workspace.
public final class QueryService {
    private final Surroundings surroundings;

    /// Takes the connectors and settings at hand.
    public QueryService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What to run over what.
    ///
    /// @param data folders whose files are tables by their base names
    /// @param connections names of connections, whose tables are `connection.table`
    /// @param workspace the folder to look for the workspace from; only needed with connections
    public record Request(
            String sql, List<Path> data, List<String> connections, @Nullable Path workspace) {}

    /// Takes the rows as they come.
    public interface Receiver {
        /// Begins, once it is known that the statement runs.
        void begin(Schema schema);

        /// Takes a row; the list is the receiver's to keep.
        void row(List<? extends @Nullable Object> values);

        /// Ends; not called after a failure.
        void end();
    }

    /// Runs the statement and hands its rows over.
    ///
    /// @throws PlumblineException when the statement is wrong or refused, or a source fails
    public void query(Request request, Receiver receiver) {
        try (SourceCatalog catalog = new SourceCatalog()) {
            for (Path folder : request.data()) {
                catalog.add(null, surroundings.dataFolder(folder));
            }
            if (!request.connections().isEmpty()) {
                addConnections(request, catalog);
            }
            RelNode plan = new SqlCompiler(catalog).query(request.sql());
            try (LocalEngine engine = surroundings.engine()) {
                catalog.named().forEach(engine::register);
                try (QueryResult result = engine.query(plan)) {
                    PreviewService.receive(result, receiver);
                }
            }
        }
    }

    private void addConnections(Request request, SourceCatalog catalog) {
        Path from = request.workspace() == null ? Path.of("") : request.workspace();
        Workspace workspace = WorkspaceFiles.read(WorkspaceFiles.find(from)).workspace();
        for (String name : request.connections()) {
            Connection connection = workspace.connections().get(name);
            if (connection == null) {
                String remedy =
                        Suggestion.nearest(name, workspace.connections().keySet())
                                .map(n -> "Did you mean '" + n + "'?")
                                .orElse("The workspace has no connections/" + name + ".yaml");
                throw PlumblineException.of(
                        ErrorCode.CONNECTION_UNKNOWN, "Unknown connection: '" + name + "'", remedy);
            }
            Source source = surroundings.open(connection, workspace.root());
            catalog.add(name, source);
        }
    }
}

package io.plumbline.workbench.service;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Workspace;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.step.DatasetSchemas;
import io.plumbline.engine.step.SinkTarget;
import io.plumbline.engine.version.ManagedTables;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// The datasets of a workspace: their columns, how to read them, where to write them. A source is
/// opened when it is first needed and closed with this.
public final class WorkspaceDatasets implements DatasetSchemas, AutoCloseable {
    private final Workspace workspace;
    private final Surroundings surroundings;
    private final ManagedTables managed;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Schema> described = new HashMap<>();

    WorkspaceDatasets(Workspace workspace, Surroundings surroundings) {
        this.workspace = workspace;
        this.surroundings = surroundings;
        this.managed =
                new ManagedTables(workspace.root().resolve(".plumbline").resolve("lakehouse"));
    }

    /// Returns the tables that the workspace manages itself.
    public ManagedTables managed() {
        return managed;
    }

    @Override
    public Optional<Schema> readable(String dataset) {
        Dataset contract = workspace.datasets().get(dataset);
        Schema declared = contract == null ? new Schema(List.of()) : contract.schema();
        String connection = contract == null ? null : contract.connection();
        if (contract == null || connection == null) {
            if (managed.exists(dataset)) {
                return Optional.of(managed.schema(dataset));
            }
            return declared.fields().isEmpty() ? Optional.empty() : Optional.of(declared);
        }
        if (!declared.fields().isEmpty()) {
            return Optional.of(declared);
        }
        Schema known = described.get(dataset);
        if (known == null) {
            known = source(connection).describe(contract.table()).schema();
            described.put(dataset, known);
        }
        return Optional.of(known);
    }

    /// Returns what the source of a dataset has now, whatever its contract says.
    ///
    /// @throws PlumblineException when the source cannot be reached or has no such table
    Source.TableDescription found(String dataset) {
        Dataset contract = workspace.datasets().get(dataset);
        if (contract != null && contract.connection() != null) {
            return source(contract.connection()).describe(contract.table());
        }
        if (!managed.exists(dataset)) {
            throw unknown(dataset);
        }
        return new Source.TableDescription(
                dataset, managed.schema(dataset), -1, List.of(), List.of());
    }

    @Override
    public Optional<Schema> contract(String dataset) {
        return Optional.ofNullable(workspace.datasets().get(dataset)).map(Dataset::schema);
    }

    @Override
    public Collection<String> names() {
        TreeSet<String> names = new TreeSet<>(workspace.datasets().keySet());
        names.addAll(managed.tables());
        return names;
    }

    /// Returns how to read a dataset as it is now.
    public Scan scan(String dataset) {
        Dataset contract = workspace.datasets().get(dataset);
        if (contract == null || contract.connection() == null) {
            if (!managed.exists(dataset)) {
                throw unknown(dataset);
            }
            return managed.scan(dataset);
        }
        Schema schema = contract.schema().fields().isEmpty() ? null : contract.schema();
        return source(contract.connection()).scan(contract.table(), schema);
    }

    /// Returns about how many rows a dataset of a connection has; empty when its source does not
    /// know without counting.
    public OptionalLong estimatedRows(String dataset) {
        Dataset contract = workspace.datasets().get(dataset);
        if (contract == null || contract.connection() == null) {
            return OptionalLong.empty();
        }
        try {
            long rows = source(contract.connection()).describe(contract.table()).rows();
            return rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows);
        } catch (PlumblineException e) {
            // a plan is also of use without
            return OptionalLong.empty();
        }
    }

    /// Returns where the rows of a write step go.
    ///
    /// @param properties what is kept beside a version, such as the run's id
    public Output output(SinkTarget target, Map<String, String> properties) {
        Dataset contract = workspace.datasets().get(target.dataset());
        if (contract == null || contract.connection() == null) {
            return managed.output(target.dataset(), target.schema(), target.mode(), properties);
        }
        return source(contract.connection())
                .output(contract.table(), target.schema(), target.mode());
    }

    private Source source(String connection) {
        Source open = sources.get(connection);
        if (open == null) {
            Connection found = workspace.connections().get(connection);
            if (found == null) {
                throw PlumblineException.of(
                        ErrorCode.CONNECTION_UNKNOWN,
                        "Unknown connection: '" + connection + "'",
                        Suggestion.nearest(connection, workspace.connections().keySet())
                                .map(n -> "Did you mean '" + n + "'?")
                                .orElse(null));
            }
            open = surroundings.open(found, workspace.root());
            sources.put(connection, open);
        }
        return open;
    }

    private PlumblineException unknown(String dataset) {
        return PlumblineException.of(
                ErrorCode.DATASET_UNKNOWN,
                "Unknown dataset: '" + dataset + "'",
                Suggestion.nearest(dataset, names())
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse(
                                "A managed table comes to be when a pipeline writes it: run that one first"));
    }

    @Override
    public void close() {
        sources.values().forEach(Source::close);
        sources.clear();
    }
}

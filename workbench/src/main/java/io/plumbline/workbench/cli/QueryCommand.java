package io.plumbline.workbench.cli;

import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.QueryService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline query`.
@Command(
        name = "query",
        description = "Runs one SQL statement through the planner and engine of pipelines",
        mixinStandardHelpOptions = true)
final class QueryCommand extends WorkspaceCommand {
    /// Where the statement stands.
    static final class Statement {
        @Option(
                names = "--sql",
                required = true,
                paramLabel = "TEXT",
                description = "The statement")
        @Nullable String sql;

        @Option(
                names = "--file",
                required = true,
                paramLabel = "F",
                description = "A file that holds the statement")
        @Nullable Path file;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    Statement statement;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder: each CSV, JSON and Parquet file in it is a table by its base name")
    List<Path> data = new ArrayList<>();

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "A connection of the workspace: its tables are NAME.table")
    List<String> connections = new ArrayList<>();

    QueryCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    List<Format> formats() {
        return List.of(Format.TEXT, Format.JSON, Format.CSV);
    }

    @Override
    int answer(Console console) {
        LocalEngine.openAhead();
        ResultWriter writer = ResultWriter.of(format, console.out());
        QueryService.Request request = new QueryService.Request(text(), data, connections);
        QueryService service = new QueryService(surroundings());
        if (!asksTheWorkspace()) {
            service.query(request, new ReceivedRows(writer));
            return 0;
        }
        try (SampleService.Running sample = SampleService.startIfSample(common.workspace);
                WorkspaceSession session = session();
                MetadataStore store = session.record("plumbline query")) {
            java.util.Objects.requireNonNull(sample);
            service.query(session, store, request, new ReceivedRows(writer));
        }
        return 0;
    }

    /// Without folders, the datasets of a workspace are what there is to ask.
    private boolean asksTheWorkspace() {
        return common.workspace != null
                || !connections.isEmpty()
                || (data.isEmpty() && WorkspaceFiles.isWithin(Path.of("")));
    }

    private String text() {
        if (statement.sql != null) {
            return statement.sql;
        }
        Path file = java.util.Objects.requireNonNull(statement.file);
        return InputText.read(file, "statement", "--file");
    }
}

package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.proof.ProofReport;
import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageOrigin;
import io.plumbline.engine.metadata.LineageWalk;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.LineageService;
import io.plumbline.workbench.service.ProofService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.openlineage.OpenLineageEvents;
import io.plumbline.workbench.service.sample.SampleService;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline lineage` of pipelines, datasets and columns.
@Command(
        name = "lineage",
        description = "Shows where data comes from and where it goes",
        mixinStandardHelpOptions = true)
final class LineageCommand extends WorkspaceCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE|DATASET[.COLUMN]",
            description = "What to follow")
    @Nullable String target;

    @Option(
            names = "--sql",
            paramLabel = "F",
            description = "Follow the columns of the statements in a file, or of standard input: -")
    @Nullable Path sql;

    @Option(
            names = "--schema",
            paramLabel = "S.json",
            description =
                    "With --sql: the tables, {\"tables\": {\"db.schema.t\": {\"col\": \"TYPE\"}}}")
    @Nullable Path schema;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description =
                    "With --sql: ansi (default), duckdb, postgres, redshift, snowflake, oracle,"
                            + " bigquery, databricks, spark, mysql or tsql")
    String dialect = "ansi";

    @Option(
            names = "--batch",
            paramLabel = "IN.jsonl",
            description = "Answer many: a line is {\"id\", \"sql\", \"schema\", \"dialect\"}")
    @Nullable Path batch;

    @Option(
            names = "--out",
            paramLabel = "OUT.jsonl",
            description = "With --batch: where the answers go, a line each")
    @Nullable Path out;

    @Option(names = "--upstream", description = "Back to the sources (default)")
    boolean upstream;

    @Option(names = "--downstream", description = "On to everything that depends on it")
    boolean downstream;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How many pipelines to go through at most; default 20")
    int depth = 20;

    @Mixin ProofOptions proof = new ProofOptions();

    LineageCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    List<Format> formats() {
        return List.of(Format.TEXT, Format.JSON, Format.OPENLINEAGE);
    }

    @Override
    int answer(Console console) {
        long asked = Stream.of(target, sql, batch).filter(Objects::nonNull).count();
        if (asked != 1 || (batch == null) != (out == null)) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid arguments: lineage takes a pipeline, dataset or column, or --sql, or"
                            + " --batch with --out",
                    "See plumbline lineage --help");
        }
        if (target == null && format == Format.OPENLINEAGE) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid value for option '--format': 'openlineage' (must be text or json for"
                            + " statements)",
                    null);
        }
        if (proof.prove) {
            return prove(console);
        }
        if (batch != null && out != null) {
            SqlLineage.batch(batch, out);
        } else if (sql != null) {
            SqlLineage.answer(sql, schema, dialect, format, console.out());
        } else {
            recorded(Objects.requireNonNull(target), console);
        }
        return 0;
    }

    private int prove(Console console) {
        if (target == null || format == Format.OPENLINEAGE) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid options: --prove takes a pipeline, and --format text or json",
                    null);
        }
        ProofService.Settings settings = proof.settings();
        try (Interruption interruption = new Interruption("The proof did not stop in time");
                SampleService.Running sample = SampleService.startIfSample(common.workspace);
                WorkspaceSession session = sessionWithEngine();
                MetadataStore store = session.record("plumbline lineage")) {
            Objects.requireNonNull(sample);
            ProofReport report =
                    new ProofService(surroundings())
                            .prove(
                                    session,
                                    store,
                                    target,
                                    settings,
                                    new ProofProgress(console),
                                    interruption.cancellation());
            ProofText text = new ProofText(target, report, settings.valuesShown());
            if (format == Format.JSON) {
                console.out().print(text.json());
            } else {
                text.print(console.out());
            }
            return report.sound() ? 0 : 1;
        }
    }

    private void recorded(String followed, Console console) {
        if (upstream && downstream) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid options: --upstream and --downstream exclude each other",
                    null);
        }
        if (format == Format.OPENLINEAGE) {
            design(followed, console);
            return;
        }
        try (WorkspaceSession session = session();
                MetadataStore store = history(session)) {
            List<LineageWalk> walks =
                    new LineageService(session, store).follow(followed, !downstream, depth);
            if (format == Format.JSON) {
                console.out()
                        .print(
                                Json.writePretty(
                                        Json.object(
                                                "lineage",
                                                walks.stream()
                                                        .map(LineageCommand::json)
                                                        .toList())));
            } else {
                walks.forEach(w -> print(w, console));
            }
        }
    }

    /// Tells a catalog of a pipeline as it is drawn, whether it has run or not.
    private void design(String pipeline, Console console) {
        try (WorkspaceSession session = session()) {
            OpenLineageEvents events = new OpenLineageEvents(session, Commands.version());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            console.out().println(Json.write(events.job(pipeline, now)));
        }
    }

    private void print(LineageWalk walk, Console console) {
        console.out().println(walk.dataset() + (walk.column() == null ? "" : "." + walk.column()));
        if (walk.hops().isEmpty()) {
            console.out()
                    .println(
                            "  nothing is recorded "
                                    + (downstream
                                            ? "to depend on it"
                                            : "behind it: it is a source, or made of"
                                                    + " constants"));
        }
        for (LineageWalk.Hop hop : walk.hops()) {
            LineageEdge e = hop.edge();
            String other =
                    downstream
                            ? name(e.targetDataset(), e.targetColumn())
                            : name(e.sourceDataset(), e.sourceColumn());
            String line = e.direct() || walk.column() == null ? "──" : "┄┄";
            console.out()
                    .println(
                            "  ".repeat(hop.distance())
                                    + line
                                    + " "
                                    + other
                                    + "  ["
                                    + e.how()
                                    + ", "
                                    + hop.pipeline()
                                    + (hop.origin() == null ? "]" : ", imported]")
                                    + (e.expression().isEmpty() ? "" : "  " + e.expression()));
        }
    }

    private static Map<String, @Nullable Object> json(LineageWalk.Hop hop) {
        LineageEdge e = hop.edge();
        Map<String, @Nullable Object> out =
                Json.object(
                        "pipeline", hop.pipeline(),
                        "distance", hop.distance(),
                        "from",
                                Json.object(
                                        "dataset", e.sourceDataset(), "column", e.sourceColumn()),
                        "to", Json.object("dataset", e.targetDataset(), "column", e.targetColumn()),
                        "direct", e.direct(),
                        "how", e.how(),
                        "expression", e.expression());
        LineageOrigin origin = hop.origin();
        if (origin != null) {
            out.put(
                    "imported",
                    Json.object("producer", origin.producer(), "time", origin.told().toString()));
        }
        return out;
    }

    private static String name(String dataset, String column) {
        return column.equals("*") ? dataset : dataset + "." + column;
    }

    private static Map<String, @Nullable Object> json(LineageWalk walk) {
        return Json.object(
                "dataset", walk.dataset(),
                "column", walk.column(),
                "edges", walk.hops().stream().map(LineageCommand::json).toList(),
                "datasets",
                        walk.datasets().stream()
                                .map(m ->
                                        Json.object(
                                                "dataset",
                                                m.dataset(),
                                                "distance",
                                                m.distance(),
                                                "run",
                                                m.run(),
                                                "version",
                                                m.version()))
                                .toList());
    }
}

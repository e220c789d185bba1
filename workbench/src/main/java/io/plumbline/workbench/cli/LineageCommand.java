package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageWalk;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.LineageService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.openlineage.OpenLineageEvents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            paramLabel = "PIPELINE|DATASET[.COLUMN]",
            description = "What to follow")
    @SuppressWarnings("NullAway.Init")
    String target;

    @Option(names = "--upstream", description = "Back to the sources (default)")
    boolean upstream;

    @Option(names = "--downstream", description = "On to everything that depends on it")
    boolean downstream;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How many pipelines to go through at most; default 20")
    int depth = 20;

    LineageCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    List<Format> formats() {
        return List.of(Format.TEXT, Format.JSON, Format.OPENLINEAGE);
    }

    @Override
    int answer(Console console) {
        if (upstream && downstream) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid options: --upstream and --downstream exclude each other",
                    null);
        }
        if (format == Format.OPENLINEAGE) {
            design(console);
            return 0;
        }
        try (WorkspaceSession session = session();
                MetadataStore store = history(session)) {
            List<LineageWalk> walks =
                    new LineageService(session, store).follow(target, !downstream, depth);
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
        return 0;
    }

    /// Tells a catalog of a pipeline as it is drawn, whether it has run or not.
    private void design(Console console) {
        try (WorkspaceSession session = session()) {
            OpenLineageEvents events = new OpenLineageEvents(session, Commands.version());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            console.out().println(Json.write(events.job(target, now)));
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
                                    + "]"
                                    + (e.expression().isEmpty() ? "" : "  " + e.expression()));
        }
    }

    private static String name(String dataset, String column) {
        return column.equals("*") ? dataset : dataset + "." + column;
    }

    private static Map<String, @Nullable Object> json(LineageWalk walk) {
        return Json.object(
                "dataset", walk.dataset(),
                "column", walk.column(),
                "edges",
                        walk.hops().stream()
                                .map(h ->
                                        Json.object(
                                                "pipeline", h.pipeline(),
                                                "distance", h.distance(),
                                                "from",
                                                        Json.object(
                                                                "dataset",
                                                                h.edge().sourceDataset(),
                                                                "column",
                                                                h.edge().sourceColumn()),
                                                "to",
                                                        Json.object(
                                                                "dataset",
                                                                h.edge().targetDataset(),
                                                                "column",
                                                                h.edge().targetColumn()),
                                                "direct", h.edge().direct(),
                                                "how", h.edge().how(),
                                                "expression", h.edge().expression()))
                                .toList(),
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

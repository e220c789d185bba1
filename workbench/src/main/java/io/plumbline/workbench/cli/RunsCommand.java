package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.metadata.CheckAccount;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.OutputAccount;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.StepAccount;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.openlineage.OpenLineageEvents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline runs`.
@Command(
        name = "runs",
        description = "Lists the runs of the workspace, newest first",
        mixinStandardHelpOptions = true)
final class RunsCommand extends WorkspaceCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "Only those of this pipeline")
    @Nullable String pipeline;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most; default 20")
    int limit = 20;

    RunsCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    List<Format> formats() {
        return List.of(Format.TEXT, Format.JSON, Format.OPENLINEAGE);
    }

    @Override
    int answer(Console console) {
        try (WorkspaceSession session = session();
                MetadataStore store = history(session)) {
            warn(store, console);
            List<RunRecord> runs = store.runs().list(limit, pipeline);
            if (format == Format.OPENLINEAGE) {
                OpenLineageEvents events = new OpenLineageEvents(session, Commands.version());
                runs.reversed().stream()
                        .flatMap(r -> events.run(r).stream())
                        .forEach(e -> console.out().println(Json.write(e)));
            } else if (format == Format.JSON) {
                console.out()
                        .print(
                                Json.writePretty(
                                        Json.object(
                                                "runs",
                                                runs.stream().map(RunsCommand::json).toList())));
            } else if (runs.isEmpty()) {
                console.out().println("No runs yet. Start one with: plumbline run PIPELINE");
            } else {
                runs.forEach(r -> print(r, console));
            }
        }
        return 0;
    }

    private static void print(RunRecord r, Console console) {
        String outputs =
                r.outputs().stream()
                        .map(o ->
                                String.format(Locale.ROOT, "%s (%,d rows)", o.dataset(), o.rows()))
                        .collect(Collectors.joining(", "));
        String problem = r.problems().isEmpty() ? "" : "  " + r.problems().getFirst().message();
        console.out()
                .printf("%s  %-12s  %s  %s%s%n", r.id(), r.state(), r.pipeline(), outputs, problem);
    }

    private static Map<String, @Nullable Object> json(RunRecord r) {
        java.time.Instant ended = r.ended();
        return Json.object(
                "run", r.id(),
                "pipeline", r.pipeline(),
                "design", r.pipelineHash(),
                "actor", r.actor(),
                "state", r.state().name(),
                "started", r.started().toString(),
                "ended", ended == null ? null : ended.toString(),
                "steps", r.steps().stream().map(RunsCommand::step).toList(),
                "checks", r.checks().stream().map(RunsCommand::check).toList(),
                "outputs", r.outputs().stream().map(RunsCommand::output).toList(),
                "problems", ErrorReport.json(r.problems()));
    }

    private static Map<String, @Nullable Object> step(StepAccount s) {
        return Json.object(
                "step", s.step(),
                "type", s.type(),
                "in", s.rowsIn(),
                "out", s.rowsOut(),
                "filtered", s.rowsFiltered(),
                "rejected", s.rowsRejected(),
                "combined", s.rowsCombined(),
                "bytes", s.bytes(),
                "millis", s.millis());
    }

    private static Map<String, @Nullable Object> check(CheckAccount c) {
        return Json.object(
                "step", c.step(),
                "check", c.name(),
                "action", c.action(),
                "rows", c.rows(),
                "failing", c.failingRows());
    }

    private static Map<String, @Nullable Object> output(OutputAccount o) {
        return Json.object(
                "step",
                o.step(),
                "dataset",
                o.dataset(),
                "version",
                o.version(),
                "rows",
                o.rows(),
                "mode",
                o.mode());
    }
}

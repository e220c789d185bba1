package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.plan.PlanFacts;
import io.plumbline.engine.plan.PlanText;
import io.plumbline.workbench.service.PlanService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline plan`.
@Command(
        name = "plan",
        description = "Shows the plan of a pipeline and what runs where",
        mixinStandardHelpOptions = true)
final class PlanCommand extends WorkspaceCommand {
    /// How many runs are looked through for one that completed.
    private static final int LATEST = 20;

    @Parameters(
            index = "0",
            paramLabel = "PIPELINE[.STEP]",
            description = "The pipeline, or one step of it")
    @SuppressWarnings("NullAway.Init")
    String target;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Sets a parameter of the pipeline")
    Map<String, String> parameters = new LinkedHashMap<>();

    PlanCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    int answer(Console console) {
        int dot = target.indexOf('.');
        String pipeline = dot < 0 ? target : target.substring(0, dot);
        @Nullable String step = dot < 0 ? null : target.substring(dot + 1);
        try (SampleService.Running sample = SampleService.startIfSample(common.workspace);
                WorkspaceSession session = session()) {
            java.util.Objects.requireNonNull(sample);
            PlanText plan =
                    new PlanService(session)
                            .plan(pipeline, step, parameters, runs(session, pipeline));
            if (format == Format.JSON) {
                console.out().print(Json.writePretty(json(plan)));
            } else {
                console.out().print(plan);
            }
        }
        return 0;
    }

    /// Returns the runs of a pipeline, newest first; none where nothing ever ran.
    private List<RunRecord> runs(WorkspaceSession session, String pipeline) {
        if (!Files.exists(session.workspace().root().resolve(".plumbline"))) {
            return List.of();
        }
        try (MetadataStore store = history(session)) {
            return store.runs().list(LATEST, pipeline);
        }
    }

    private static Map<String, @Nullable Object> json(PlanText plan) {
        return Json.object(
                "pipeline", plan.pipeline(),
                "lastRun", plan.lastRun().isEmpty() ? null : plan.lastRun(),
                "steps",
                        plan.steps().stream()
                                .map(s ->
                                        Json.object(
                                                "step",
                                                s.id(),
                                                "type",
                                                s.type(),
                                                "inputs",
                                                s.inputs(),
                                                "runs",
                                                s.runs(),
                                                "notPushed",
                                                s.reason(),
                                                "plans",
                                                s.plans(),
                                                "operators",
                                                operators(s),
                                                "lastRows",
                                                s.lastRows() < 0 ? null : s.lastRows()))
                                .toList(),
                "shipments", plan.shipments().stream().map(PlanCommand::shipment).toList());
    }

    private static Map<String, @Nullable Object> operators(PlanText.StepText step) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        step.operators()
                .forEach((port, operators) ->
                        out.put(
                                port,
                                operators.stream()
                                        .map(o ->
                                                Json.object(
                                                        "depth", o.depth(),
                                                        "operator", o.text(),
                                                        "runs", o.runs(),
                                                        "rows", o.rows() < 0 ? null : o.rows()))
                                        .toList()));
        return out;
    }

    private static Map<String, @Nullable Object> shipment(PlanText.ShipmentText s) {
        PlanFacts.@Nullable Crossed last = s.last();
        return Json.object(
                "connection", s.connection(),
                "dialect", s.dialect(),
                "region", s.region(),
                "steps", s.steps(),
                "columns", s.columns(),
                "keys", s.keys(),
                "notToldKeys", s.whole(),
                "lastRows", last == null ? null : last.rows(),
                "lastBytes", last == null ? null : last.bytes(),
                "sql", s.sql());
    }
}

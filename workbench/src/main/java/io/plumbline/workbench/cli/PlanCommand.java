package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.plan.PlanText;
import io.plumbline.workbench.service.PlanService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.util.LinkedHashMap;
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
            PlanText plan = new PlanService(session).plan(pipeline, step, parameters);
            if (format == Format.JSON) {
                console.out().print(Json.writePretty(json(plan)));
            } else {
                console.out().print(plan);
            }
        }
        return 0;
    }

    private static Map<String, @Nullable Object> json(PlanText plan) {
        return Json.object(
                "pipeline", plan.pipeline(),
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
                                                s.plans()))
                                .toList(),
                "shipments",
                        plan.shipments().stream()
                                .map(s ->
                                        Json.object(
                                                "connection",
                                                s.connection(),
                                                "dialect",
                                                s.dialect(),
                                                "steps",
                                                s.steps(),
                                                "columns",
                                                s.columns(),
                                                "sql",
                                                s.sql()))
                                .toList());
    }
}

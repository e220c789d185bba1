package io.plumbline.workbench.service;

import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.Cut;
import io.plumbline.engine.plan.Cutter;
import io.plumbline.engine.plan.PlanFacts;
import io.plumbline.engine.plan.PlanText;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.target.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells how a pipeline would run: the plan of each step, what runs where, what each source is
/// asked.
public final class PlanService {
    private final WorkspaceSession session;

    /// Takes an open workspace.
    public PlanService(WorkspaceSession session) {
        this.session = session;
    }

    /// Describes a pipeline, or one step of it.
    ///
    /// @param step null for all
    /// @param runs its runs, newest first, for what the last one that completed counted
    public PlanText plan(
            String pipeline,
            @Nullable String step,
            Map<String, String> parameters,
            List<RunRecord> runs) {
        CompiledPipeline compiled = session.compile(pipeline, parameters);
        if (step == null) {
            session.compileRunnable(pipeline, parameters);
        } else if (compiled.step(step).isEmpty()) {
            session.refuseStep(compiled, step);
        }
        Map<String, Optional<Scan>> scans = new HashMap<>();
        Cutter cutter =
                new Cutter(
                        path ->
                                path.getFirst().equals("dataset")
                                        ? scans.computeIfAbsent(
                                                path.getLast(),
                                                d -> Optional.of(session.datasets().scan(d)))
                                        : Optional.empty(),
                        Targets::of);
        List<Unit> units = Unit.of(compiled);
        List<List<String>> wanted = new ArrayList<>();
        compiled.steps().values().stream()
                .filter(s -> s.sink() != null)
                .forEach(s -> wanted.add(List.of("step", s.id(), "out")));
        Cut cut =
                cutter.cut(
                        units, wanted.isEmpty() ? units.stream().map(Unit::path).toList() : wanted);
        PlanText text = PlanText.of(compiled, cut, facts(compiled, runs));
        return step == null
                ? text
                : new PlanText(
                        text.pipeline(),
                        text.steps().stream().filter(s -> s.id().equals(step)).toList(),
                        text.shipments().stream().filter(s -> serves(s, step)).toList(),
                        text.lastRun());
    }

    private PlanFacts facts(CompiledPipeline compiled, List<RunRecord> runs) {
        Map<String, String> regions = new HashMap<>();
        session.workspace()
                .connections()
                .forEach((name, connection) -> {
                    String region = connection.region();
                    if (region != null) {
                        regions.put(name, "region " + region);
                    }
                });
        Map<String, Long> datasets = new HashMap<>();
        for (CompiledStep step : compiled.steps().values()) {
            for (String dataset : step.datasets()) {
                session.datasets()
                        .estimatedRows(dataset)
                        .ifPresent(rows -> datasets.put(dataset, rows));
            }
        }
        Map<String, Long> steps = new HashMap<>();
        Map<String, PlanFacts.Crossed> crossed = new HashMap<>();
        Optional<RunRecord> last =
                runs.stream().filter(r -> r.state() == RunState.COMPLETE).findFirst();
        last.ifPresent(run -> {
            run.steps().stream()
                    .filter(s -> s.rowsOut() >= 0)
                    .forEach(s -> steps.put(s.step(), s.rowsOut()));
            run.shipments()
                    .forEach(s ->
                            crossed.put(
                                    PlanFacts.key(s.connection(), s.relation()),
                                    new PlanFacts.Crossed(s.rows(), s.bytes())));
        });
        return new PlanFacts(regions, datasets, last.map(RunRecord::id).orElse(""), steps, crossed);
    }

    /// Returns whether rows stand for those of a step or for a part of it.
    private static boolean serves(PlanText.ShipmentText shipment, String step) {
        return shipment.steps().stream().anyMatch(s -> s.equals(step) || s.startsWith(step + "/"));
    }
}

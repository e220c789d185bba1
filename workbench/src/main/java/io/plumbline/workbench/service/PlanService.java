package io.plumbline.workbench.service;

import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.Cut;
import io.plumbline.engine.plan.Cutter;
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
    public PlanText plan(String pipeline, @Nullable String step, Map<String, String> parameters) {
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
        PlanText text = PlanText.of(compiled, cut);
        return step == null
                ? text
                : new PlanText(
                        text.pipeline(),
                        text.steps().stream().filter(s -> s.id().equals(step)).toList(),
                        text.shipments().stream().filter(s -> s.steps().contains(step)).toList());
    }
}

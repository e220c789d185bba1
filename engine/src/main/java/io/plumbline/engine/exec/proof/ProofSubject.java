package io.plumbline.engine.exec.proof;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.quality.CheckAction;
import io.plumbline.engine.quality.CompiledCheck;
import io.plumbline.engine.sql.ExternalCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// What is tried: plans, the relations whose values are changed, and the outputs whose lineage must
/// account for what changes.
///
/// @param units all plans, each after those that it scans
/// @param relations the columns of what the plans scan and none of them makes, by path
/// @param stops checks that end a run
/// @param keys pairs of columns that the plans compare, so that rows of samples find each other
public record ProofSubject(
        List<Unit> units,
        Map<List<String>, Schema> relations,
        List<ProofTarget> targets,
        List<Stop> stops,
        List<JoinKeys.Pair> keys) {

    /// Checks of one step that end a run when a row has one of their flags set.
    ///
    /// @param path the path of the plan that has the flags
    public record Stop(String step, List<String> path, List<String> flags) {}

    /// Copies the collections and keeps their order.
    public ProofSubject {
        units = List.copyOf(units);
        relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
        targets = List.copyOf(targets);
        stops = List.copyOf(stops);
        keys = List.copyOf(keys);
    }

    /// Returns what one plan over relations is tried as.
    public static ProofSubject of(Unit plan, Map<List<String>, Schema> relations) {
        ProofTarget target =
                new ProofTarget(
                        String.join(".", plan.path()), plan.path(), ColumnFlow.of(plan.plan()));
        List<Unit> units = List.of(plan);
        return new ProofSubject(
                units, relations, List.of(target), List.of(), JoinKeys.of(units, _ -> null));
    }

    /// Returns what a pipeline's written datasets are tried as.
    ///
    /// @param schemas gives the columns of a dataset
    public static ProofSubject of(CompiledPipeline pipeline, Function<String, Schema> schemas) {
        PipelineFlow flow = PipelineFlow.of(pipeline);
        List<ProofTarget> targets =
                flow.sinks().stream()
                        .map(s ->
                                new ProofTarget(
                                        s.dataset(),
                                        Unit.path(new PortRef(s.step(), PortRef.OUT)),
                                        s.flow()))
                        .toList();
        return of(pipeline, schemas, flow, targets);
    }

    /// Returns what ports of a pipeline are tried as.
    ///
    /// @param schemas gives the columns of a dataset
    public static ProofSubject of(
            CompiledPipeline pipeline, Function<String, Schema> schemas, List<PortRef> ports) {
        PipelineFlow flow = PipelineFlow.of(pipeline);
        List<ProofTarget> targets =
                ports.stream()
                        .map(p -> new ProofTarget(p.toString(), Unit.path(p), flow.of(p)))
                        .toList();
        return of(pipeline, schemas, flow, targets);
    }

    private static ProofSubject of(
            CompiledPipeline pipeline,
            Function<String, Schema> schemas,
            PipelineFlow flow,
            List<ProofTarget> targets) {
        List<Unit> units = Unit.of(pipeline);
        refusePrograms(pipeline.pipeline().name(), units);
        Map<List<String>, Schema> relations = new LinkedHashMap<>();
        for (Unit unit : units) {
            for (List<String> path : Unit.scanned(unit.plan())) {
                if (path.getFirst().equals("dataset")) {
                    relations.computeIfAbsent(path, p -> schemas.apply(p.getLast()));
                }
            }
        }
        List<Stop> stops = new ArrayList<>();
        for (CompiledStep step : pipeline.steps().values()) {
            List<String> flags =
                    step.checks().stream()
                            .filter(c -> c.action() == CheckAction.STOP)
                            .map(CompiledCheck::flag)
                            .toList();
            if (!flags.isEmpty()) {
                stops.add(new Stop(step.id(), Unit.path(new PortRef(step.id(), "flagged")), flags));
            }
        }
        List<JoinKeys.Pair> keys =
                JoinKeys.of(
                        units,
                        path ->
                                path.getFirst().equals("step")
                                        ? flow.of(new PortRef(path.get(1), path.get(2)))
                                        : null);
        return new ProofSubject(units, relations, targets, stops, keys);
    }

    /// Trials run thousands of times, over rows that nobody meant a program to see.
    private static void refusePrograms(String pipeline, List<Unit> units) {
        for (Unit unit : units) {
            if (unit.plan() instanceof ExternalCall call) {
                String step = unit.path().get(1);
                throw new PlumblineException(
                        Problem.error(
                                ErrorCode.CAPABILITY_MISSING,
                                "Cannot try lineage: step '%s' runs program '%s', and trials run no programs"
                                        .formatted(step, call.name()),
                                Place.inStep(pipeline, step, "command"),
                                "Prove pipelines of the steps before it and behind it"));
            }
        }
    }

    /// Returns the relations that the plans behind a target scan: nothing else can change it.
    Set<List<String>> behind(ProofTarget target) {
        Set<List<String>> needed = new LinkedHashSet<>();
        needed.add(target.path());
        for (Unit unit : units.reversed()) {
            if (needed.contains(unit.path())) {
                needed.addAll(Unit.scanned(unit.plan()));
            }
        }
        return needed;
    }

    /// Returns the columns of a relation.
    Schema schema(List<String> relation) {
        return Objects.requireNonNull(relations.get(relation));
    }
}

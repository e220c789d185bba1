package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.plan.UnusedColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Finds cures for the problems of a draft and tries each: what is offered makes its problem go and
/// brings no other.
final class FixFinder {
    private static final int MOST_TRIALS = 24;
    private static final int MOST_FIXES = 3;
    private static final int MOST_PROBLEMS = 20;

    private final PipelineCompiler trials;
    private final FixScene scene;
    private final List<Problem> before;
    private final BooleanSupplier stale;

    FixFinder(
            PipelineCompiler trials, FixScene scene, List<Problem> before, BooleanSupplier stale) {
        this.stale = stale;
        this.trials = trials;
        this.scene = scene;
        this.before = before;
    }

    /// Returns the cures of those problems that have any, the best first.
    Map<Problem, List<QuickFix>> all() {
        Map<Problem, List<QuickFix>> all = new LinkedHashMap<>();
        int tried = 0;
        for (Problem problem : before) {
            List<QuickFix> candidates = candidates(problem);
            if (!candidates.isEmpty() && tried++ < MOST_PROBLEMS) {
                List<QuickFix> good = tried(problem, candidates);
                if (!good.isEmpty()) {
                    all.put(problem, good);
                }
            }
        }
        return all;
    }

    private List<QuickFix> candidates(Problem problem) {
        return switch (problem.code()) {
            case TYPE_MISMATCH, SCHEMA_MISMATCH, VALUE_INVALID -> {
                List<QuickFix> both = new ArrayList<>(new CastFixes(problem, scene).find());
                both.addAll(new InputFixes(problem, scene).find());
                yield both;
            }
            case COLUMN_AMBIGUOUS -> NameFixes.qualified(problem, scene);
            case COLUMN_DUPLICATE -> NameFixes.suffixed(problem, scene);
            case COLUMN_UNUSED -> UnusedFixes.find(problem, scene.pipeline());
            case PARAMETER_MISSING -> ValueFixes.find(problem, scene);
            default -> List.of();
        };
    }

    private List<QuickFix> tried(Problem problem, List<QuickFix> candidates) {
        boolean onlyOne = problem.code() == ErrorCode.PARAMETER_MISSING;
        if (onlyOne && candidates.size() > MOST_TRIALS) {
            return List.of();
        }
        List<QuickFix> good =
                candidates.stream()
                        .limit(MOST_TRIALS)
                        .filter(f -> cures(problem, f))
                        .limit(MOST_FIXES)
                        .toList();
        return onlyOne && good.size() > 1 ? List.of() : good;
    }

    private boolean cures(Problem problem, QuickFix fix) {
        Pipeline after = fix.change().apply(scene.pipeline());
        if (stale.getAsBoolean() || after.equals(scene.pipeline())) {
            return false;
        }
        boolean unused = problem.code() == ErrorCode.COLUMN_UNUSED;
        Pipeline tried =
                unused
                        ? after
                        : upTo(after, Objects.requireNonNullElse(problem.place().step(), ""));
        CompiledPipeline compiled = trials.compile(tried, Map.of());
        List<Problem> left = new ArrayList<>(compiled.problems());
        if (unused) {
            left.addAll(UnusedColumns.of(compiled));
        }
        return left.stream().noneMatch(p -> same(p, problem))
                && left.stream()
                        .filter(Problem::isError)
                        .allMatch(p -> before.stream().anyMatch(b -> same(p, b)));
    }

    private static boolean same(Problem a, Problem b) {
        return a.code() == b.code()
                && a.message().equals(b.message())
                && Objects.equals(a.place().step(), b.place().step())
                && Objects.equals(a.place().field(), b.place().field());
    }

    /// Returns the step with all that it takes from.
    private static Pipeline upTo(Pipeline pipeline, String step) {
        Set<String> reached = new HashSet<>(Set.of(step));
        boolean more = true;
        while (more) {
            more = false;
            for (Wire w : pipeline.wires()) {
                more |= reached.contains(w.to().step()) && reached.add(w.from().step());
            }
        }
        List<StepSpec> steps =
                pipeline.steps().stream().filter(s -> reached.contains(s.id())).toList();
        List<Wire> wires =
                pipeline.wires().stream().filter(w -> reached.contains(w.to().step())).toList();
        return new Pipeline(
                pipeline.name(),
                pipeline.description(),
                pipeline.parameters(),
                steps,
                wires,
                Map.of());
    }
}

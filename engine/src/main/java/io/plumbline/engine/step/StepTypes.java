package io.plumbline.engine.step;

import java.util.List;
import java.util.Optional;

/// The step types, sorted by name.
public final class StepTypes {
    private static final List<StepType> ALL =
            List.of(
                    new AggregateStep(),
                    new CheckStep(),
                    new DeriveStep(),
                    new DistinctStep(),
                    new DropStep(),
                    new FilterStep(),
                    new InputStep(),
                    new JoinStep(),
                    new LimitStep(),
                    new OutputStep(),
                    new PipelineStep(),
                    new ReadStep(),
                    new RenameStep(),
                    new Scd2Step(),
                    new SelectStep(),
                    new SortStep(),
                    new SqlStep(),
                    new StandardiseStep(),
                    new UnionStep(),
                    new WriteStep());

    private StepTypes() {}

    /// Returns all, sorted by name.
    public static List<StepType> all() {
        return ALL;
    }

    /// Returns the names, sorted.
    public static List<String> names() {
        return ALL.stream().map(StepType::name).toList();
    }

    /// Returns the step type of that name.
    public static Optional<StepType> find(String name) {
        return ALL.stream().filter(t -> t.name().equals(name)).findFirst();
    }
}

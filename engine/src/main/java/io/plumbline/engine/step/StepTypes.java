package io.plumbline.engine.step;

import io.plumbline.engine.step.SetOperationStep.Operation;
import java.util.List;
import java.util.Optional;

/// The step types, sorted by name.
public final class StepTypes {
    private static final List<StepType> ALL =
            List.of(
                    new AggregateStep(),
                    new AsOfJoinStep(),
                    new CheckStep(),
                    new DedupeStep(),
                    new DeriveStep(),
                    new DistinctStep(),
                    new DropStep(),
                    new SetOperationStep(Operation.EXCEPT),
                    new ExternalStep(),
                    new FillStep(),
                    new FilterStep(),
                    new InputStep(),
                    new SetOperationStep(Operation.INTERSECT),
                    new JoinStep(),
                    new LimitStep(),
                    new LookupStep(),
                    new OutputStep(),
                    new PipelineStep(),
                    new PivotStep(),
                    new ReadStep(),
                    new RenameStep(),
                    new SampleStep(),
                    new Scd2Step(),
                    new SelectStep(),
                    new SortStep(),
                    new SqlStep(),
                    new StandardiseStep(),
                    new SetOperationStep(Operation.UNION),
                    new UnnestStep(),
                    new UnpivotStep(),
                    new WindowStep(),
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

package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import java.util.List;

/// Hands rows to the pipeline that runs this one as a step.
final class OutputStep implements StepType {
    @Override
    public String name() {
        return "output";
    }

    @Override
    public String summary() {
        return "Hands the rows out to the pipeline that runs this one by a step of type pipeline";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public String describe() {
        return "SELECT * FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        return StepPlan.of(context.input("in"));
    }
}

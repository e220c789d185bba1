package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/// Brings in the rows of a dataset.
final class ReadStep implements StepType {
    @Override
    public String name() {
        return "read";
    }

    @Override
    public String summary() {
        return "Reads the rows of a dataset";
    }

    @Override
    public Role role() {
        return Role.SOURCE;
    }

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("dataset", ParameterKind.DATASET, "the dataset to read"),
                Parameter.optional(
                        "columns",
                        ParameterKind.COLUMNS,
                        "the columns to read, in order; all when left out"));
    }

    @Override
    public String describe() {
        return "SELECT <columns> FROM <dataset>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode scan = context.dataset(context.arguments().text("dataset").orElseThrow());
        if (!context.arguments().has("columns")) {
            return StepPlan.of(scan);
        }
        Columns columns = new Columns();
        context.indexes("columns", scan).forEach(i -> columns.add(scan, i));
        return StepPlan.of(columns.over(scan));
    }
}

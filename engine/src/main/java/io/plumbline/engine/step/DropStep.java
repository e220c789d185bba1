package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/// Leaves columns out.
final class DropStep implements StepType {
    @Override
    public String name() {
        return "drop";
    }

    @Override
    public String summary() {
        return "Leaves columns out";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("columns", ParameterKind.COLUMNS, "the columns to leave out"));
    }

    @Override
    public String describe() {
        return "SELECT <all columns but these> FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<Integer> dropped = context.indexes("columns", in);
        Columns columns = new Columns();
        for (int i = 0; i < in.getRowType().getFieldCount(); i++) {
            if (!dropped.contains(i)) {
                columns.add(in, i);
            }
        }
        if (columns.names().isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_INVALID,
                    "Cannot drop all columns: none would be left",
                    "Keep one column at least");
        }
        return StepPlan.of(columns.over(in));
    }
}

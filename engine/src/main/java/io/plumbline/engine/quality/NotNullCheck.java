package io.plumbline.engine.quality;

import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Columns have a value in every row.
final class NotNullCheck implements QualityCheck {
    @Override
    public String name() {
        return "not_null";
    }

    @Override
    public String summary() {
        return "Every column listed has a value; an empty text is a value";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "columns", ParameterKind.COLUMNS, "the columns that must have a value"));
    }

    @Override
    public RexNode failing(CheckContext context) {
        List<RexNode> missing =
                context.columns("columns").stream()
                        .map(c -> context.rex().makeCall(SqlStdOperatorTable.IS_NULL, c))
                        .toList();
        return Conditions.any(context.rex(), missing);
    }

    @Override
    public String description(Arguments arguments) {
        return String.join(", ", arguments.texts("columns")) + " not null";
    }
}

package io.plumbline.engine.quality;

import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// A condition holds.
final class ExpressionCheck implements QualityCheck {
    @Override
    public String name() {
        return "expression";
    }

    @Override
    public String summary() {
        return "A condition is not false for any row; a condition that is null passes, as in a"
                + " CHECK constraint of SQL";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "expression", ParameterKind.CONDITION, "the condition that must hold"));
    }

    @Override
    public RexNode failing(CheckContext context) {
        return context.rex().makeCall(SqlStdOperatorTable.NOT, context.condition("expression"));
    }

    @Override
    public String description(Arguments arguments) {
        return arguments.text("expression").orElseThrow();
    }
}

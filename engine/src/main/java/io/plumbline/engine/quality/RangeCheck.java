package io.plumbline.engine.quality;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Values lie between bounds.
final class RangeCheck implements QualityCheck {
    @Override
    public String name() {
        return "range";
    }

    @Override
    public String summary() {
        return "The values of every column listed lie between the bounds, which are allowed"
                + " themselves; null passes";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("columns", ParameterKind.COLUMNS, "the columns to look at"),
                Parameter.optional("min", ParameterKind.VALUE, "the least value allowed"),
                Parameter.optional("max", ParameterKind.VALUE, "the greatest value allowed"));
    }

    @Override
    public RexNode failing(CheckContext context) {
        Optional<Value> min = context.arguments().value("min");
        Optional<Value> max = context.arguments().value("max");
        if (min.isEmpty() && max.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_MISSING,
                    "Missing required parameter: 'min' or 'max' of check range",
                    "Set the least value allowed, the greatest, or both");
        }
        List<RexNode> outside = new ArrayList<>();
        for (RexNode column : context.columns("columns")) {
            min.ifPresent(v ->
                    outside.add(
                            context.rex()
                                    .makeCall(
                                            SqlStdOperatorTable.LESS_THAN,
                                            column,
                                            context.literal("min", v, column))));
            max.ifPresent(v ->
                    outside.add(
                            context.rex()
                                    .makeCall(
                                            SqlStdOperatorTable.GREATER_THAN,
                                            column,
                                            context.literal("max", v, column))));
        }
        return Conditions.any(context.rex(), outside);
    }

    @Override
    public String description(Arguments arguments) {
        return String.join(", ", arguments.texts("columns"))
                + arguments.text("min").map(v -> " at least " + v).orElse("")
                + (arguments.has("min") && arguments.has("max") ? " and" : "")
                + arguments.text("max").map(v -> " at most " + v).orElse("");
    }
}

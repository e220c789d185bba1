package io.plumbline.engine.quality;

import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Values are among those listed.
final class AcceptedValuesCheck implements QualityCheck {
    @Override
    public String name() {
        return "accepted_values";
    }

    @Override
    public String summary() {
        return "The values of every column listed are among those accepted; null passes, and case"
                + " matters";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("columns", ParameterKind.COLUMNS, "the columns to look at"),
                Parameter.required("values", ParameterKind.VALUES, "the values accepted"));
    }

    @Override
    public RexNode failing(CheckContext context) {
        List<RexNode> foreign = new ArrayList<>();
        for (RexNode column : context.columns("columns")) {
            List<RexNode> accepted =
                    context.arguments().values("values").stream()
                            .map(v -> context.literal("values", v, column))
                            .toList();
            RexNode among = context.rex().makeIn(column, accepted);
            foreign.add(context.rex().makeCall(SqlStdOperatorTable.NOT, among));
        }
        return Conditions.any(context.rex(), foreign);
    }

    @Override
    public String description(Arguments arguments) {
        return String.join(", ", arguments.texts("columns"))
                + " one of "
                + String.join(", ", arguments.texts("values"));
    }
}

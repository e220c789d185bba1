package io.plumbline.engine.quality;

import com.google.common.collect.ImmutableList;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/// No two rows share the values of the columns.
final class UniqueCheck implements QualityCheck {
    @Override
    public String name() {
        return "unique";
    }

    @Override
    public String summary() {
        return "No two rows have the same values in the columns listed; all rows of such a group"
                + " fail, and rows with a null among them pass";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "columns", ParameterKind.COLUMNS, "the columns that name a row"));
    }

    @Override
    public RexNode failing(CheckContext context) {
        RexBuilder rex = context.rex();
        List<RexNode> keys = context.columns("columns");
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode key : keys) {
            if (key.getType().isNullable()) {
                conditions.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, key));
            }
        }
        RelDataType bigint = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        RexNode count =
                rex.makeOver(
                        bigint,
                        SqlStdOperatorTable.COUNT,
                        List.of(),
                        keys,
                        ImmutableList.of(),
                        RexWindowBounds.UNBOUNDED_PRECEDING,
                        RexWindowBounds.UNBOUNDED_FOLLOWING,
                        true,
                        true,
                        false,
                        false,
                        false);
        conditions.add(
                rex.makeCall(
                        SqlStdOperatorTable.GREATER_THAN,
                        count,
                        rex.makeExactLiteral(BigDecimal.ONE, bigint)));
        return Conditions.all(rex, conditions);
    }

    @Override
    public String description(Arguments arguments) {
        return String.join(", ", arguments.texts("columns")) + " unique";
    }
}

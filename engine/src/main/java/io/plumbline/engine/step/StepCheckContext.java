package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.quality.CheckContext;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/// What a check of a check step works with.
///
/// @param field where the check stands in the step's parameters, such as `checks[0]`
record StepCheckContext(StepContext step, RelNode input, Arguments arguments, String field)
        implements CheckContext {

    @Override
    public List<RexNode> columns(String parameter) {
        List<String> names = input.getRowType().getFieldNames();
        String where = field + "." + parameter;
        return arguments.texts(parameter).stream()
                .map(n -> step.placed(where, () -> Columns.index(names, n, "the input")))
                .map(i -> Columns.ref(input, i))
                .toList();
    }

    @Override
    public RexNode literal(String parameter, Value value, RexNode column) {
        SqlTypeName type = column.getType().getSqlTypeName();
        boolean quotedNumber =
                value instanceof Value.Text && SqlTypeName.NUMERIC_TYPES.contains(type);
        boolean bareText = !(value instanceof Value.Text) && SqlTypeName.CHAR_TYPES.contains(type);
        boolean exact = SqlTypeName.EXACT_TYPES.contains(type) && value instanceof Value.Num;
        if (exact) {
            // may lie outside the column's own range
            return rex().makeExactLiteral(((Value.Num) value).value());
        }
        String text =
                switch (value) {
                    case Value.Text t -> t.value();
                    case Value.Num n -> n.value().toPlainString();
                    case Value.Bool b -> String.valueOf(b.value());
                    case Value.Items _, Value.Entries _ -> "";
                };
        return (quotedNumber || bareText
                        ? Optional.<RexNode>empty()
                        : Literals.of(rex(), comparable(column), text))
                .orElseThrow(() -> unfit(parameter, text, type));
    }

    private RelDataType comparable(RexNode column) {
        boolean characters = SqlTypeName.CHAR_TYPES.contains(column.getType().getSqlTypeName());
        return characters
                ? rex().getTypeFactory().createSqlType(SqlTypeName.VARCHAR)
                : column.getType();
    }

    private PlumblineException unfit(String parameter, String text, SqlTypeName type) {
        boolean characters = SqlTypeName.CHAR_TYPES.contains(type);
        return new PlumblineException(
                step.problem(
                        ErrorCode.PARAMETER_INVALID,
                        "Invalid %s: '%s' cannot be compared with a column of type %s"
                                .formatted(parameter, text, type),
                        field + "." + parameter,
                        characters
                                ? "Put it in quotes, so that it is a text"
                                : "Write a value such as " + Literals.example(type)));
    }

    @Override
    public RexNode condition(String parameter) {
        String where = field + "." + parameter;
        return step.condition(where, arguments.text(parameter).orElseThrow(), input);
    }
}

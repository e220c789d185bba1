package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/// Brings in the rows that another pipeline hands to this one. Without one it has no rows, so that
/// a pipeline can be designed and checked by itself.
final class InputStep implements StepType {
    @Override
    public String name() {
        return "input";
    }

    @Override
    public String summary() {
        return "Brings in the rows that a step of type pipeline hands to this pipeline: the columns"
                + " declared, cast to their types; others are left out";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(Port.optional(PortRef.IN, "wired by the step of type pipeline, never here"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "columns", ParameterKind.TYPES, "the columns that it needs, by type"));
    }

    @Override
    public String describe() {
        return "SELECT CAST(<column> AS <type>) AS <column>, … FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in =
                context.inputPorts().isEmpty()
                        ? null
                        : context.input(context.inputPorts().getFirst());
        RelDataTypeFactory types = context.cluster().getTypeFactory();
        RelDataTypeFactory.Builder row = types.builder();
        context.arguments()
                .entries("columns")
                .forEach((name, text) -> {
                    Optional<DataType> type = DataType.parse(text);
                    if (type.isEmpty()) {
                        context.report(
                                ErrorCode.PARAMETER_INVALID,
                                "Invalid type: '" + text + "' of column '" + name + "'",
                                "columns." + name,
                                "Write a type such as BIGINT, DECIMAL(12,2), VARCHAR, DATE");
                    }
                    row.add(
                            name,
                            types.createTypeWithNullability(
                                    Types.toRelType(type.orElse(DataType.VARCHAR), types), true));
                });
        context.stopIfBroken();
        RelDataType wanted = row.build();
        return StepPlan.of(
                in == null
                        ? LogicalValues.createEmpty(context.cluster(), wanted)
                        : fit(context, in, wanted));
    }

    private static RelNode fit(StepContext context, RelNode in, RelDataType wanted) {
        RexBuilder rex = in.getCluster().getRexBuilder();
        List<String> names = in.getRowType().getFieldNames();
        Columns columns = new Columns();
        for (Map.Entry<String, RelDataType> field : wanted.getFieldList()) {
            String name = field.getKey();
            OptionalInt at = Columns.find(names, name);
            if (at.isEmpty()) {
                throw PlumblineException.of(
                        ErrorCode.COLUMN_UNKNOWN,
                        "Missing column: '"
                                + name
                                + "' of what '"
                                + context.inputName(0)
                                + "' hands in",
                        Suggestion.nearest(name, names)
                                .map(n -> "It has '" + n + "': rename it first")
                                .orElse("It has: " + String.join(", ", names)));
            }
            RexNode ref = Columns.ref(in, at.orElseThrow());
            RelDataType type =
                    rex.getTypeFactory()
                            .createTypeWithNullability(
                                    field.getValue(), ref.getType().isNullable());
            columns.add(name, ref.getType().equals(type) ? ref : rex.makeCast(type, ref));
        }
        return columns.over(in);
    }
}

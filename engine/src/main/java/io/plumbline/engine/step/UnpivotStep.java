package io.plumbline.engine.step;

import com.google.common.collect.ImmutableList;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.sql.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Turns columns into rows. The input is read once: each of its rows meets one row for each column.
final class UnpivotStep implements StepType {
    private static final Parameter NULLS =
            Parameter.choice("nulls", "whether a null becomes a row", "keep", "drop");

    @Override
    public String name() {
        return "unpivot";
    }

    @Override
    public String summary() {
        return "Turns columns into rows: one row for each of the columns listed, with its name and"
                + " its value; all other columns stay";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "columns",
                        ParameterKind.COLUMNS,
                        "the columns that become rows; their types must have one in common"),
                named("name_to", "name", "the column that the names go to"),
                named("value_to", "value", "the column that the values go to"),
                NULLS);
    }

    private static Parameter named(String parameter, String name, String summary) {
        return new Parameter(parameter, summary, ParameterKind.TEXT, false, name, List.of());
    }

    @Override
    public String describe() {
        return "SELECT <others>, '<column>' AS <name_to>, <column> AS <value_to> FROM in UNION ALL …";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<Integer> indexes = context.indexes("columns", in);
        String nameTo = context.arguments().text("name_to").orElse("name");
        String valueTo = context.arguments().text("value_to").orElse("value");
        List<String> names = in.getRowType().getFieldNames();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!indexes.contains(i)) {
                others.add(names.get(i));
            }
        }
        free(context, "name_to", nameTo, others);
        free(context, "value_to", valueTo, others);
        if (nameTo.equalsIgnoreCase(valueTo)) {
            duplicate(context, "value_to", valueTo);
        }
        context.stopIfBroken();
        RelDataType type = context.placed("columns", () -> common(in, indexes));
        List<String> turned = indexes.stream().map(names::get).toList();
        RelNode both = crossed(in, turned);
        int at = names.size();
        Columns columns = new Columns();
        others.forEach(o -> columns.add(both, Columns.index(names, o, "the input")));
        columns.add(nameTo, Columns.ref(both, at + 1));
        columns.add(valueTo, value(both, Columns.ref(both, at), indexes, type));
        RelNode out = columns.over(both);
        return StepPlan.of(context.arguments().choice(NULLS).equals("drop") ? filled(out) : out);
    }

    private static void free(
            StepContext context, String parameter, String name, List<String> others) {
        if (Columns.find(others, name).isPresent()) {
            duplicate(context, parameter, name);
        }
    }

    private static void duplicate(StepContext context, String parameter, String name) {
        context.report(
                ErrorCode.COLUMN_DUPLICATE,
                "Duplicate column: '" + name + "'",
                parameter,
                "Give it another name; case does not tell names apart");
    }

    private static RelDataType common(RelNode in, List<Integer> indexes) {
        RelDataTypeFactory types = in.getCluster().getTypeFactory();
        List<RelDataType> all = indexes.stream().map(i -> Columns.ref(in, i).getType()).toList();
        @Nullable RelDataType common = types.leastRestrictive(all);
        if (common == null) {
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                String name = in.getRowType().getFieldNames().get(indexes.get(i));
                shown.add("'" + name + "' is " + Types.typeOf(name, all.get(i)));
            }
            throw PlumblineException.of(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot turn into one column: " + String.join(", ", shown),
                    "Cast them to one type, such as VARCHAR, in a derive step before");
        }
        return common;
    }

    /// Returns every row of the input with every number and name of a column.
    private static RelNode crossed(RelNode in, List<String> turned) {
        RexBuilder rex = in.getCluster().getRexBuilder();
        RelDataTypeFactory types = rex.getTypeFactory();
        RelDataType integer = types.createSqlType(SqlTypeName.INTEGER);
        RelDataType text = Types.toRelType(io.plumbline.engine.model.DataType.VARCHAR, types);
        ImmutableList.Builder<ImmutableList<RexLiteral>> rows = ImmutableList.builder();
        for (int i = 0; i < turned.size(); i++) {
            rows.add(
                    ImmutableList.of(
                            (RexLiteral) rex.makeExactLiteral(BigDecimal.valueOf(i), integer),
                            (RexLiteral) rex.makeLiteral(turned.get(i), text)));
        }
        RelDataType row = types.builder().add("__nth", integer).add("__name", text).build();
        RelNode values = LogicalValues.create(in.getCluster(), row, rows.build());
        return LogicalJoin.create(
                in, values, List.of(), rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
    }

    private static RexNode value(
            RelNode both, RexNode nth, List<Integer> indexes, RelDataType type) {
        RexBuilder rex = both.getCluster().getRexBuilder();
        RexNode last = rex.ensureType(type, Columns.ref(both, indexes.getLast()), false);
        if (indexes.size() == 1) {
            return last;
        }
        List<RexNode> cases = new ArrayList<>();
        for (int i = 0; i < indexes.size() - 1; i++) {
            RexNode number = rex.makeExactLiteral(BigDecimal.valueOf(i), nth.getType());
            cases.add(rex.makeCall(SqlStdOperatorTable.EQUALS, nth, number));
            cases.add(rex.ensureType(type, Columns.ref(both, indexes.get(i)), false));
        }
        cases.add(last);
        return rex.makeCall(type, SqlStdOperatorTable.CASE, cases);
    }

    private static RelNode filled(RelNode out) {
        int value = out.getRowType().getFieldCount() - 1;
        RexBuilder rex = out.getCluster().getRexBuilder();
        return LogicalFilter.create(
                out, rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, Columns.ref(out, value)));
    }
}

package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Turns rows into columns. The values that become columns are listed, so that the columns are
/// known before anything runs.
final class PivotStep implements StepType {
    private static final String REJECTED = "rejected";
    private static final Parameter UNLISTED =
            Parameter.choice(
                    "unlisted",
                    "what becomes of rows whose value is not listed: they count for no column, as"
                            + " in SQL's PIVOT (ignore), for the column named by other (other), or"
                            + " go to the port rejected (reject)",
                    "ignore",
                    "other",
                    "reject");

    @Override
    public String name() {
        return "pivot";
    }

    @Override
    public String summary() {
        return "Turns rows into columns: one row of each group, with columns for each listed value"
                + " of a column";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> outputs() {
        return List.of(
                Port.one(PortRef.OUT, "one row of each group"),
                Port.one(REJECTED, "with unlisted: reject, the rows whose value is not listed"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        "group_by",
                        ParameterKind.COLUMNS,
                        "the columns that rows of a group share; they come out first; without them"
                                + " one row of all"),
                Parameter.required(
                        "column", ParameterKind.TEXT, "the column whose values become columns"),
                Parameter.required(
                        "values",
                        ParameterKind.NAMED_VALUES,
                        "the values that become columns, named as the map says or by the value"),
                Parameter.required(
                        "aggregates",
                        ParameterKind.EXPRESSIONS,
                        "what stands in the columns, by expressions over aggregate functions, such"
                                + " as SUM(amount); of several each column is named"
                                + " value_aggregate"),
                UNLISTED,
                new Parameter(
                        "other",
                        "with unlisted: other, the name of the column of all other values and null",
                        ParameterKind.TEXT,
                        false,
                        "other",
                        List.of()));
    }

    @Override
    public String describe() {
        return "SELECT <group_by>, <aggregate> FILTER (WHERE <column> = <value>) AS <name>, … FROM in"
                + " GROUP BY <group_by>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<String> names = in.getRowType().getFieldNames();
        List<Integer> keys = context.indexes("group_by", in);
        String column = context.arguments().text("column").orElseThrow();
        int pivoted =
                context.attempt("column", _ -> Columns.index(names, column, "the input"))
                        .orElse(-1);
        if (pivoted >= 0 && keys.contains(pivoted)) {
            context.report(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid column: '" + column + "' is one of group_by",
                    "column",
                    "Leave it out of group_by");
        }
        context.stopIfBroken();
        Map<String, RexNode> flags = flags(context, in, pivoted);
        context.stopIfBroken();
        RexBuilder rex = in.getCluster().getRexBuilder();
        RexNode listed = any(rex, List.copyOf(flags.values()));
        RexNode unlisted = rex.makeCall(SqlStdOperatorTable.NOT, listed);
        String action = context.arguments().choice(UNLISTED);
        if (action.equals("other")) {
            flags.put(context.arguments().text("other").orElse("other"), unlisted);
        }
        boolean reject = action.equals("reject");
        RelNode out = pivoted(context, in, keys, pivoted, flags, reject ? listed : null);
        Map<String, RelNode> outputs = new LinkedHashMap<>();
        outputs.put(PortRef.OUT, out);
        outputs.put(REJECTED, LogicalFilter.create(in, reject ? unlisted : rex.makeLiteral(false)));
        return new StepPlan(outputs, Set.of(), List.of(), null);
    }

    private static RexNode any(RexBuilder rex, List<RexNode> flags) {
        return flags.size() == 1 ? flags.getFirst() : rex.makeCall(SqlStdOperatorTable.OR, flags);
    }

    /// Returns for each value by its name whether a row has it, never null.
    private static Map<String, RexNode> flags(StepContext context, RelNode in, int pivoted) {
        Map<String, RexNode> flags = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Set<RexNode> literals = new java.util.HashSet<>();
        values(context)
                .forEach(v -> {
                    Optional<RexNode> literal = literal(context, in, pivoted, v.value());
                    if (literal.isPresent()) {
                        boolean repeated = !literals.add(literal.orElseThrow());
                        if (repeated || !names.add(v.name())) {
                            repeated(context, v, repeated);
                        }
                        flags.put(v.name(), flag(in, pivoted, literal.orElseThrow()));
                    }
                });
        return flags;
    }

    private record Named(String name, String value) {}

    private static List<Named> values(StepContext context) {
        Value given = context.arguments().value("values").orElseThrow();
        List<Named> values = new ArrayList<>();
        if (given instanceof Value.Entries) {
            context.arguments().entries("values").forEach((n, v) -> values.add(new Named(n, v)));
        } else {
            context.arguments().texts("values").forEach(v -> values.add(new Named(v, v)));
        }
        return values;
    }

    private static void repeated(StepContext context, Named value, boolean same) {
        context.report(
                same ? ErrorCode.PARAMETER_INVALID : ErrorCode.COLUMN_DUPLICATE,
                same
                        ? "Invalid values: '" + value.value() + "' is listed twice"
                        : "Duplicate column: '" + value.name() + "'",
                "values",
                same ? "List it once" : "Name the values in a map; case does not tell names apart");
    }

    private static Optional<RexNode> literal(
            StepContext context, RelNode in, int pivoted, String value) {
        RelDataType type = Columns.ref(in, pivoted).getType();
        Optional<RexNode> literal = Literals.of(in.getCluster().getRexBuilder(), type, value);
        if (literal.isEmpty()) {
            String name = in.getRowType().getFieldNames().get(pivoted);
            context.report(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid values: '"
                            + value
                            + "' is no value of '"
                            + name
                            + "' ("
                            + io.plumbline.engine.sql.Types.typeOf(name, type)
                            + ")",
                    "values",
                    "Write one such as " + Literals.example(type.getSqlTypeName()));
        }
        return literal;
    }

    private static RexNode flag(RelNode in, int pivoted, RexNode literal) {
        RexBuilder rex = in.getCluster().getRexBuilder();
        RexNode equal = rex.makeCall(SqlStdOperatorTable.EQUALS, Columns.ref(in, pivoted), literal);
        return rex.makeCall(SqlStdOperatorTable.IS_TRUE, equal);
    }

    private static RelNode pivoted(
            StepContext context,
            RelNode in,
            List<Integer> keys,
            int pivoted,
            Map<String, RexNode> flags,
            @org.jspecify.annotations.Nullable RexNode where) {
        Map<String, String> aggregates = context.arguments().entries("aggregates");
        Map<String, String> expressions = new LinkedHashMap<>(aggregates);
        List<Integer> needed = new ArrayList<>(keys);
        needed.add(pivoted);
        for (int i : needed) {
            String name = in.getRowType().getFieldNames().get(i);
            // what groups and decides must be among what is aggregated
            expressions.put("__column_" + i, "ANY_VALUE(" + Columns.quoted(name) + ")");
        }
        RelNode all = context.aggregate("aggregates", "in", List.of(), expressions);
        context.stopIfBroken();
        List<String> names = new ArrayList<>();
        keys.forEach(k -> names.add(in.getRowType().getFieldNames().get(k)));
        for (String value : flags.keySet()) {
            for (String aggregate : aggregates.keySet()) {
                names.add(aggregates.size() == 1 ? value : value + "_" + aggregate);
            }
        }
        PivotedGroups groups = new PivotedGroups(all, aggregates.size(), needed);
        return context.placed(
                "values", () -> groups.pivoted(names, List.copyOf(flags.values()), where));
    }
}

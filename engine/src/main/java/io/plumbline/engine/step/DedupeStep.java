package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Keeps one row of those that mean the same thing and hands the others out apart.
final class DedupeStep implements StepType {
    private static final String DUPLICATES = "duplicates";
    private static final String RANKED = "ranked";
    private static final String IS_FIRST = "__first";
    private static final Parameter MATCH =
            Parameter.choice(
                    "match",
                    "when keys are the same: equal values (exact), or texts also where they differ"
                            + " in case and in blanks around them (text)",
                    "exact",
                    "text");
    private static final Parameter SURVIVOR =
            Parameter.choice(
                    "survivor",
                    "what stays of rows with one key: the first row as it is (row), or the first"
                            + " row with its nulls filled from the following ones (values)",
                    "row",
                    "values");
    private static final Parameter NULL_KEYS =
            Parameter.choice(
                    "null_keys",
                    "whether a row with a null in its key is like no other (apart), or like those"
                            + " with a null in the same place (equal)",
                    "apart",
                    "equal");

    @Override
    public String name() {
        return "dedupe";
    }

    @Override
    public String summary() {
        return "Keeps one row per key, the first by an order, and hands the others to the port"
                + " duplicates";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> outputs() {
        return List.of(
                Port.one(PortRef.OUT, "one row per key"),
                Port.one(DUPLICATES, "the other rows, as they came in"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "on", ParameterKind.COLUMNS, "the columns that say what a row means"),
                Parameter.required(
                        "order_by",
                        ParameterKind.SORT_KEYS,
                        "the order that decides which row of a key stays, the first; rows equal in"
                                + " it are in no order"),
                MATCH,
                SURVIVOR,
                NULL_KEYS);
    }

    @Override
    public String describe() {
        return "SELECT * FROM in QUALIFY ROW_NUMBER() OVER (PARTITION BY <on> ORDER BY <order_by>) ="
                + " 1, and by the port duplicates those with > 1";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<Integer> keys = context.indexes("on", in);
        RelCollation order = SortKeys.read(context, "order_by", in);
        context.stopIfBroken();
        List<Integer> merged =
                context.arguments().choice(SURVIVOR).equals("values")
                        ? fillable(in, keys)
                        : List.of();
        Columns columns = new Columns().addAll(in);
        String window = window(context, in, keys, order);
        String apart = apart(context, in, keys);
        String first = "ROW_NUMBER() OVER (" + window + ") = 1" + apart;
        columns.add(IS_FIRST, context.expression("on", first, in));
        for (int i : merged) {
            columns.add("__value_" + i, context.expression("on", value(in, i, window, apart), in));
        }
        Map<String, RelNode> outputs = new LinkedHashMap<>();
        outputs.put(RANKED, columns.over(in));
        RelNode ranked = context.ownOutput(RANKED, outputs.get(RANKED).getRowType());
        outputs.put(PortRef.OUT, part(ranked, in, merged, true));
        outputs.put(DUPLICATES, part(ranked, in, List.of(), false));
        return new StepPlan(outputs, Set.of(RANKED), List.of(), null).keepingRows();
    }

    /// Returns the columns that may be null and are no key.
    private static List<Integer> fillable(RelNode in, List<Integer> keys) {
        return in.getRowType().getFieldList().stream()
                .filter(f -> f.getType().isNullable() && !keys.contains(f.getIndex()))
                .map(RelDataTypeField::getIndex)
                .toList();
    }

    private static String window(
            StepContext context, RelNode in, List<Integer> keys, RelCollation order) {
        boolean loose = context.arguments().choice(MATCH).equals("text");
        String partition =
                keys.stream()
                        .map(k -> in.getRowType().getFieldList().get(k))
                        .map(f -> loose ? loose(f) : Columns.quoted(f.getName()))
                        .collect(Collectors.joining(", "));
        return "PARTITION BY " + partition + " " + Windows.clause(in, List.of(), order);
    }

    private static String loose(RelDataTypeField field) {
        String name = Columns.quoted(field.getName());
        return SqlTypeUtil.inCharFamily(field.getType()) ? "UPPER(TRIM(" + name + "))" : name;
    }

    /// Returns the alternative that a row is alone because of a null in its key.
    private static String apart(StepContext context, RelNode in, List<Integer> keys) {
        if (context.arguments().choice(NULL_KEYS).equals("equal")) {
            return "";
        }
        return keys.stream()
                .map(k -> in.getRowType().getFieldList().get(k))
                .filter(f -> f.getType().isNullable())
                .map(f -> " OR " + Columns.quoted(f.getName()) + " IS NULL")
                .collect(Collectors.joining());
    }

    private static String value(RelNode in, int column, String window, String apart) {
        String name = Columns.quoted(in.getRowType().getFieldNames().get(column));
        String first =
                "FIRST_VALUE("
                        + name
                        + ") IGNORE NULLS OVER ("
                        + window
                        + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)";
        return apart.isEmpty()
                ? first
                : "CASE WHEN "
                        + apart.substring(" OR ".length())
                        + " THEN "
                        + name
                        + " ELSE "
                        + first
                        + " END";
    }

    private static RelNode part(RelNode ranked, RelNode in, List<Integer> merged, boolean first) {
        RexBuilder rex = ranked.getCluster().getRexBuilder();
        int width = in.getRowType().getFieldCount();
        RexNode isFirst = Columns.ref(ranked, width);
        RexNode wanted = first ? isFirst : rex.makeCall(SqlStdOperatorTable.NOT, isFirst);
        RelNode kept = LogicalFilter.create(ranked, wanted);
        Columns columns = new Columns();
        List<String> names = new ArrayList<>(in.getRowType().getFieldNames());
        for (int i = 0; i < width; i++) {
            int at = merged.indexOf(i);
            columns.add(names.get(i), Columns.ref(kept, at < 0 ? i : width + 1 + at));
        }
        return columns.over(kept);
    }
}

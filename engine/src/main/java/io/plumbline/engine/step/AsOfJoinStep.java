package io.plumbline.engine.step;

import com.google.common.collect.ImmutableList;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Pairs each row with the last row of another input at or before its time: what was known then.
final class AsOfJoinStep implements StepType {
    private static final Parameter KIND =
            Parameter.choice("kind", "whether rows without a partner stay", "left", "inner");
    private static final Parameter DIRECTION =
            Parameter.choice(
                    "direction",
                    "the last right row at or before the left row's time (backward), or the first"
                            + " at or after it (forward)",
                    "backward",
                    "forward");

    private static final Parameter STRICT =
            new Parameter(
                    "strict",
                    "whether a right row at the very time of the left row is no partner",
                    ParameterKind.BOOLEAN,
                    false,
                    "false",
                    List.of());
    private static final Parameter TOLERANCE =
            Parameter.optional(
                    "tolerance",
                    ParameterKind.TEXT,
                    "how far the times may lie apart, such as 7d, 12h, 30m, 45s or 1d 12h; further"
                            + " off there is no partner");
    private static final Parameter TIE_BREAKER =
            Parameter.optional(
                    "tie_breaker",
                    ParameterKind.SORT_KEYS,
                    "which of several right rows of one key and time is taken, the first; what is"
                            + " then still equal, or all when left out, goes by the other columns,"
                            + " the greatest first");

    @Override
    public String name() {
        return "as_of_join";
    }

    @Override
    public String summary() {
        return "Pairs each left row with the last right row at or before its time; a row without a"
                + " key or a time has no partner";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(
                Port.one("left", "the rows to find a partner for, each with its time"),
                Port.one("right", "the rows to pair them with, each with its time"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        "on",
                        ParameterKind.KEY_PAIRS,
                        "the columns by which rows belong together; all rows do when left out"),
                Parameter.required(
                        "left_time", ParameterKind.TEXT, "the column of the left rows' times"),
                Parameter.required(
                        "right_time", ParameterKind.TEXT, "the column of the right rows' times"),
                DIRECTION,
                STRICT,
                TOLERANCE,
                TIE_BREAKER,
                KIND,
                Parameter.optional(
                        "suffix",
                        ParameterKind.TEXT,
                        "put behind the name of a right column that the left side has too"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM left ASOF <kind> JOIN right ON <on> AND <left_time> >= <right_time>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode left = context.input("left");
        RelNode right = context.input("right");
        MatchingKeys keys = MatchingKeys.read(context, "left", "right");
        Optional<AsOfTimes> times = AsOfTimes.read(context, left, right);
        RelCollation tie = SortKeys.read(context, "tie_breaker", right);
        context.stopIfBroken();
        AsOfTimes at = times.orElseThrow();
        RelNode latest = oneOfEachTime(context, right, keys, at, tie);
        boolean inner = context.arguments().choice(KIND).equals("inner");
        RelNode join = joined(context, latest, keys, at, inner);
        RelNode near = at.isTolerant() ? within(context, left, join, at, inner) : join;
        boolean listed = !(context.arguments().value("on").orElse(null) instanceof Value.Entries);
        return StepPlan.of(
                        new JoinColumns(
                                        left,
                                        latest,
                                        near,
                                        inner ? JoinRelType.INNER : JoinRelType.LEFT,
                                        listed ? keys.left() : List.of(),
                                        context.arguments().text("suffix").orElse(""))
                                .project())
                .keepingRows();
    }

    private static RelNode joined(
            StepContext context, RelNode right, MatchingKeys keys, AsOfTimes times, boolean inner) {
        RelNode left = context.input("left");
        RexNode on =
                keys.left().isEmpty()
                        ? left.getCluster().getRexBuilder().makeLiteral(true)
                        : context.joinCondition("on", keys.condition("left", "right"), left, right);
        return LogicalAsofJoin.create(
                left,
                right,
                List.of(),
                on,
                context.joinCondition("left_time", times.match(), left, right),
                inner ? JoinRelType.ASOF : JoinRelType.LEFT_ASOF,
                ImmutableList.of());
    }

    /// Returns the right rows that may be a partner, one of each key and time.
    private static RelNode oneOfEachTime(
            StepContext context,
            RelNode right,
            MatchingKeys keys,
            AsOfTimes times,
            RelCollation tie) {
        List<String> names = right.getRowType().getFieldNames();
        List<String> together = new ArrayList<>(keys.right());
        if (Columns.find(together, times.right()).isEmpty()) {
            together.add(times.right());
        }
        List<String> there =
                together.stream().map(c -> Columns.quoted(c) + " IS NOT NULL").toList();
        RelNode placed =
                LogicalFilter.create(
                        right, context.condition("right_time", String.join(" AND ", there), right));
        List<Integer> partition =
                together.stream().map(c -> Columns.index(names, c, "the input right")).toList();
        List<RelFieldCollation> order = order(names.size(), partition, tie);
        return order.isEmpty()
                ? placed
                : DistinctStep.firstOf(placed, partition, RelCollations.of(order));
    }

    /// Returns the order of the tie-breaker, then that of all other columns.
    private static List<RelFieldCollation> order(
            int columns, List<Integer> partition, RelCollation tie) {
        List<RelFieldCollation> order = new ArrayList<>();
        Set<Integer> ordered = new HashSet<>(partition);
        for (RelFieldCollation key : tie.getFieldCollations()) {
            if (ordered.add(key.getFieldIndex())) {
                order.add(key);
            }
        }
        for (int i = 0; i < columns; i++) {
            if (ordered.add(i)) {
                order.add(
                        new RelFieldCollation(
                                i,
                                RelFieldCollation.Direction.DESCENDING,
                                RelFieldCollation.NullDirection.LAST));
            }
        }
        return order;
    }

    /// Returns the pairs without the partners that are too far off.
    private static RelNode within(
            StepContext context, RelNode left, RelNode join, AsOfTimes times, boolean inner) {
        RexBuilder rex = join.getCluster().getRexBuilder();
        int width = left.getRowType().getFieldCount();
        RexNode near =
                context.joinCondition(
                        "tolerance", times.near(), left, rightOf(join, width, times.names()));
        if (inner) {
            return LogicalFilter.create(join, near);
        }
        Columns columns = new Columns();
        for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
            RexNode ref = Columns.ref(join, i);
            RelDataType type = ref.getType();
            RexNode kept =
                    i < width
                            ? ref
                            : rex.makeCall(
                                    type,
                                    SqlStdOperatorTable.CASE,
                                    List.of(near, ref, rex.makeNullLiteral(type)));
            columns.add(join.getRowType().getFieldNames().get(i), kept);
        }
        return columns.over(join);
    }

    /// Returns rows with the right side's columns as they come out of the join, where they may be
    /// null.
    private static RelNode rightOf(RelNode join, int width, List<String> names) {
        List<RelDataType> types =
                join.getRowType().getFieldList().stream()
                        .skip(width)
                        .map(org.apache.calcite.rel.type.RelDataTypeField::getType)
                        .toList();
        return LogicalValues.createEmpty(
                join.getCluster(),
                join.getCluster().getTypeFactory().createStructType(types, names));
    }
}

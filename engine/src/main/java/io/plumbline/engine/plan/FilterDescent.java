package io.plumbline.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/// Moves conditions down to the relations they speak of, so that the sources of these can run them.
/// Only conditions that cannot fail move, and none past an outer join, a window or a limit that
/// would see other rows. Row types stay as they are.
final class FilterDescent {
    private static final Set<JoinRelType> KEEPS_LEFT =
            Set.of(JoinRelType.INNER, JoinRelType.LEFT, JoinRelType.SEMI, JoinRelType.ANTI);
    private static final Set<JoinRelType> KEEPS_RIGHT =
            Set.of(JoinRelType.INNER, JoinRelType.RIGHT);
    private static final Set<JoinRelType> ON_LEFT =
            Set.of(JoinRelType.INNER, JoinRelType.RIGHT, JoinRelType.SEMI);
    private static final Set<JoinRelType> ON_RIGHT =
            Set.of(JoinRelType.INNER, JoinRelType.LEFT, JoinRelType.SEMI, JoinRelType.ANTI);

    private final RexBuilder rex;

    private FilterDescent(RelNode plan) {
        this.rex = plan.getCluster().getRexBuilder();
    }

    /// Returns a plan of the same rows; its sub-queries are as they were.
    static RelNode of(RelNode plan) {
        return new FilterDescent(plan).down(plan, List.of());
    }

    private RelNode down(RelNode rel, List<RexNode> conditions) {
        return switch (rel) {
            case Filter filter -> filter(filter, conditions);
            case Project project -> project(project, conditions);
            case LogicalJoin join -> join(join, conditions);
            case Aggregate aggregate -> aggregate(aggregate, conditions);
            case Sort sort when sort.fetch == null && sort.offset == null ->
                    sort.copy(sort.getTraitSet(), List.of(down(sort.getInput(), conditions)));
            default -> above(inputs(rel), conditions);
        };
    }

    private RelNode inputs(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(i -> down(i, List.of())).toList();
        return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    }

    private RelNode above(RelNode rel, List<RexNode> conditions) {
        return conditions.isEmpty()
                ? rel
                : LogicalFilter.create(rel, RexUtil.composeConjunction(rex, conditions));
    }

    private RelNode filter(Filter filter, List<RexNode> conditions) {
        List<RexNode> moving = new ArrayList<>(conditions);
        List<RexNode> staying = new ArrayList<>();
        for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
            if (HarmlessCondition.is(part)) {
                moving.add(ConstantDates.in(part, rex));
            } else {
                staying.add(part);
            }
        }
        RelNode input = down(filter.getInput(), moving);
        return staying.isEmpty()
                ? input
                : filter.copy(
                        filter.getTraitSet(), input, RexUtil.composeConjunction(rex, staying));
    }

    private RelNode project(Project project, List<RexNode> conditions) {
        List<RexNode> moving = new ArrayList<>();
        List<RexNode> staying = new ArrayList<>();
        boolean windows = RexOver.containsOver(project.getProjects(), null);
        for (RexNode condition : conditions) {
            boolean plain =
                    !windows
                            && refs(condition).asList().stream()
                                    .allMatch(i ->
                                            project.getProjects().get(i) instanceof RexInputRef);
            if (plain) {
                moving.add(mapped(condition, i -> project.getProjects().get(i)));
            } else {
                staying.add(condition);
            }
        }
        RelNode input = down(project.getInput(), moving);
        return above(project.copy(project.getTraitSet(), List.of(input)), staying);
    }

    private RelNode aggregate(Aggregate aggregate, List<RexNode> conditions) {
        List<RexNode> moving = new ArrayList<>();
        List<RexNode> staying = new ArrayList<>();
        boolean simple = aggregate.getGroupType() == Aggregate.Group.SIMPLE;
        int keys = aggregate.getGroupCount();
        for (RexNode condition : conditions) {
            ImmutableBitSet used = refs(condition);
            if (simple && !used.isEmpty() && used.length() <= keys) {
                List<RexNode> columns = new ArrayList<>();
                aggregate
                        .getGroupSet()
                        .forEach(i -> columns.add(rex.makeInputRef(aggregate.getInput(), i)));
                moving.add(mapped(condition, columns::get));
            } else {
                staying.add(condition);
            }
        }
        RelNode input = down(aggregate.getInput(), moving);
        return above(aggregate.copy(aggregate.getTraitSet(), List.of(input)), staying);
    }

    private RelNode join(LogicalJoin join, List<RexNode> conditions) {
        Sides sides = new Sides(join.getLeft().getRowType().getFieldCount());
        JoinRelType type = join.getJoinType();
        List<RexNode> above = new ArrayList<>();
        List<RexNode> on = new ArrayList<>();
        for (RexNode condition : conditions) {
            if (!sides.take(condition, KEEPS_LEFT.contains(type), KEEPS_RIGHT.contains(type))) {
                (type == JoinRelType.INNER ? on : above).add(condition);
            }
        }
        for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
            boolean taken =
                    HarmlessCondition.is(part)
                            && sides.take(part, ON_LEFT.contains(type), ON_RIGHT.contains(type));
            if (!taken) {
                on.add(part);
            }
        }
        RelNode done =
                join.copy(
                        join.getTraitSet(),
                        RexUtil.composeConjunction(rex, on),
                        down(join.getLeft(), sides.left),
                        down(join.getRight(), sides.right),
                        type,
                        join.isSemiJoinDone());
        return above(done, above);
    }

    private static ImmutableBitSet refs(RexNode condition) {
        return RelOptUtil.InputFinder.bits(condition);
    }

    private static RexNode mapped(
            RexNode condition, java.util.function.IntFunction<RexNode> columns) {
        return condition.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef ref) {
                        return columns.apply(ref.getIndex());
                    }
                });
    }

    /// What goes to the sides of a join.
    private static final class Sides {
        private final int width;
        private final List<RexNode> left = new ArrayList<>();
        private final List<RexNode> right = new ArrayList<>();

        Sides(int width) {
            this.width = width;
        }

        boolean take(RexNode condition, boolean toLeft, boolean toRight) {
            ImmutableBitSet used = refs(condition);
            if (used.isEmpty()) {
                return false;
            }
            if (toLeft && used.length() <= width) {
                left.add(condition);
                return true;
            }
            if (toRight && used.nextSetBit(0) >= width) {
                right.add(RexUtil.shift(condition, -width));
                return true;
            }
            return false;
        }
    }
}

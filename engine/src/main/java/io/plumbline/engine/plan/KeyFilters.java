package io.plumbline.engine.plan;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.TransientTable;
import org.jspecify.annotations.Nullable;

/// Finds the joins of plans that run here by which a source may leave out rows, because the other
/// side has no equal key. Nulls equal nothing, so they are no keys.
final class KeyFilters {
    private static final Set<JoinRelType> DROPS_LEFT =
            Set.of(JoinRelType.INNER, JoinRelType.RIGHT, JoinRelType.SEMI);
    private static final Set<JoinRelType> DROPS_RIGHT =
            Set.of(JoinRelType.INNER, JoinRelType.LEFT, JoinRelType.SEMI, JoinRelType.ANTI);
    private static final Set<DataType.Kind> WHOLE =
            Set.of(DataType.Kind.SMALLINT, DataType.Kind.INTEGER, DataType.Kind.BIGINT);

    private final Map<List<String>, List<KeyFilter>> filters = new LinkedHashMap<>();
    private final Map<List<String>, Integer> scans = new HashMap<>();
    private final Map<List<String>, String> reasons = new HashMap<>();

    /// Looks at the joins of a plan, those of its sub-queries too.
    void look(RelNode rel) {
        if (rel instanceof TableScan scan) {
            scans.merge(scan.getTable().getQualifiedName(), 1, Integer::sum);
        }
        if (rel instanceof LogicalJoin join) {
            join(join);
        }
        rel.accept(
                new RexShuttle() {
                    @Override
                    public org.apache.calcite.rex.RexNode visitSubQuery(RexSubQuery query) {
                        look(query.rel);
                        return super.visitSubQuery(query);
                    }
                });
        rel.getInputs().forEach(this::look);
    }

    /// Returns what a relation may be reduced by; nothing where it is scanned more than once.
    List<KeyFilter> of(List<String> relation) {
        return scans.getOrDefault(relation, 0) == 1
                ? filters.getOrDefault(relation, List.of())
                : List.of();
    }

    /// Returns why a relation is reduced by nothing.
    String reason(List<String> relation) {
        if (scans.getOrDefault(relation, 0) != 1) {
            return "its rows are needed in more than one place";
        }
        return reasons.getOrDefault(relation, "no join has a key of another relation for it");
    }

    private void join(LogicalJoin join) {
        RelNode left = join.getLeft();
        RelNode right = join.getRight();
        for (KeyPairs.Pair pair : KeyPairs.of(join)) {
            side(left, pair.left(), right, pair.right(), DROPS_LEFT.contains(join.getJoinType()));
            side(right, pair.right(), left, pair.left(), DROPS_RIGHT.contains(join.getJoinType()));
        }
    }

    private void side(RelNode side, int column, RelNode other, int key, boolean drops) {
        Origin origin = passed(side, column);
        if (origin == null) {
            return;
        }
        List<String> path = origin.path();
        if (!drops) {
            reasons.put(path, "an outer join keeps its rows without a match");
            return;
        }
        Field field = origin.field();
        Origin from = contained(other, key);
        if (from == null) {
            reasons.putIfAbsent(path, "the keys that it is joined with are computed");
        } else if (!alike(field.type(), from.field().type())) {
            reasons.put(path, "only whole numbers and dates are compared alike everywhere");
        } else {
            keys(from)
                    .ifPresent(plan ->
                            filters.computeIfAbsent(path, _ -> new ArrayList<>())
                                    .add(
                                            new KeyFilter(
                                                    field.name(),
                                                    plan,
                                                    from.path(),
                                                    from.field().name())));
        }
    }

    private static boolean alike(DataType one, DataType other) {
        return (WHOLE.contains(one.kind()) && WHOLE.contains(other.kind()))
                || (one.kind() == DataType.Kind.DATE && other.kind() == DataType.Kind.DATE);
    }

    /// A column of a scan, below conditions.
    ///
    /// @param rel the scan with the conditions right above it
    private record Origin(RelNode rel, TableScan scan, int column) {
        List<String> path() {
            return scan.getTable().getQualifiedName();
        }

        Field field() {
            return io.plumbline.engine.sql.Types.schemaOf(scan.getRowType()).fields().get(column);
        }
    }

    private static Optional<RelNode> keys(Origin from) {
        RelNode rel = from.rel();
        // the rows of a recursion's last round are no relation of the catalog
        if (from.scan().getTable().unwrap(TransientTable.class) != null) {
            return Optional.empty();
        }
        RexInputRef column = RexInputRef.of(from.column(), rel.getRowType());
        return Optional.of(
                LogicalProject.create(rel, List.of(), List.of(column), List.of("k"), Set.of()));
    }

    /// Follows a column to a scan all of whose rows without a wanted value may go, since the rows
    /// above that come of them have the same value.
    private static @Nullable Origin passed(RelNode rel, int column) {
        return switch (rel) {
            case TableScan scan -> new Origin(scan, scan, column);
            case Filter filter -> passed(filter.getInput(), column);
            case Sort sort when sort.fetch == null && sort.offset == null ->
                    passed(sort.getInput(), column);
            case Project project when !RexOver.containsOver(project.getProjects(), null) ->
                    project.getProjects().get(column) instanceof RexInputRef ref
                            ? passed(project.getInput(), ref.getIndex())
                            : null;
            case Aggregate aggregate when aggregate.getGroupType() == Aggregate.Group.SIMPLE ->
                    column < aggregate.getGroupCount()
                            ? passed(aggregate.getInput(), aggregate.getGroupSet().nth(column))
                            : null;
            case LogicalJoin join -> joined(join, column, true);
            default -> null;
        };
    }

    /// Follows a column to a scan that has all its values.
    private static @Nullable Origin contained(RelNode rel, int column) {
        return switch (rel) {
            case TableScan scan -> new Origin(scan, scan, column);
            case Filter filter -> filtered(filter, column);
            case Sort sort -> contained(sort.getInput(), column);
            case Project project ->
                    project.getProjects().get(column) instanceof RexInputRef ref
                            ? contained(project.getInput(), ref.getIndex())
                            : null;
            case Aggregate aggregate ->
                    column < aggregate.getGroupCount()
                            ? contained(aggregate.getInput(), aggregate.getGroupSet().nth(column))
                            : null;
            case LogicalJoin join -> joined(join, column, false);
            default -> null;
        };
    }

    private static @Nullable Origin filtered(Filter filter, int column) {
        Origin below = contained(filter.getInput(), column);
        boolean plain =
                below != null
                        && below.rel() == filter.getInput()
                        && filter.getVariablesSet().isEmpty()
                        && RexUtil.SubQueryFinder.find(filter.getCondition()) == null
                        && RexUtil.isDeterministic(filter.getCondition())
                        && !RexUtil.containsCorrelation(filter.getCondition());
        return plain && below != null ? new Origin(filter, below.scan(), below.column()) : below;
    }

    private static @Nullable Origin joined(Join join, int column, boolean passed) {
        int width = join.getLeft().getRowType().getFieldCount();
        boolean ofLeft = column < width;
        JoinRelType type = join.getJoinType();
        boolean hides =
                ofLeft
                        ? type == JoinRelType.RIGHT || type == JoinRelType.FULL
                        : type == JoinRelType.LEFT || type == JoinRelType.FULL;
        if (passed && hides) {
            return null;
        }
        RelNode side = ofLeft ? join.getLeft() : join.getRight();
        int at = ofLeft ? column : column - width;
        return passed ? passed(side, at) : contained(side, at);
    }
}

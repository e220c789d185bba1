package io.plumbline.engine.plan;

import io.plumbline.engine.sql.ExternalCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;

/// Writes plans as they run: each operator with its place and how many rows it may give.
final class PlanTree {
    private static final long UNKNOWN = -1;
    private static final int FILTERED = 4;
    private static final int GROUPED = 10;

    private final Cut cut;
    private final PlanFacts facts;
    private final Map<List<String>, Unit> units = new HashMap<>();

    PlanTree(Cut cut, PlanFacts facts) {
        this.cut = cut;
        this.facts = facts;
        cut.units().forEach(u -> units.put(u.path(), u));
    }

    /// Returns the operators of a plan, top first, those of its parts in place of their scans.
    List<PlanText.Operator> of(List<String> path) {
        List<PlanText.Operator> out = new ArrayList<>();
        Unit unit = units.get(path);
        if (unit != null) {
            add(unit.plan(), place(path), 0, out);
        }
        return out;
    }

    private String place(List<String> path) {
        return cut.pushed().getOrDefault(path, PlanText.ENGINE);
    }

    private void add(RelNode rel, String place, int depth, List<PlanText.Operator> out) {
        Unit part = rel instanceof TableScan scan ? part(scan) : null;
        if (part != null) {
            add(part.plan(), place(part.path()), depth, out);
            return;
        }
        String text =
                RelOptUtil.dumpPlan(
                                "", rel, SqlExplainFormat.TEXT, SqlExplainLevel.EXPPLAN_ATTRIBUTES)
                        .lines()
                        .findFirst()
                        .orElse("");
        String runs = rel instanceof ExternalCall call ? PlanText.runs(call) : place;
        out.add(new PlanText.Operator(depth, text, runs, rows(rel)));
        rel.getInputs().forEach(i -> add(i, place, depth + 1, out));
    }

    private @org.jspecify.annotations.Nullable Unit part(TableScan scan) {
        List<String> path = scan.getTable().getQualifiedName();
        return Parts.isPart(path) ? units.get(path) : null;
    }

    /// Returns an estimate by rules of thumb: a filter keeps a quarter, a group has ten rows.
    private long rows(RelNode rel) {
        return switch (rel) {
            case TableScan scan -> scanned(scan.getTable().getQualifiedName());
            case Values values -> values.getTuples().size();
            case Project project -> rows(project.getInput());
            case Filter filter -> share(rows(filter.getInput()), FILTERED);
            case Aggregate aggregate ->
                    aggregate.getGroupCount() == 0 ? 1 : share(rows(aggregate.getInput()), GROUPED);
            case Sort sort -> limited(sort, rows(sort.getInput()));
            case Union union -> sum(union);
            case Join join -> joined(join);
            case ExternalCall call -> call.oneToOne() ? rows(call.getInput()) : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private long scanned(List<String> path) {
        Unit unit = units.get(path);
        return unit != null
                ? rows(unit.plan())
                : facts.datasetRows().getOrDefault(path.getLast(), UNKNOWN);
    }

    private static long share(long rows, int parts) {
        return rows == UNKNOWN ? UNKNOWN : Math.ceilDiv(rows, parts);
    }

    private static long limited(Sort sort, long rows) {
        if (!(sort.fetch instanceof RexLiteral fetch)) {
            return rows;
        }
        java.math.BigDecimal limit = fetch.getValueAs(java.math.BigDecimal.class);
        if (limit == null) {
            return rows;
        }
        long most = limit.longValue();
        return rows == UNKNOWN ? most : Math.min(rows, most);
    }

    private long sum(Union union) {
        long sum = 0;
        for (RelNode input : union.getInputs()) {
            long rows = rows(input);
            if (rows == UNKNOWN) {
                return UNKNOWN;
            }
            sum += rows;
        }
        return sum;
    }

    private long joined(Join join) {
        long left = rows(join.getLeft());
        long right = rows(join.getRight());
        if (left == UNKNOWN || right == UNKNOWN) {
            return UNKNOWN;
        }
        if (join.getJoinType() == JoinRelType.SEMI || join.getJoinType() == JoinRelType.ANTI) {
            return left;
        }
        return KeyPairs.of(join).isEmpty()
                ? (left == 0 || right <= Long.MAX_VALUE / Math.max(1, left)
                        ? left * right
                        : UNKNOWN)
                : Math.max(left, right);
    }
}

package io.plumbline.engine.plan;

import io.plumbline.engine.sql.ExternalCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/// Lets plans give no more rows than a preview shows, so that a source that runs them hands over no
/// more. A limit goes below what makes one row of each row - projections without windows, unions
/// that keep all - and stays above everything else: filters, joins, aggregations, sorting.
public final class PreviewLimit {
    private final BigDecimal rows;

    /// The plans whose rows are all needed.
    private final Set<List<String>> whole = new HashSet<>();

    /// The plans of which any rows will do.
    private final Set<List<String>> some = new HashSet<>();

    private PreviewLimit(long rows) {
        this.rows = BigDecimal.valueOf(rows);
    }

    /// Limits plans, each of which stands after those that it scans.
    ///
    /// @param shown the path of the plan that is shown
    public static List<Unit> of(List<Unit> units, List<String> shown, long rows) {
        PreviewLimit limit = new PreviewLimit(rows);
        limit.some.add(shown);
        Map<List<String>, RelNode> limited = new HashMap<>();
        for (Unit unit : units.reversed()) {
            boolean any =
                    limit.some.contains(unit.path())
                            && !limit.whole.contains(unit.path())
                            && !(unit.plan() instanceof ExternalCall);
            if (any) {
                limited.put(unit.path(), limit.top(unit.plan()));
            }
            limit.ask(unit.plan(), any);
        }
        List<Unit> out = new ArrayList<>();
        for (Unit unit : units) {
            RelNode plan = limited.getOrDefault(unit.path(), unit.plan());
            out.add(new Unit(unit.path(), plan, unit.schema(), unit.movable()));
        }
        return out;
    }

    /// Notes how much of each relation a plan needs when some of its own rows will do, or all.
    private void ask(RelNode plan, boolean any) {
        Set<List<String>> scanned = new HashSet<>(Unit.scanned(plan));
        if (any) {
            Set<List<String>> passed = new HashSet<>();
            if (pass(plan, passed)) {
                some.addAll(passed);
                scanned.removeAll(passed);
            }
        }
        whole.addAll(scanned);
    }

    /// Gathers the relations whose rows a plan hands on one by one; returns false when it does more
    /// than that.
    private static boolean pass(RelNode plan, Set<List<String>> passed) {
        return switch (plan) {
            case TableScan scan -> {
                passed.add(scan.getTable().getQualifiedName());
                yield true;
            }
            case Project project ->
                    !RexOver.containsOver(project.getProjects(), null)
                            && project.getVariablesSet().isEmpty()
                            && !hasSubQuery(project)
                            && pass(project.getInput(), passed);
            case Union union when union.all ->
                    union.getInputs().stream().allMatch(i -> pass(i, passed));
            default -> false;
        };
    }

    private static boolean hasSubQuery(Project project) {
        return project.getProjects().stream().anyMatch(e -> RexUtil.SubQueryFinder.find(e) != null);
    }

    private RelNode top(RelNode plan) {
        RexBuilder rex = plan.getCluster().getRexBuilder();
        if (!(plan instanceof Sort sort)) {
            RexNode fetch = rex.makeExactLiteral(rows);
            return LogicalSort.create(plan, RelCollations.EMPTY, null, fetch);
        }
        @Nullable RexNode own = sort.fetch;
        if (own != null && !(own instanceof RexLiteral)) {
            return plan;
        }
        BigDecimal before = own == null ? null : ((RexLiteral) own).getValueAs(BigDecimal.class);
        RexNode fetch = rex.makeExactLiteral(before == null ? rows : before.min(rows));
        RelCollation order = sort.getCollation();
        return LogicalSort.create(sort.getInput(), order, sort.offset, fetch);
    }
}

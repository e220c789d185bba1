package io.plumbline.engine.flow;

import io.plumbline.engine.sql.ExternalCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TransientTable;
import org.jspecify.annotations.Nullable;

/// Follows the columns of a plan's operators from the scans up.
final class RelVisitor {
    private final Map<CorrelationId, Scope> outers = new HashMap<>();
    private final Map<List<String>, RelFlow> recursive = new HashMap<>();
    private final Set<List<String>> relations = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    List<List<String>> relations() {
        return List.copyOf(relations);
    }

    List<String> unknown() {
        return List.copyOf(unknown);
    }

    void reportUnknown(String what) {
        unknown.add(what);
    }

    @Nullable Scope outer(CorrelationId id) {
        return outers.get(id);
    }

    /// Follows a sub-query, whose outer columns are those of the scope where nothing else was said.
    RelFlow followInside(RelNode rel, Scope scope) {
        for (CorrelationId id : RelOptUtil.getVariablesUsed(rel)) {
            outers.putIfAbsent(id, scope);
        }
        return follow(rel);
    }

    RelFlow follow(RelNode rel) {
        return switch (rel) {
            case TableScan scan -> scan(scan.getTable(), scan.getRowType().getFieldNames());
            case Project project -> project(project, UnaryOperator.identity());
            case Filter filter -> filter(filter);
            case Join join -> join(join);
            case Correlate correlate -> correlate(correlate);
            case Aggregate aggregate ->
                    new AggregateFlow(aggregate, follow(aggregate.getInput())).flow();
            case Sort sort -> sort(sort);
            case SetOp setOp -> setOp(setOp);
            case Values values -> constant(values);
            case RepeatUnion union -> repeat(union);
            case Spool spool -> follow(spool.getInput());
            case Uncollect uncollect -> unnest(uncollect);
            case ExternalCall call ->
                    new ExternalFlow(call, follow(call.getInput())).flow(this::reportUnknown);
            default -> {
                reportUnknown("operator " + rel.getRelTypeName());
                yield mixed(rel, How.UNKNOWN);
            }
        };
    }

    private Scope scope(RelNode owner, RelFlow flow, List<String> names) {
        Scope scope = new Scope(flow.columns(), names);
        owner.getVariablesSet().forEach(id -> outers.put(id, scope));
        return scope;
    }

    private RelFlow scan(RelOptTable table, List<String> names) {
        List<String> path = table.getQualifiedName();
        if (table.unwrap(TransientTable.class) != null) {
            return Objects.requireNonNull(recursive.get(path));
        }
        relations.add(path);
        List<ValueFlow> columns = new ArrayList<>();
        for (String name : names) {
            Influence itself = new Influence(new SourceColumn(path, name), How.IDENTITY, List.of());
            columns.add(new ValueFlow(Influences.none().add(itself), Influences.none()));
        }
        SourceColumn rows = new SourceColumn(path, SourceColumn.ROWS);
        return new RelFlow(
                columns, Influences.none().add(new Influence(rows, How.PRESENCE, List.of())));
    }

    private RelFlow project(Project project, UnaryOperator<RexNode> seen) {
        RelFlow input = follow(project.getInput());
        Scope scope = scope(project, input, ColumnTexts.of(project.getInput()));
        ExpressionFlow expressions = new ExpressionFlow(this, scope);
        List<String> names = project.getRowType().getFieldNames();
        List<ValueFlow> columns = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            RexNode e = seen.apply(expression);
            // what uses a column that nobody named shows its expression
            boolean named = !ColumnTexts.isInternal(names.get(columns.size()));
            columns.add(named ? expressions.output(e) : expressions.value(e));
        }
        return new RelFlow(columns, input.rows());
    }

    private RelFlow filter(Filter filter) {
        RelFlow input = follow(filter.getInput());
        Scope scope = scope(filter, input, ColumnTexts.of(filter.getInput()));
        return input.decidedBy(deciding(scope, filter.getCondition(), How.FILTER));
    }

    private Influences deciding(Scope scope, RexNode condition, How how) {
        ExpressionFlow expressions = new ExpressionFlow(this, scope);
        return expressions.value(condition).deciding(how, expressions.text(condition));
    }

    private RelFlow join(Join join) {
        RelFlow left = follow(join.getLeft());
        RelFlow both = left.beside(follow(join.getRight()));
        Scope scope = scope(join, both, ColumnTexts.of(join));
        Influences deciding = deciding(scope, join.getCondition(), How.JOIN);
        if (join instanceof AsofJoin asof) {
            deciding.addAll(deciding(scope, asof.getMatchCondition(), How.JOIN));
        }
        RelFlow all = both.decidedBy(deciding);
        return join.getJoinType().projectsRight() ? all : new RelFlow(left.columns(), all.rows());
    }

    private RelFlow correlate(Correlate correlate) {
        RelFlow left = follow(correlate.getLeft());
        List<String> names = ColumnTexts.of(correlate.getLeft());
        outers.put(correlate.getCorrelationId(), new Scope(left.columns(), names));
        RelFlow both = left.beside(follow(correlate.getRight()));
        return correlate.getJoinType().projectsRight()
                ? both
                : new RelFlow(left.columns(), both.rows());
    }

    private RelFlow sort(Sort sort) {
        RelFlow input = follow(sort.getInput());
        if (sort.fetch == null && sort.offset == null) {
            return input;
        }
        Influences keys = Influences.none();
        List<String> names = ColumnTexts.of(sort.getInput());
        for (int key : sort.getCollation().getKeys()) {
            keys.addAll(input.columns().get(key).deciding(How.SORT, "ORDER BY " + names.get(key)));
        }
        return input.decidedBy(keys);
    }

    private RelFlow setOp(SetOp setOp) {
        RelFlow sum = branch(setOp.getInput(0));
        Influences compared = Influences.none();
        How how = setOp instanceof Union ? How.GROUP_BY : How.FILTER;
        boolean compares = !(setOp instanceof Union) || !setOp.all;
        for (int i = 0; i < setOp.getInputs().size(); i++) {
            RelFlow branch = i == 0 ? sum : branch(setOp.getInput(i));
            if (compares) {
                branch.columns().forEach(c -> compared.addAll(c.deciding(how, setOp.kind.sql)));
            }
            if (setOp instanceof Minus) {
                sum = sum.decidedBy(branch.rows());
            } else if (i > 0) {
                sum = sum.union(branch);
            }
        }
        return setOp instanceof Intersect || compares ? sum.decidedBy(compared) : sum;
    }

    /// Follows a branch of a set operation; a cast that only makes room for the values of another
    /// branch leaves its own as they are.
    private RelFlow branch(RelNode rel) {
        return rel instanceof Project project ? project(project, Widening::without) : follow(rel);
    }

    private static RelFlow constant(RelNode rel) {
        return new RelFlow(
                rel.getRowType().getFieldList().stream().map(f -> ValueFlow.none()).toList(),
                Influences.none());
    }

    /// Follows a recursive query until nothing new is found.
    private RelFlow repeat(RepeatUnion union) {
        RelFlow sum = follow(union.getSeedRel());
        @Nullable RelOptTable working = union.getTransientTable();
        List<String> path = working == null ? List.of() : working.getQualifiedName();
        @Nullable RelFlow shadowed = recursive.get(path);
        int before;
        do {
            before = sum.size();
            recursive.put(path, sum);
            sum = sum.union(follow(union.getIterativeRel()));
        } while (sum.size() > before);
        if (shadowed == null) {
            recursive.remove(path);
        } else {
            recursive.put(path, shadowed);
        }
        return sum;
    }

    /// A list decides how many rows it becomes.
    private RelFlow unnest(Uncollect uncollect) {
        RelFlow lists = follow(uncollect.getInput());
        ValueFlow elements = ValueFlow.none();
        Influences deciding = Influences.none();
        lists.columns()
                .forEach(list -> {
                    elements.merge(list.then(How.TRANSFORMATION, "UNNEST"));
                    deciding.addAll(list.deciding(How.FILTER, "UNNEST"));
                });
        RelFlow rows =
                new RelFlow(
                        uncollect.getRowType().getFieldList().stream().map(f -> elements).toList(),
                        lists.rows());
        return rows.decidedBy(deciding);
    }

    /// Takes every output column to come from every input column.
    private RelFlow mixed(RelNode rel, How how) {
        ValueFlow all = ValueFlow.none();
        Influences rows = Influences.none();
        for (RelNode input : rel.getInputs()) {
            RelFlow flow = follow(input);
            rows.addAll(flow.rows());
            flow.columns().forEach(c -> all.merge(c.then(how, rel.getRelTypeName())));
        }
        return new RelFlow(rel.getRowType().getFieldList().stream().map(f -> all).toList(), rows);
    }
}

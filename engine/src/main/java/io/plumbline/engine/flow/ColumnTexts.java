package io.plumbline.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// What people call the columns of an operator: their names; for those that nobody named, such as
/// `$f4`, the expression behind it.
final class ColumnTexts {
    private static final Pattern INTERNAL = Pattern.compile("\\$.*|EXPR\\$\\d+|__row");

    private ColumnTexts() {}

    /// Returns whether nobody gave a column its name.
    static boolean isInternal(String name) {
        return INTERNAL.matcher(name).matches();
    }

    static List<String> of(RelNode rel) {
        List<String> names = rel.getRowType().getFieldNames();
        if (rel instanceof Join join) {
            return of(join);
        }
        if (names.stream().noneMatch(ColumnTexts::isInternal)) {
            return names;
        }
        List<String> texts = new ArrayList<>();
        for (RelDataTypeField f : rel.getRowType().getFieldList()) {
            texts.add(isInternal(f.getName()) ? behind(rel, f.getIndex()) : f.getName());
        }
        return texts;
    }

    /// Returns the names of both sides; those that stand on both with their side.
    private static List<String> of(Join join) {
        List<String> left = of(join.getLeft());
        List<String> right = of(join.getRight());
        List<String> names = new ArrayList<>();
        left.forEach(n -> names.add(right.contains(n) ? "left." + n : n));
        right.forEach(n -> names.add(left.contains(n) ? "right." + n : n));
        return names;
    }

    private static String behind(RelNode rel, int column) {
        return switch (rel) {
            case Project project ->
                    new ExpressionText(of(project.getInput()))
                            .of(project.getProjects().get(column));
            case Aggregate aggregate -> {
                int keys = aggregate.getGroupCount();
                yield column < keys
                        ? of(aggregate.getInput()).get(aggregate.getGroupSet().nth(column))
                        : call(aggregate, aggregate.getAggCallList().get(column - keys));
            }
            case Filter filter -> of(filter.getInput()).get(column);
            case Sort sort -> of(sort.getInput()).get(column);
            case SetOp setOp -> of(setOp.getInput(0)).get(column);
            default -> "expression " + (column + 1);
        };
    }

    /// Returns the text of an aggregate call.
    static String call(Aggregate aggregate, AggregateCall call) {
        List<String> names = of(aggregate.getInput());
        String arguments =
                call.getArgList().isEmpty()
                        ? "*"
                        : String.join(", ", call.getArgList().stream().map(names::get).toList());
        String name = call.getAggregation().getName();
        return (name.equals("$SUM0") ? "SUM" : name)
                + "("
                + (call.isDistinct() ? "DISTINCT " : "")
                + arguments
                + ")"
                + (call.filterArg < 0
                        ? ""
                        : " FILTER (WHERE " + condition(aggregate, call, names) + ")");
    }

    /// Calcite asks whether the condition is true, which the statement means anyway.
    private static String condition(Aggregate aggregate, AggregateCall call, List<String> names) {
        if (aggregate.getInput() instanceof Project project) {
            RexNode condition = project.getProjects().get(call.filterArg);
            if (condition instanceof RexCall test && test.getKind() == SqlKind.IS_TRUE) {
                return new ExpressionText(of(project.getInput())).of(test.getOperands().getFirst());
            }
        }
        return names.get(call.filterArg);
    }
}

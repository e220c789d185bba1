package io.plumbline.engine.exec;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;

/// How the number of a plan's rows hangs on that of the relations it scans.
sealed interface RowShape {

    /// As many as the relation has.
    record Same(List<String> path) implements RowShape {}

    /// As many as the relations have together.
    record Sum(List<List<String>> paths) implements RowShape {}

    /// Some of the relation's rows.
    record Some(List<String> path) implements RowShape {}

    /// Rows of its own.
    record Own() implements RowShape {}

    /// Returns the shape of a plan.
    static RowShape of(RelNode plan) {
        return switch (plan) {
            case TableScan scan -> new Same(scan.getTable().getQualifiedName());
            case Project project -> of(project.getInput());
            case Filter filter -> some(of(filter.getInput()));
            case Sort sort ->
                    sort.fetch == null && sort.offset == null
                            ? of(sort.getInput())
                            : some(of(sort.getInput()));
            case Union union when union.all -> sum(union);
            default -> new Own();
        };
    }

    private static RowShape some(RowShape input) {
        return switch (input) {
            case Same same -> new Some(same.path());
            case Some some -> some;
            case Sum _, Own _ -> new Own();
        };
    }

    private static RowShape sum(Union union) {
        List<List<String>> paths = new ArrayList<>();
        for (RelNode input : union.getInputs()) {
            switch (of(input)) {
                case Same same -> paths.add(same.path());
                case Sum more -> paths.addAll(more.paths());
                case Some _, Own _ -> {
                    return new Own();
                }
            }
        }
        return new Sum(paths);
    }
}

package io.plumbline.engine.exec.proof;

import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.flow.SourceColumn;
import java.util.ArrayList;
import java.util.List;

/// An output whose lineage is tried.
///
/// @param name what people call it
/// @param path the path of its plan
/// @param flow the lineage of its columns, from the relations that are changed
public record ProofTarget(String name, List<String> path, ColumnFlow flow) {

    /// Copies the path.
    public ProofTarget {
        path = List.copyOf(path);
    }

    /// Returns in which ways lineage says that a column acts on the output column at an index.
    List<String> ways(SourceColumn from, int column) {
        ColumnFlow.Column output = flow.columns().get(column);
        List<Influence> all = new ArrayList<>(output.direct());
        all.addAll(flow.indirect(output));
        return all.stream()
                .filter(i -> Paths.same(i.from(), from))
                .map(i -> i.how().name())
                .distinct()
                .toList();
    }

    /// Returns whether lineage names the relation at all.
    boolean reads(List<String> relation) {
        return flow.relations().stream().anyMatch(r -> Paths.same(r, relation));
    }
}

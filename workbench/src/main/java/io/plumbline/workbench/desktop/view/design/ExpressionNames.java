package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.sql.Function;
import io.plumbline.engine.sql.FunctionTable;
import java.util.ArrayList;
import java.util.List;

/// The names that the expressions of a step may use.
final class ExpressionNames {
    private ExpressionNames() {}

    /// Returns the columns that come in.
    static List<Completion.Candidate> columns(PipelineEditor now, String step) {
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (Wire wire : now.model().draft().pipeline().inputsOf(step)) {
            now.schema(wire.from())
                    .ifPresent(s -> {
                        for (Field f : s.fields()) {
                            candidates.add(
                                    new Completion.Candidate(
                                            f.name(), f.type().toString(), "", f.name()));
                        }
                    });
        }
        return candidates;
    }

    /// Returns the columns that come in, and the functions with their meaning.
    static List<Completion.Candidate> all(PipelineEditor now, String step) {
        List<Completion.Candidate> candidates = new ArrayList<>(columns(now, step));
        for (Function f : FunctionTable.all()) {
            if (f.name().matches("[A-Z_0-9]+")) {
                candidates.add(
                        new Completion.Candidate(
                                f.name(), f.signature(), f.meaning(), f.name() + "()"));
            }
        }
        return candidates;
    }
}

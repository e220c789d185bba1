package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.desktop.view.shell.Notice;
import io.plumbline.workbench.desktop.view.shell.Tasks;
import io.plumbline.workbench.service.design.Draft;
import io.plumbline.workbench.service.design.ExpressionTrial;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The first rows of a step's input, for the values of its expressions. They are kept while the
/// step is shown and takes its rows from the same place.
final class SampleRows implements LiveValues.Rows {
    private static final int ROWS = 5;

    private final PipelineEditor editor;
    private final String step;
    private final DataWork work;
    private final ExpressionTrial trial;
    private final List<Runnable> waiting = new ArrayList<>();
    private ExpressionTrial.@Nullable Sample sample;
    private @Nullable PortRef from;

    SampleRows(PipelineEditor editor, OpenWorkspace workspace, String step) {
        this.editor = editor;
        this.step = step;
        this.work = new DataWork(workspace);
        this.trial = new ExpressionTrial(workspace.surroundings());
    }

    private @Nullable PortRef input() {
        List<Wire> wires = editor.model().draft().pipeline().inputsOf(step);
        return wires.size() == 1 ? wires.getFirst().from() : null;
    }

    private Tasks tasks() {
        return editor.actions().around().tasks();
    }

    @Override
    public boolean are() {
        return sample != null && java.util.Objects.equals(from, input());
    }

    @Override
    public void onFetched(Runnable shown) {
        waiting.add(shown);
    }

    @Override
    public void fetch(Consumer<String> failed) {
        PortRef port = input();
        if (port == null) {
            failed.accept("Lead one wire to the step first");
            return;
        }
        Draft draft = editor.model().draft();
        tasks().start(
                        "Rows of " + port,
                        c -> work.preview(draft, port, ROWS, c),
                        rows -> {
                            from = port;
                            sample = new ExpressionTrial.Sample(rows.schema(), rows.rows());
                            waiting.forEach(Runnable::run);
                        },
                        problems -> failed.accept(Notice.text(problems)));
    }

    @Override
    public void evaluate(String expression, Consumer<ExpressionTrial.Shown> told) {
        ExpressionTrial.Sample rows = sample;
        if (rows == null) {
            return;
        }
        List<PipelineParameter> parameters = editor.model().draft().pipeline().parameters();
        tasks().start(
                        "Values of an expression",
                        _ -> trial.of(rows, expression, parameters),
                        told,
                        (List<Problem> problems) ->
                                told.accept(
                                        new ExpressionTrial.Shown(
                                                null,
                                                List.of(
                                                        new ExpressionTrial.Result(
                                                                Notice.text(problems), true)))));
    }
}

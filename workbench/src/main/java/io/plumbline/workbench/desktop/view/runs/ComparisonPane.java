package io.plumbline.workbench.desktop.view.runs;

import io.plumbline.workbench.desktop.view.shell.Columns;
import io.plumbline.workbench.service.RunComparison;
import io.plumbline.workbench.service.RunComparison.Line;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/// Two runs side by side, step by step.
final class ComparisonPane extends BorderPane {
    ComparisonPane(RunComparison comparison) {
        getStyleClass().add("panel");
        Label title = new Label("Two runs compared");
        title.getStyleClass().add("pane-title");
        Label design =
                new Label(
                        comparison.sameDesign()
                                ? "● Both ran the same design"
                                : "◆ The designs differ: what changed may come from the design");
        design.setId("comparison-design");
        design.setWrapText(true);
        design.getStyleClass().add(comparison.sameDesign() ? "good-text" : "warn-text");
        VBox top =
                new VBox(
                        4,
                        title,
                        run("Earlier", comparison.earlier()),
                        run("Later", comparison.later()),
                        design);
        top.getStyleClass().add("run-detail");
        setTop(top);
        TableView<Line> table = new TableView<>();
        table.setId("comparison");
        table.getColumns().add(Columns.text("Step", 150, ComparisonPane::step));
        table.getColumns().add(Columns.number("Rows earlier", 96, -1, l -> l.rows().earlier()));
        table.getColumns().add(Columns.number("Rows later", 96, -1, l -> l.rows().later()));
        table.getColumns().add(Columns.right("Change", 140, l -> l.rows().change()));
        table.getColumns().add(Columns.number("ms earlier", 86, -1, l -> l.millis().earlier()));
        table.getColumns().add(Columns.number("ms later", 86, -1, l -> l.millis().later()));
        table.getColumns().add(Columns.right("Change", 140, l -> l.millis().change()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label("Neither run has a step that came to its end"));
        table.getItems().setAll(comparison.lines());
        setCenter(table);
    }

    private static Label run(String which, io.plumbline.engine.metadata.RunRecord run) {
        Label label =
                new Label(
                        which
                                + ": "
                                + run.pipeline()
                                + " · "
                                + Columns.local(run.started())
                                + " · "
                                + RunWords.state(run.state())
                                + " · "
                                + RunWords.duration(run));
        label.setWrapText(true);
        return label;
    }

    private static String step(Line line) {
        return switch (line.presence()) {
            case BOTH -> line.step();
            case EARLIER -> line.step() + " (only earlier)";
            case LATER -> line.step() + " (only later)";
        };
    }
}

package io.plumbline.workbench.desktop.view.runs;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.CheckAccount;
import io.plumbline.engine.metadata.OutputAccount;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.ShipmentAccount;
import io.plumbline.engine.metadata.StepAccount;
import io.plumbline.workbench.desktop.view.shell.Columns;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/// What one run did: problems first, then where every row went, checks, outputs, shipments.
final class RunDetail extends ScrollPane {
    private static final double ROW = 28;
    private static final double HEADER = 33;

    RunDetail(RunRecord run) {
        VBox box = new VBox(6);
        box.getStyleClass().add("run-detail");
        Label title = new Label(run.pipeline());
        title.getStyleClass().add("pane-title");
        Label state = new Label(RunWords.state(run.state()));
        state.getStyleClass().add(RunWords.style(run.state()));
        state.setId("run-state");
        Label when =
                line(
                        "Started "
                                + Columns.withZone(run.started())
                                + (run.ended() == null ? "" : " · took " + RunWords.duration(run))
                                + " · by "
                                + run.actor());
        when.getStyleClass().add("muted");
        Label ids = line("Run " + run.id() + " · design " + run.pipelineHash());
        ids.getStyleClass().addAll("mono", "muted");
        box.getChildren().addAll(title, state, when, ids);
        run.problems().forEach(p -> box.getChildren().add(finding(p)));
        section(box, "Steps: where every row went", "No step came to its end", steps(run.steps()));
        section(box, "Checks", "This run had no checks", checks(run.checks()));
        section(box, "Outputs", "Nothing became visible", outputs(run.outputs()));
        section(
                box,
                "Handed over by sources",
                "No source handed over rows",
                shipments(run.shipments()));
        setContent(box);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("inspector-scroll");
    }

    private static Label line(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private static VBox finding(Problem problem) {
        Label code = new Label(problem.code().toString());
        code.getStyleClass().add("code");
        String place = problem.place().toString();
        Label message = line(problem.message() + (place.isEmpty() ? "" : " · " + place));
        message.getStyleClass().add("message");
        VBox box = new VBox(code, message);
        if (problem.remedy() != null) {
            Label remedy = line(problem.remedy());
            remedy.getStyleClass().add("remedy");
            box.getChildren().add(remedy);
        }
        box.getStyleClass().add("finding");
        if (!problem.isError()) {
            box.getStyleClass().add("warning");
        }
        return box;
    }

    private static void section(VBox box, String title, String nothing, TableView<?> table) {
        Label label = new Label(title);
        label.getStyleClass().add("run-section");
        box.getChildren().add(label);
        if (table.getItems().isEmpty()) {
            Label none = new Label(nothing);
            none.getStyleClass().add("muted");
            box.getChildren().add(none);
            return;
        }
        double height = HEADER + ROW * table.getItems().size() + 4;
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        table.setAccessibleText(title);
        box.getChildren().add(table);
    }

    private static TableView<StepAccount> steps(List<StepAccount> steps) {
        TableView<StepAccount> table = new TableView<>();
        table.setId("run-steps");
        table.getColumns().add(Columns.text("Step", 130, StepAccount::step));
        table.getColumns().add(Columns.text("Type", 84, StepAccount::type));
        table.getColumns().add(Columns.number("In", 78, -1, StepAccount::rowsIn));
        table.getColumns().add(Columns.number("Out", 78, -1, StepAccount::rowsOut));
        table.getColumns().add(Columns.number("Filtered", 70, -1, StepAccount::rowsFiltered));
        table.getColumns().add(Columns.number("Rejected", 74, -1, StepAccount::rowsRejected));
        table.getColumns().add(Columns.number("Combined", 82, -1, StepAccount::rowsCombined));
        table.getColumns().add(Columns.number("ms", 56, -1, StepAccount::millis));
        table.getColumns().add(Columns.number("Bytes", 84, -1, StepAccount::bytes));
        table.getItems().setAll(steps);
        return table;
    }

    private static TableView<CheckAccount> checks(List<CheckAccount> checks) {
        TableView<CheckAccount> table = new TableView<>();
        table.setId("run-checks");
        table.getColumns().add(Columns.text("Step", 130, CheckAccount::step));
        table.getColumns().add(Columns.text("Check", 260, CheckAccount::name));
        table.getColumns()
                .add(
                        Columns.text(
                                "Found",
                                110,
                                c -> c.failingRows() == 0 ? "● Passes" : "■ Rows fail"));
        table.getColumns().add(Columns.text("Then", 86, CheckAccount::action));
        table.getColumns().add(Columns.number("Rows", 80, -1, CheckAccount::rows));
        table.getColumns().add(Columns.number("Failing", 80, -1, CheckAccount::failingRows));
        table.getItems().setAll(checks);
        return table;
    }

    private static TableView<OutputAccount> outputs(List<OutputAccount> outputs) {
        TableView<OutputAccount> table = new TableView<>();
        table.setId("run-outputs");
        table.getColumns().add(Columns.text("Step", 130, OutputAccount::step));
        table.getColumns().add(Columns.text("Dataset", 200, OutputAccount::dataset));
        table.getColumns()
                .add(
                        Columns.text(
                                "Version",
                                220,
                                o -> o.version() == null ? "no versions there" : o.version()));
        table.getColumns().add(Columns.text("Mode", 86, OutputAccount::mode));
        table.getColumns().add(Columns.number("Rows", 90, -1, OutputAccount::rows));
        table.getItems().setAll(outputs);
        return table;
    }

    private static TableView<ShipmentAccount> shipments(List<ShipmentAccount> shipments) {
        TableView<ShipmentAccount> table = new TableView<>();
        table.setId("run-shipments");
        table.getColumns().add(Columns.text("Source", 130, ShipmentAccount::connection));
        table.getColumns().add(Columns.text("Rows of", 200, ShipmentAccount::relation));
        table.getColumns()
                .add(Columns.text("Kept", 150, s -> s.whole() ? "all rows" : "only wanted keys"));
        table.getColumns().add(Columns.number("Rows", 90, -1, ShipmentAccount::rows));
        table.getColumns().add(Columns.number("Bytes", 110, -1, ShipmentAccount::bytes));
        table.getItems().setAll(shipments);
        return table;
    }
}

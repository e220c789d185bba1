package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.CheckOutcome;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.StepAccount;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the last run of this window did: where every row went, what checks found, what became
/// visible.
final class RunPanel extends BorderPane {
    private final TableView<StepAccount> table = new TableView<>();
    private final Label head =
            new Label("Not run yet. Press Run to run the pipeline on its real sources");
    private final VBox below = new VBox(2);

    RunPanel() {
        table.setId("accounts");
        table.setPlaceholder(new Label(""));
        text("Step", 180, StepAccount::step);
        number("In", StepAccount::in);
        number("Out", StepAccount::out);
        number("Filtered", StepAccount::filtered);
        number("Rejected", StepAccount::rejected);
        number("Combined", StepAccount::combined);
        number("ms", StepAccount::millis);
        number("Bytes", StepAccount::bytes);
        head.setWrapText(true);
        head.setId("run-head");
        VBox top = new VBox(2, head, below);
        top.setStyle("-fx-padding: 8 12 8 12;");
        top.getStyleClass().add("panel");
        setTop(top);
        setCenter(table);
    }

    private void text(String title, double width, Function<StepAccount, String> value) {
        TableColumn<StepAccount, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(v -> new SimpleStringProperty(value.apply(v.getValue())));
        table.getColumns().add(column);
    }

    private void number(String title, Function<StepAccount, Long> value) {
        TableColumn<StepAccount, Long> column = new TableColumn<>(title);
        column.setPrefWidth(79);
        column.getStyleClass().add("numbers");
        column.setCellValueFactory(
                v -> new javafx.beans.property.SimpleObjectProperty<>(value.apply(v.getValue())));
        column.setCellFactory(_ -> new CountCell());
        table.getColumns().add(column);
    }

    /// A count, with thousands separated; nothing for what was not counted.
    private static final class CountCell extends TableCell<StepAccount, Long> {
        @Override
        protected void updateItem(@Nullable Long value, boolean empty) {
            super.updateItem(value, empty);
            getStyleClass().remove("number");
            getStyleClass().add("number");
            setText(
                    empty || value == null || value == StepAccount.UNKNOWN
                            ? ""
                            : String.format(Locale.ROOT, "%,d", value));
        }
    }

    /// Says that a run goes on.
    void running(String pipeline, String stage) {
        head.setText("Running " + pipeline + ": " + stage.toLowerCase(Locale.ROOT) + " …");
        below.getChildren().clear();
        table.getItems().clear();
    }

    /// Says that it could not start, or broke.
    void failed(List<Problem> problems) {
        head.setText("The run did not start");
        below.getChildren().setAll(problems.stream().map(RunPanel::line).toList());
    }

    private static Label line(Problem problem) {
        Label label =
                new Label(
                        problem.code()
                                + ": "
                                + problem.message()
                                + (problem.remedy() == null ? "" : ". " + problem.remedy()));
        label.setWrapText(true);
        label.getStyleClass().add(problem.isError() ? "bad-text" : "warn-text");
        return label;
    }

    /// Shows what a run did.
    void show(RunReport report) {
        long millis = java.time.Duration.between(report.started(), report.finished()).toMillis();
        String ended =
                switch (report.state()) {
                    case COMPLETE -> "complete";
                    case FAIL -> "failed; nothing became visible";
                    case ABORT -> "cancelled; nothing became visible";
                };
        head.setText(
                String.format(
                        Locale.ROOT,
                        "Run %s of %s: %s in %,d ms",
                        report.runId(),
                        report.pipeline(),
                        ended,
                        millis));
        below.getChildren().clear();
        report.problems().forEach(p -> below.getChildren().add(line(p)));
        failing(report);
        written(report);
        table.getItems().setAll(report.accounts());
    }

    private void failing(RunReport report) {
        for (CheckOutcome check : report.checks()) {
            if (!check.passed()) {
                Label label =
                        new Label(
                                String.format(
                                        Locale.ROOT,
                                        "Check %s of %s: %,d of %,d rows fail (%s)",
                                        check.check().name(),
                                        check.step(),
                                        check.failing(),
                                        check.rows(),
                                        check.check().action().name().toLowerCase(Locale.ROOT)));
                label.getStyleClass().add("warn-text");
                below.getChildren().add(label);
            }
        }
    }

    private void written(RunReport report) {
        for (RunReport.Written output : report.outputs()) {
            Label label =
                    new Label(
                            String.format(
                                    Locale.ROOT,
                                    "%s: %,d rows, version %s",
                                    output.dataset(),
                                    output.rows(),
                                    output.version()));
            label.getStyleClass().add("good-text");
            below.getChildren().add(label);
        }
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.workbench.service.design.DesignDesk.Checked;
import io.plumbline.workbench.service.design.QuickFix;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/// What is wrong with the pipeline that is shown: a press goes there, a button cures it.
final class ProblemsPanel extends BorderPane {
    private final TableView<Problem> table = new TableView<>();
    private final BiConsumer<Problem, QuickFix> fixed;
    private @Nullable Checked checked;

    /// Takes who goes to a problem and who cures it.
    ProblemsPanel(Consumer<Problem> gone, BiConsumer<Problem, QuickFix> fixed) {
        this.fixed = fixed;
        table.setId("problems");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label("Nothing is wrong: types hold at every wire"));
        column("", 28, p -> p.isError() ? "■" : "▲");
        column("Step", 130, p -> p.place().step() == null ? "" : p.place().step());
        column("What is wrong", 420, Problem::message);
        column("What to do", 260, p -> p.remedy() == null ? "" : p.remedy());
        TableColumn<Problem, Problem> cure = new TableColumn<>("Cure");
        cure.setCellValueFactory(
                v -> new javafx.beans.property.SimpleObjectProperty<>(v.getValue()));
        cure.setCellFactory(_ -> new CureCell());
        cure.setPrefWidth(220);
        table.getColumns().add(cure);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, p) -> {
                    if (p != null) {
                        gone.accept(p);
                    }
                });
        table.setOnKeyPressed(e -> {
            Problem chosen = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && chosen != null) {
                gone.accept(chosen);
            }
        });
        setCenter(table);
    }

    private void column(
            String title, double width, java.util.function.Function<Problem, String> text) {
        TableColumn<Problem, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(v -> new SimpleStringProperty(text.apply(v.getValue())));
        column.setCellFactory(_ -> new WordsCell());
        table.getColumns().add(column);
    }

    /// Shows problems of a pipeline.
    void show(Checked now) {
        boolean cures = checked != null && !checked.tried().equals(now.tried());
        checked = now;
        if (!table.getItems().equals(now.problems())) {
            table.getSelectionModel().clearSelection();
            table.getItems().setAll(now.problems());
        } else if (cures) {
            table.refresh();
        }
    }

    /// Words that are read in full in the tooltip.
    private static final class WordsCell extends TableCell<Problem, String> {
        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            boolean mark = text != null && text.length() == 1;
            getStyleClass().removeAll("bad-text", "warn-text");
            if (!empty && mark) {
                getStyleClass().add("■".equals(text) ? "bad-text" : "warn-text");
            }
            setTooltip(
                    empty || text == null || mark ? null : new javafx.scene.control.Tooltip(text));
        }
    }

    /// The best cure, as a button.
    private final class CureCell extends TableCell<Problem, Problem> {
        @Override
        protected void updateItem(@Nullable Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            setGraphic(null);
            if (empty || problem == null) {
                return;
            }
            List<QuickFix> fixes = checked == null ? List.of() : checked.fixes(problem);
            if (!fixes.isEmpty()) {
                QuickFix best = fixes.getFirst();
                Button button = new Button(best.label());
                button.setMnemonicParsing(false); // names hold underscores
                button.getStyleClass().addAll("small", "quick-fix");
                button.setAccessibleText(best.label().toLowerCase(Locale.ROOT));
                button.setMnemonicParsing(false); // names have underscores
                button.setOnAction(_ -> fixed.accept(problem, best));
                setGraphic(button);
            }
        }
    }
}

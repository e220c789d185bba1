package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.desktop.view.shell.Tasks;
import io.plumbline.workbench.service.ContractService;
import io.plumbline.workbench.service.ContractService.Change;
import io.plumbline.workbench.service.ContractService.Comparison;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The contract as it is saved beside what its source has now.
final class ComparePanel {
    private final Desk desk;
    private final String dataset;
    private final Consumer<Schema> taken;
    private final BorderPane content = new BorderPane();
    private final TableView<Change> table = new TableView<>();
    private final Label hint =
            Parts.label("Compare looks at the columns that the source has now", "muted");
    private final Label about = Parts.label("", "muted");
    private final VBox touched = new VBox(4);
    private final Button compare = Parts.button("Compare now", "compare", this::compare);
    private final Button stop = Parts.button("Cancel", "cancel-compare", this::cancel);
    private final Button take =
            Parts.button("Take over the source's columns", "take-over", this::take);
    private Tasks.@Nullable Running running;
    private @Nullable Comparison last;

    ComparePanel(Desk desk, String dataset, Consumer<Schema> taken) {
        this.desk = desk;
        this.dataset = dataset;
        this.taken = taken;
        stop.setVisible(false);
        take.setDisable(true);
        table.setId("changes");
        table.setAccessibleText("Differences between the contract and its source");
        table.setPlaceholder(hint);
        TableColumn<Change, String> kind = column("Difference", 130, c -> words(c.kind()));
        kind.setCellFactory(_ -> new KindCell());
        table.getColumns().add(kind);
        table.getColumns().add(column("Column", 200, Change::column));
        table.getColumns().add(column("Contract", 200, Change::contract));
        table.getColumns().add(column("Source now", 200, Change::source));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        HBox bar = Parts.row(compare, stop, about, Parts.gap(), take);
        bar.getStyleClass().add("data-bar");
        touched.getStyleClass().add("data-side");
        touched.setId("touched");
        touched.setPrefWidth(330);
        content.setTop(bar);
        content.setCenter(table);
    }

    Node content() {
        return content;
    }

    private static TableColumn<Change, String> column(
            String name, double width, Function<Change, String> value) {
        TableColumn<Change, String> column = new TableColumn<>(name);
        column.setCellValueFactory(c -> new SimpleStringProperty(value.apply(c.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private static String words(ContractService.Kind kind) {
        return switch (kind) {
            case ADDED -> "added";
            case GONE -> "gone";
            case TYPE -> "type changed";
            case NULLABLE -> "null changed";
        };
    }

    private void compare() {
        OpenWorkspace workspace = desk.shell().workspace();
        table.getItems().clear();
        hint.setText("Looking at the source of " + dataset + " …");
        table.setPlaceholder(hint);
        compare.setDisable(true);
        stop.setVisible(true);
        running =
                desk.shell()
                        .tasks()
                        .start(
                                "Comparison of " + dataset,
                                c -> {
                                    try (WorkspaceSession session = workspace.newSession()) {
                                        return new ContractService().compare(session, dataset, c);
                                    }
                                },
                                this::compared,
                                problems -> {
                                    ended();
                                    VBox card = Parts.card(problems);
                                    card.setMaxWidth(560);
                                    card.setMaxHeight(VBox.USE_PREF_SIZE);
                                    table.setPlaceholder(card);
                                });
    }

    private void ended() {
        running = null;
        compare.setDisable(false);
        stop.setVisible(false);
    }

    private void compared(Comparison comparison) {
        ended();
        last = comparison;
        List<Change> changes = comparison.changes();
        hint.setText(
                "No difference: the source has the "
                        + comparison.source().fields().size()
                        + " columns of the contract");
        table.getItems().setAll(changes);
        take.setDisable(false);
        about.setText(
                (changes.isEmpty()
                                ? "The same"
                                : changes.size()
                                        + (changes.size() == 1 ? " difference" : " differences"))
                        + (comparison.guessed()
                                ? " · the source declares no types: they are read off its rows"
                                : ""));
        touched.getChildren().setAll(Parts.label("What it touches", "pane-title"));
        if (comparison.touched().isEmpty()) {
            touched.getChildren().add(Parts.label("No pipeline reads this dataset", "muted"));
        }
        for (ContractService.Touched t : comparison.touched()) {
            touched.getChildren()
                    .addAll(
                            Parts.label("Pipeline " + t.pipeline(), "touched-name"),
                            Parts.label(
                                    "reads "
                                            + t.reads()
                                            + (t.outputs().isEmpty()
                                                    ? ", writes nothing from it"
                                                    : " → writes "
                                                            + String.join(", ", t.outputs())),
                                    "muted"));
        }
        content.setRight(touched);
    }

    private void take() {
        if (last != null) {
            taken.accept(last.source());
            about.setText("Taken over into the editor: look at Columns, then save");
        }
    }

    private void cancel() {
        if (running != null) {
            running.cancellation().cancel();
        }
    }

    /// The kind of a difference in its colour and in words.
    private static final class KindCell extends TableCell<Change, String> {
        @Override
        protected void updateItem(@Nullable String words, boolean empty) {
            super.updateItem(words, empty);
            setText(empty ? null : words);
            getStyleClass().removeAll("diff-added", "diff-gone", "diff-type", "diff-null");
            if (!empty && words != null) {
                getStyleClass()
                        .add("diff-" + words.toLowerCase(Locale.ROOT).replace(" changed", ""));
            }
        }
    }
}

package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.desktop.view.shell.Tasks;
import io.plumbline.workbench.service.PreviewService;
import io.plumbline.workbench.service.QueryService;
import io.plumbline.workbench.service.ValueText;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The first rows of a dataset as it is saved; each look is recorded.
final class RowsPanel {
    private static final int ROWS = 100;

    private final Desk desk;
    private final String dataset;
    private final BorderPane content = new BorderPane();
    private final TableView<List<? extends @Nullable Object>> table = new TableView<>();
    private final Label hint =
            Parts.label("Show rows fetches the first 100. Each look is in the audit log.", "muted");
    private final Label about = Parts.label("", "muted");
    private final Button show = Parts.button("Show rows", "show-dataset-rows", this::show);
    private final Button stop = Parts.button("Cancel", "cancel-rows", this::cancel);
    private Tasks.@Nullable Running running;

    RowsPanel(Desk desk, String dataset) {
        this.desk = desk;
        this.dataset = dataset;
        table.setId("dataset-rows");
        table.setAccessibleText("Rows of " + dataset);
        table.setPlaceholder(hint);
        stop.setVisible(false);
        HBox bar = Parts.row(show, stop, Parts.gap(), about);
        bar.getStyleClass().add("data-bar");
        content.setTop(bar);
        content.setCenter(table);
    }

    Node content() {
        return content;
    }

    private void show() {
        hint.setText("Fetching rows of " + dataset + " …");
        table.setPlaceholder(hint);
        table.getItems().clear();
        table.getColumns().clear();
        about.setText("");
        show.setDisable(true);
        stop.setVisible(true);
        OpenWorkspace workspace = desk.shell().workspace();
        running =
                desk.shell()
                        .tasks()
                        .start(
                                "Rows of " + dataset,
                                c -> fetch(workspace, c),
                                this::shown,
                                problems -> {
                                    ended();
                                    VBox card = Parts.card(problems);
                                    card.setMaxWidth(560);
                                    card.setMaxHeight(VBox.USE_PREF_SIZE);
                                    table.setPlaceholder(card);
                                });
    }

    private Rows fetch(OpenWorkspace workspace, Cancellation cancellation) {
        Rows rows = new Rows(cancellation);
        try (WorkspaceSession session = workspace.newSession()) {
            new PreviewService(workspace.surroundings())
                    .dataset(session, workspace.ownedRecords(), dataset, ROWS, cancellation, rows);
        }
        return rows;
    }

    private void ended() {
        running = null;
        show.setDisable(false);
        stop.setVisible(false);
    }

    private void shown(Rows rows) {
        ended();
        hint.setText("There are no rows");
        for (int i = 0; i < rows.schema.fields().size(); i++) {
            table.getColumns().add(column(rows, i));
        }
        table.getItems().setAll(rows.rows);
        about.setText(
                (rows.rows.size() == ROWS ? "first " : "")
                        + rows.rows.size()
                        + " rows · this look is in the audit log");
    }

    private static TableColumn<List<? extends @Nullable Object>, String> column(
            Rows rows, int index) {
        String name = rows.schema.fields().get(index).name();
        TableColumn<List<? extends @Nullable Object>, String> column = new TableColumn<>(name);
        column.setCellValueFactory(r -> new SimpleStringProperty(text(r.getValue().get(index))));
        int longest = Math.max(name.length() + 2, 6);
        for (List<? extends @Nullable Object> row :
                rows.rows.subList(0, Math.min(30, rows.rows.size()))) {
            longest = Math.max(longest, text(row.get(index)).length());
        }
        column.setPrefWidth(Math.clamp(longest * 7.8 + 22, 70, 300));
        return column;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : ValueText.of(value);
    }

    private void cancel() {
        if (running != null) {
            running.cancellation().cancel();
        }
    }

    /// Takes rows as they come.
    private static final class Rows implements QueryService.Receiver {
        private final Cancellation cancellation;
        private final List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        private Schema schema = Schema.of();

        Rows(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        @Override
        public void begin(Schema found) {
            schema = found;
        }

        @Override
        public void row(List<? extends @Nullable Object> values) {
            cancellation.check();
            rows.add(values);
        }

        @Override
        public void end() {}
    }
}

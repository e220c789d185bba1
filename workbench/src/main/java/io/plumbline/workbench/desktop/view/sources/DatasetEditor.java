package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A dataset: its contract, its rows, and how it differs from its source.
final class DatasetEditor implements DataEditor {
    private final Desk desk;
    private final Edits<Dataset> edits;
    private final BorderPane content = new BorderPane();
    private final TextField description;
    private final TextField owner;
    private final ColumnsPanel columns;
    private final Label where = Parts.label("", "muted");
    private final Button undo = Parts.button("Undo", "undo-dataset", this::undo);
    private final Button redo = Parts.button("Redo", "redo-dataset", this::redo);
    private final Button save = Parts.button("Save", "save-dataset", this::save);
    private final VBox failure = new VBox();
    private boolean showing;

    DatasetEditor(Desk desk, Dataset dataset) {
        this.desk = desk;
        this.edits = new Edits<>(dataset);
        description = Parts.field("dataset-description", _ -> texts("description"));
        owner = Parts.field("dataset-owner", _ -> texts("owner"));
        columns = new ColumnsPanel(desk.workspace(), this::edited);
        save.getStyleClass().add("primary");
        content.setTop(head(dataset));
        TabPane tabs = new TabPane();
        tabs.setId("dataset-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getTabs()
                .addAll(
                        new Tab("Columns", columns.content()),
                        new Tab("Rows", new RowsPanel(desk, dataset.name()).content()),
                        new Tab(
                                "Compare with source",
                                new ComparePanel(desk, dataset.name(), this::takeOver).content()),
                        new Tab("Contract", ContractFacts.of(dataset)));
        content.setCenter(tabs);
        again();
    }

    private Node head(Dataset dataset) {
        VBox words = new VBox(1, Parts.label(dataset.name(), "pane-title"), where);
        words.setMinWidth(0);
        HBox first = Parts.row(words, Parts.gap(), undo, redo, save);
        VBox ownerBox = Parts.labelled("Owner", owner);
        owner.setPrefWidth(180);
        HBox.setHgrow(ownerBox, javafx.scene.layout.Priority.NEVER);
        HBox second = new HBox(12, Parts.labelled("Description", description), ownerBox);
        VBox head = new VBox(8, first, second, failure);
        head.getStyleClass().addAll("data-head", "inspector");
        return head;
    }

    private void texts(String field) {
        if (showing) {
            return;
        }
        Dataset d = edits.now();
        edited(
                new Dataset(
                        d.name(),
                        Parts.orNull(description.getText()),
                        d.connection(),
                        d.table(),
                        d.schema(),
                        d.keys(),
                        d.classes(),
                        Parts.orNull(owner.getText()),
                        d.checks(),
                        d.contract()),
                field);
    }

    private void edited(Dataset next, String field) {
        edits.set(next, field);
        columns.show(edits.now());
        buttons();
    }

    private void takeOver(Schema source) {
        Dataset d = edits.now();
        Map<String, String> classes =
                d.classes().entrySet().stream()
                        .filter(e -> source.field(e.getKey()).isPresent())
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
        List<String> keys = d.keys().stream().filter(k -> source.field(k).isPresent()).toList();
        edited(
                new Dataset(
                        d.name(),
                        d.description(),
                        d.connection(),
                        d.table(),
                        source,
                        keys,
                        classes,
                        d.owner(),
                        d.checks(),
                        d.contract()),
                "source " + System.identityHashCode(source));
    }

    private void buttons() {
        Dataset d = edits.now();
        where.setText(
                (d.connection() == null
                                ? "Managed table of the workspace"
                                : d.connection() + " · " + d.table())
                        + " · "
                        + d.schema().fields().size()
                        + " columns"
                        + d.property("residency").map(r -> " · stays in " + r).orElse("")
                        + d.property("retention").map(r -> " · kept " + r).orElse(""));
        undo.setDisable(!edits.canUndo());
        redo.setDisable(!edits.canRedo());
        save.setDisable(!edits.isChanged());
        desk.changed();
    }

    private void again() {
        showing = true;
        Parts.show(description, edits.now().description());
        Parts.show(owner, edits.now().owner());
        showing = false;
        columns.show(edits.now());
        buttons();
    }

    @Override
    public void save() {
        if (!edits.isChanged()) {
            return;
        }
        Dataset written = edits.now();
        Path root = desk.workspace().root();
        failure.getChildren().clear();
        desk.shell()
                .tasks()
                .start(
                        "Saving " + written.name(),
                        _ -> WorkspaceWriter.save(root, written),
                        _ -> {
                            edits.saved(written);
                            buttons();
                            desk.written(
                                    "Saved dataset '" + written.name() + "'",
                                    new Entry(Entry.Kind.DATASET, written.name()));
                        },
                        problems -> failure.getChildren().setAll(Parts.card(problems)));
    }

    @Override
    public void undo() {
        if (edits.undo()) {
            again();
        }
    }

    @Override
    public void redo() {
        if (edits.redo()) {
            again();
        }
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public boolean isChanged() {
        return edits.isChanged();
    }

    @Override
    public void focus() {
        description.requestFocus();
    }
}

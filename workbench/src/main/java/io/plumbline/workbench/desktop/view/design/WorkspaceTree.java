package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Workspace;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/// What the workspace holds: connections, datasets, pipelines. A pipeline opens with a press; a
/// dataset is dragged onto the canvas, or read with Enter.
final class WorkspaceTree extends TreeView<WorkspaceTree.Entry> {
    private final Consumer<String> opened;
    private final Carry carry;
    private Set<String> changed = Set.of();
    private Set<String> broken = Set.of();

    /// What an entry is.
    enum Kind {
        GROUP,
        CONNECTION,
        DATASET,
        PIPELINE
    }

    /// A line of the tree.
    ///
    /// @param beside what stands at its right
    record Entry(Kind kind, String name, String beside) {}

    /// Takes a dataset that is carried over the window.
    interface Carry {
        /// It was let go at a point of the scene, or chosen by the keyboard at none.
        void dropped(String dataset, double sceneX, double sceneY);
    }

    WorkspaceTree(Consumer<String> opened, Carry carry) {
        this.opened = opened;
        this.carry = carry;
        getStyleClass().add("workspace-tree");
        setShowRoot(false);
        setId("workspace-tree");
        setAccessibleText("Workspace");
        setCellFactory(_ -> new EntryCell());
        setOnKeyPressed(e -> {
            TreeItem<Entry> item = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && item != null) {
                choose(item.getValue());
            }
        });
    }

    /// Shows a workspace.
    void show(Workspace workspace) {
        TreeItem<Entry> root = new TreeItem<>(new Entry(Kind.GROUP, "", ""));
        TreeItem<Entry> connections = group("Connections", workspace.connections().size());
        workspace
                .connections()
                .values()
                .forEach(c ->
                        connections.getChildren().add(leaf(Kind.CONNECTION, c.name(), about(c))));
        TreeItem<Entry> datasets = group("Datasets", workspace.datasets().size());
        workspace
                .datasets()
                .values()
                .forEach(d ->
                        datasets.getChildren()
                                .add(
                                        leaf(
                                                Kind.DATASET,
                                                d.name(),
                                                d.connection() == null
                                                        ? "managed"
                                                        : d.connection())));
        TreeItem<Entry> pipelines = group("Pipelines", workspace.pipelines().size());
        workspace
                .pipelines()
                .keySet()
                .forEach(p -> pipelines.getChildren().add(leaf(Kind.PIPELINE, p, "")));
        root.getChildren().add(pipelines);
        root.getChildren().add(datasets);
        root.getChildren().add(connections);
        setRoot(root);
    }

    /// Marks pipelines that are not saved, and those with errors.
    void mark(Set<String> unsaved, Set<String> wrong) {
        if (!unsaved.equals(changed) || !wrong.equals(broken)) {
            changed = Set.copyOf(unsaved);
            broken = Set.copyOf(wrong);
            refresh();
        }
    }

    private static String about(Connection c) {
        return c.kind() + (c.region() == null ? "" : " · " + c.region());
    }

    private static TreeItem<Entry> group(String name, int count) {
        TreeItem<Entry> item = new TreeItem<>(new Entry(Kind.GROUP, name, String.valueOf(count)));
        item.setExpanded(true);
        return item;
    }

    private static TreeItem<Entry> leaf(Kind kind, String name, String beside) {
        return new TreeItem<>(new Entry(kind, name, beside));
    }

    private void choose(Entry entry) {
        switch (entry.kind()) {
            case PIPELINE -> opened.accept(entry.name());
            case DATASET -> carry.dropped(entry.name(), -1, -1);
            case GROUP, CONNECTION -> {}
        }
    }

    /// A line with its name and what stands beside it.
    private final class EntryCell extends TreeCell<Entry> {
        EntryCell() {
            setOnMouseClicked(e -> {
                Entry entry = getItem();
                if (entry != null && entry.kind() == Kind.PIPELINE) {
                    opened.accept(entry.name());
                }
            });
            setOnMouseReleased(e -> {
                Entry entry = getItem();
                if (entry != null && entry.kind() == Kind.DATASET && !e.isStillSincePress()) {
                    carry.dropped(entry.name(), e.getSceneX(), e.getSceneY());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            getStyleClass().remove("group");
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            if (entry.kind() == Kind.GROUP) {
                getStyleClass().add("group");
            }
            boolean pipeline = entry.kind() == Kind.PIPELINE;
            boolean unsaved = pipeline && changed.contains(entry.name());
            Label name = new Label(entry.name() + (unsaved ? " •" : ""));
            name.setMinWidth(0);
            boolean wrong = pipeline && broken.contains(entry.name());
            Label beside = new Label(wrong ? "■" : entry.beside());
            beside.getStyleClass().add(wrong ? "bad-text" : "beside");
            // where both do not fit, the name goes first, and no half words stand beside it
            beside.setMinWidth(0);
            beside.setTextOverrun(OverrunStyle.WORD_ELLIPSIS);
            beside.setEllipsisString("");
            BorderPane row = new BorderPane(null, null, beside, null, name);
            BorderPane.setAlignment(name, Pos.CENTER_LEFT);
            BorderPane.setAlignment(beside, Pos.CENTER_RIGHT);
            BorderPane.setMargin(beside, new Insets(0, 0, 0, 6));
            row.setMinWidth(0);
            row.setPrefWidth(1);
            setGraphic(row);
            setAccessibleText(entry.name() + " " + entry.beside());
        }
    }
}

package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The connections and datasets of the workspace, with search.
final class DataList extends VBox {
    private final TextField search = new TextField();
    private final TreeView<Entry> tree = new TreeView<>();
    private @Nullable Workspace workspace;
    private Set<Entry> changed = Set.of();
    private boolean filling;

    DataList(Consumer<Entry> chosen, Runnable wanted) {
        getStyleClass().addAll("panel", "data-list");
        search.setId("data-search");
        search.setPromptText("Search names and columns");
        search.setAccessibleText("Search connections, datasets and columns");
        search.textProperty().addListener((_, _, _) -> fill());
        search.setOnAction(_ -> tree.requestFocus());
        Button add = Parts.button("New connection", "new-connection", wanted);
        add.setMaxWidth(Double.MAX_VALUE);
        VBox head = new VBox(8, search, add);
        head.getStyleClass().add("data-list-head");
        tree.setId("data-list");
        tree.setAccessibleText("Connections and datasets");
        tree.getStyleClass().add("workspace-tree");
        tree.setShowRoot(false);
        tree.setCellFactory(_ -> new EntryCell());
        tree.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, item) -> {
                    if (!filling && item != null && item.getValue().kind() != Entry.Kind.GROUP) {
                        chosen.accept(item.getValue());
                    }
                });
        VBox.setVgrow(tree, Priority.ALWAYS);
        getChildren().addAll(head, tree);
    }

    /// Shows a workspace.
    void show(Workspace shown) {
        workspace = shown;
        fill();
    }

    /// Marks what is not saved.
    void mark(Set<Entry> unsaved) {
        if (!unsaved.equals(changed)) {
            changed = Set.copyOf(unsaved);
            tree.refresh();
        }
    }

    /// Selects an entry and shows that without telling.
    void select(Entry entry) {
        filling = true;
        items().filter(i -> i.getValue().equals(entry))
                .findFirst()
                .ifPresentOrElse(
                        i -> tree.getSelectionModel().select(i),
                        () -> tree.getSelectionModel().clearSelection());
        filling = false;
    }

    /// Brings the cursor into the search.
    void focus() {
        search.requestFocus();
    }

    private Stream<TreeItem<Entry>> items() {
        return tree.getRoot() == null
                ? Stream.of()
                : tree.getRoot().getChildren().stream().flatMap(g -> g.getChildren().stream());
    }

    private void fill() {
        Workspace shown = workspace;
        if (shown == null) {
            return;
        }
        TreeItem<Entry> selected = tree.getSelectionModel().getSelectedItem();
        filling = true;
        TreeItem<Entry> root = new TreeItem<>(new Entry(Entry.Kind.GROUP, ""));
        root.getChildren()
                .addAll(
                        List.of(
                                group(
                                        "Connections",
                                        Entry.Kind.CONNECTION,
                                        shown.connections().values().stream()
                                                .filter(this::fits)
                                                .map(Connection::name)),
                                group(
                                        "Datasets",
                                        Entry.Kind.DATASET,
                                        shown.datasets().values().stream()
                                                .filter(this::fits)
                                                .map(Dataset::name))));
        tree.setRoot(root);
        filling = false;
        if (selected != null) {
            select(selected.getValue());
        }
    }

    private static TreeItem<Entry> group(String title, Entry.Kind kind, Stream<String> names) {
        TreeItem<Entry> group = new TreeItem<>(new Entry(Entry.Kind.GROUP, title));
        names.forEach(n -> group.getChildren().add(new TreeItem<>(new Entry(kind, n))));
        group.setExpanded(true);
        return group;
    }

    private boolean fits(Connection c) {
        return found(c.name(), c.kind(), c.region(), c.environment(), c.owner());
    }

    private boolean fits(Dataset d) {
        return found(d.name(), d.connection(), d.table(), d.owner(), d.description())
                || found(d.schema().names().toArray(new String[0]))
                || found(d.classes().values().toArray(new String[0]));
    }

    private boolean found(@Nullable String... texts) {
        String wanted = search.getText() == null ? "" : search.getText().strip();
        String low = wanted.toLowerCase(Locale.ROOT);
        return low.isEmpty()
                || Stream.of(texts)
                        .filter(Objects::nonNull)
                        .anyMatch(t -> String.valueOf(t).toLowerCase(Locale.ROOT).contains(low));
    }

    private String beside(Entry entry) {
        Workspace shown = workspace;
        if (shown == null) {
            return "";
        }
        Connection connection =
                entry.kind() == Entry.Kind.CONNECTION
                        ? shown.connections().get(entry.name())
                        : null;
        if (connection != null) {
            return Stream.of(connection.kind(), connection.region(), connection.environment())
                    .filter(Objects::nonNull)
                    .reduce((a, b) -> a + " · " + b)
                    .orElse("");
        }
        Dataset dataset =
                entry.kind() == Entry.Kind.DATASET ? shown.datasets().get(entry.name()) : null;
        if (dataset == null) {
            return "";
        }
        long classes = dataset.classes().values().stream().distinct().count();
        int columns = dataset.schema().fields().size();
        return (dataset.connection() == null ? "managed" : dataset.connection())
                + (columns == 0 ? " · columns of the source" : " · " + columns + " columns")
                + (classes == 0 ? "" : " · " + classes + (classes == 1 ? " class" : " classes"));
    }

    /// A line: the name above what it is.
    private final class EntryCell extends TreeCell<Entry> {
        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            setGraphic(null);
            getStyleClass().remove("group");
            if (empty || entry == null) {
                return;
            }
            Label name = new Label(entry.name() + (changed.contains(entry) ? " •" : ""));
            if (entry.kind() == Entry.Kind.GROUP) {
                getStyleClass().add("group");
                Label count = new Label(String.valueOf(getTreeItem().getChildren().size()));
                count.getStyleClass().add("beside");
                HBox row = Parts.row(name, Parts.gap(), count);
                row.setPrefWidth(1);
                setGraphic(row);
                return;
            }
            Label about = new Label(beside(entry));
            about.getStyleClass().add("beside");
            VBox lines = new VBox(1, name, about);
            lines.setPrefWidth(1);
            setGraphic(lines);
            setAccessibleText(entry.name() + " " + about.getText());
        }
    }
}

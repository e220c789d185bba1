package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.document.ReadWorkspace;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Workspace;
import io.plumbline.workbench.desktop.view.shell.Command;
import io.plumbline.workbench.desktop.view.shell.Notice;
import io.plumbline.workbench.desktop.view.shell.Page;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.WorkspaceSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The place of connections and datasets. It reads the files anew whenever it is gone to; what an
/// editor holds stays until it is saved or given up.
public final class DataPage implements Page, Desk {
    private final Shell shell;
    private final SplitPane content = new SplitPane();
    private final BorderPane detail = new BorderPane();
    private final DataList list = new DataList(this::open, this::openNew);
    private final Map<Entry, DataEditor> editors = new LinkedHashMap<>();
    private Workspace workspace;
    private @Nullable Entry shown;
    private @Nullable Notice notice;

    /// Makes the page of a window.
    public DataPage(Shell shell) {
        this.shell = shell;
        this.workspace = shell.workspace().workspace();
        detail.getStyleClass().add("panel");
        content.getItems().addAll(list, detail);
        content.setId("data-page");
        content.setDividerPositions(0.2);
        SplitPane.setResizableWithParent(list, false);
        list.setMinWidth(220);
        list.setPrefWidth(280);
        content.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        shell.add(
                Command.of(
                        "New connection",
                        null,
                        () -> {
                            shell.show(this);
                            openNew();
                        }));
        say("Select a connection or a dataset", "Or make a new connection to bring data in.");
    }

    private void pressed(KeyEvent e) {
        DataEditor editor = editor();
        if (e.getCode() == KeyCode.F5) {
            e.consume();
            refresh(shown);
        } else if (e.isShortcutDown() && e.getCode() == KeyCode.F) {
            e.consume();
            list.focus();
        } else if (editor != null && e.isShortcutDown() && !e.isAltDown()) {
            pressed(e, editor);
        }
    }

    private static void pressed(KeyEvent e, DataEditor editor) {
        switch (e.getCode()) {
            case S -> editor.save();
            case Z -> {
                if (e.isShiftDown()) {
                    editor.redo();
                } else {
                    editor.undo();
                }
            }
            case Y -> editor.redo();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private @Nullable DataEditor editor() {
        return shown == null ? null : editors.get(shown);
    }

    private void say(String title, String words) {
        VBox box = new VBox(6, Parts.label(title, "pane-title"), Parts.label(words, "muted"));
        box.getStyleClass().add("data-empty");
        box.setId("data-empty");
        detail.setCenter(box);
    }

    private void refresh(@Nullable Entry next) {
        shell.tasks()
                .start(
                        "Reading the workspace",
                        _ -> {
                            try (WorkspaceSession session = shell.workspace().newSession()) {
                                return session.files();
                            }
                        },
                        files -> read(files, next),
                        shell::tell);
    }

    private void read(ReadWorkspace files, @Nullable Entry next) {
        boolean same = files.workspace().equals(workspace);
        workspace = files.workspace();
        if (!same) {
            editors.values().removeIf(e -> !e.isChanged());
        }
        list.show(workspace);
        List<Problem> broken =
                files.problems().stream()
                        .filter(Problem::isError)
                        .filter(p -> String.valueOf(p.place().file()).matches("(con|dat).*"))
                        .toList();
        if (!broken.isEmpty() && !same) {
            shell.tell(broken);
        }
        if (next != null) {
            open(next);
        } else if (workspace.connections().isEmpty() && workspace.datasets().isEmpty()) {
            say("There are no connections yet", "Make a new connection, then import its tables.");
        }
    }

    /// Opens a connection or a dataset.
    void open(Entry entry) {
        DataEditor editor = editors.get(entry);
        if (editor == null) {
            editor = make(entry);
            if (editor == null) {
                shown = null;
                say("'" + entry.name() + "' is gone", "Its file is not there or cannot be read.");
                return;
            }
            editors.put(entry, editor);
        }
        shown = entry;
        detail.setCenter(editor.content());
        list.select(entry);
        where();
        changed();
    }

    private @Nullable DataEditor make(Entry entry) {
        return switch (entry.kind()) {
            case GROUP -> null;
            case NEW -> new NewConnection(this);
            case CONNECTION -> {
                Connection c = workspace.connections().get(entry.name());
                yield c == null ? null : new ConnectionEditor(this, c, false);
            }
            case DATASET -> {
                Dataset d = workspace.datasets().get(entry.name());
                yield d == null ? null : new DatasetEditor(this, d);
            }
        };
    }

    private void openNew() {
        Entry entry = new Entry(Entry.Kind.NEW, "");
        open(entry);
        DataEditor editor = editors.get(entry);
        if (editor != null) {
            editor.focus();
        }
    }

    private void where() {
        Entry entry = shown;
        if (shell.shown() == this) {
            shell.where(
                    entry != null && entry.kind() == Entry.Kind.DATASET
                            ? "datasets"
                            : "connections",
                    entry == null ? "" : entry.name());
        }
    }

    @Override
    public Shell shell() {
        return shell;
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public void changed() {
        list.mark(
                editors.entrySet().stream()
                        .filter(e -> e.getValue().isChanged())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    @Override
    public void written(String words, Entry next) {
        editors.remove(new Entry(Entry.Kind.NEW, ""));
        if (notice != null) {
            shell.untell(notice);
        }
        Button reload = new Button("Reload workspace");
        reload.setId("reload");
        reload.setOnAction(_ -> shell.reload());
        notice = shell.tell(words + ". Reload so that the design sees it", false, List.of(reload));
        refresh(next);
    }

    @Override
    public String title() {
        return "Data";
    }

    @Override
    public Ikon icon() {
        return Feather.DATABASE;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void shown() {
        shell.actions(List.of());
        list.show(workspace);
        where();
        refresh(shown);
    }

    @Override
    public boolean mayClose() {
        Set<String> unsaved =
                editors.entrySet().stream()
                        .filter(e -> e.getValue().isChanged())
                        .map(e ->
                                e.getKey().name().isEmpty() ? "new connection" : e.getKey().name())
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        if (unsaved.isEmpty()) {
            return true;
        }
        ButtonType drop = new ButtonType("Do not save", ButtonBar.ButtonData.NO);
        Alert alert =
                new Alert(
                        Alert.AlertType.CONFIRMATION,
                        "Not saved on the data page: " + String.join(", ", unsaved) + ".",
                        drop,
                        ButtonType.CANCEL);
        alert.initOwner(shell.getScene().getWindow());
        alert.setHeaderText("Give the changes up?");
        alert.setTitle("Plumbline");
        return alert.showAndWait().orElse(ButtonType.CANCEL) == drop;
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.view.shell.Page;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.desktop.view.shell.Tasks;
import io.plumbline.workbench.service.design.DesignDesk.Checked;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputDialog;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The page on which pipelines are designed: tree, tabs with canvases, panels below, inspector.
public final class DesignPage implements Page, EditorActions.Around {
    private final Shell shell;
    private final LiveChecks checks = new LiveChecks();
    private final WorkspaceTree tree;
    private final TabPane tabs = new TabPane();
    private final Inspector inspector;
    private final DesignPanels panels;
    private final SplitPane center = new SplitPane();
    private final SplitPane content = new SplitPane();
    private final Map<String, PipelineEditor> editors = new LinkedHashMap<>();
    private final Button runButton = new Button("Run");
    private final Button previewButton = new Button("Preview");
    private final Button saveButton = new Button("Save");

    /// Makes the page of a window.
    public DesignPage(Shell shell) {
        this.shell = shell;
        this.tree = new WorkspaceTree(this::open, this::dropDataset);
        this.panels = new DesignPanels(shell, this::editor, this::save);
        this.inspector =
                new Inspector(
                        shell.workspace(),
                        new ColumnOrigins(shell.workspace(), (p, c) -> panels.column(p, c)));
        tree.show(shell.workspace().workspace());
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.ALL_TABS);
        tabs.setId("pipelines");
        Label nothing = new Label("Open a pipeline from the tree, or make one with Ctrl N");
        nothing.getStyleClass().add("empty-hint");
        center.setOrientation(Orientation.VERTICAL);
        center.getItems().addAll(new StackPane(nothing, tabs), panels.view());
        SplitPane.setResizableWithParent(panels.view(), false);
        content.getItems().addAll(tree, center, inspector);
        SplitPane.setResizableWithParent(tree, false);
        SplitPane.setResizableWithParent(inspector, false);
        tree.setPrefWidth(208);
        inspector.setPrefWidth(318);
        remember();
        tabs.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> editorShown());
        buttons();
        new DesignCommands(shell, this, panels).add();
    }

    private void remember() {
        var settings = shell.settings();
        var root = shell.workspace().root();
        // the sizes of the drawing at 1440×900, until the person chooses others
        double left = settings.number(root, "left").orElse(0.151);
        double right = settings.number(root, "right").orElse(0.769);
        double below = settings.number(root, "below").orElse(0.68);
        // now for the first frame, and again when the sizes of the parts are known
        content.setDividerPositions(left, right);
        center.setDividerPositions(below);
        Platform.runLater(() -> {
            content.setDividerPositions(left, right);
            center.setDividerPositions(below);
            content.getDividers()
                    .get(0)
                    .positionProperty()
                    .addListener((_, _, v) -> settings.number(root, "left", v.doubleValue()));
            content.getDividers()
                    .get(1)
                    .positionProperty()
                    .addListener((_, _, v) -> settings.number(root, "right", v.doubleValue()));
            center.getDividers()
                    .get(0)
                    .positionProperty()
                    .addListener((_, _, v) -> settings.number(root, "below", v.doubleValue()));
        });
    }

    private void buttons() {
        runButton.getStyleClass().add("primary");
        runButton.setId("run");
        runButton.setOnAction(_ -> panels.run());
        previewButton.setId("preview-button");
        previewButton.setOnAction(_ -> panels.preview());
        saveButton.setId("save");
        saveButton.setOnAction(_ -> save());
        shell.actions(List.of(saveButton, previewButton, runButton));
    }

    boolean isOpen() {
        return editor().isPresent();
    }

    /// Returns the editor that is shown.
    Optional<PipelineEditor> editor() {
        Tab tab = tabs.getSelectionModel().getSelectedItem();
        return tab == null ? Optional.empty() : Optional.ofNullable(editors.get(tab.getId()));
    }

    /// Opens a pipeline, or goes to it when it is open.
    public void open(String name) {
        if (!editors.containsKey(name)) {
            try {
                DesignViewModel model =
                        new DesignViewModel(shell.workspace(), name, checks, Platform::runLater);
                add(name, model);
            } catch (PlumblineException e) {
                shell.tell(e.problems());
                return;
            }
        }
        tabs.getTabs().stream()
                .filter(t -> name.equals(t.getId()))
                .findFirst()
                .ifPresent(t -> tabs.getSelectionModel().select(t));
    }

    private void add(String name, DesignViewModel model) {
        PipelineEditor editor = new PipelineEditor(model, shell.theme(), this);
        editors.put(name, editor);
        model.onFailure(shell::tell);
        Tab tab = new Tab(name, editor);
        tab.setId(name);
        tab.setOnCloseRequest(e -> {
            if (!mayClose(name)) {
                e.consume();
            }
        });
        tab.setOnClosed(_ -> {
            editors.remove(name);
            shell.workspace().desk().forget(name);
        });
        model.draftProperty().addListener((_, _, _) -> changed(tab, model));
        model.checkedProperty().addListener((_, _, _) -> changed(tab, model));
        editor.canvas()
                .selectionProperty()
                .addListener((_, _, _) -> {
                    model.seal();
                    selected();
                });
        tabs.getTabs().add(tab);
        panels.loadRows(editor);
        if (model.isRecovered()) {
            Button back = new Button("Go back to the saved one");
            var line =
                    shell.tell(
                            "Changes of '"
                                    + name
                                    + "' that were not saved when Plumbline last ended are back",
                            false,
                            List.of(back));
            back.setOnAction(_ -> {
                model.undo();
                shell.untell(line);
            });
        }
    }

    private void changed(Tab tab, DesignViewModel model) {
        tab.setText(model.name() + (model.isChanged() ? " •" : ""));
        Set<String> unsaved = new LinkedHashSet<>();
        Set<String> wrong = new LinkedHashSet<>();
        editors.forEach((name, e) -> {
            if (e.model().isChanged()) {
                unsaved.add(name);
            }
            Checked checked = e.model().checkedProperty().get();
            if (checked != null && checked.problems().stream().anyMatch(Problem::isError)) {
                wrong.add(name);
            }
        });
        tree.mark(unsaved, wrong);
        if (editor().filter(e -> e.model() == model).isPresent()) {
            selected();
        }
    }

    private void selected() {
        inspector.refresh();
        panels.refresh();
        saveButton.setDisable(editor().filter(e -> e.model().isChanged()).isEmpty());
    }

    private void editorShown() {
        PipelineEditor now = editor().orElse(null);
        inspector.show(now);
        shell.where("pipelines", now == null ? "" : now.model().name());
        runButton.setDisable(now == null);
        previewButton.setDisable(now == null);
        selected();
        if (now != null) {
            Platform.runLater(now.canvas()::requestFocus);
        }
    }

    boolean save() {
        return editor().map(
                        e -> {
                            boolean saved = e.model().save();
                            selected();
                            return saved;
                        })
                .orElse(false);
    }

    void newPipeline() {
        TextInputDialog dialog = new TextInputDialog("new_pipeline");
        dialog.initOwner(content.getScene().getWindow());
        dialog.setTitle("New pipeline");
        dialog.setHeaderText("Name of the pipeline: letters, digits, _ and -");
        dialog.setGraphic(null);
        dialog.showAndWait()
                .map(String::strip)
                .filter(n -> n.matches("[A-Za-z0-9_-]+"))
                .ifPresent(this::open);
    }

    private void dropDataset(String dataset, double sceneX, double sceneY) {
        editor().ifPresent(e -> {
            var bounds = e.canvas().localToScene(e.canvas().getBoundsInLocal());
            if (sceneX < 0) {
                e.actions().read(dataset, bounds.getMinX() + 60, bounds.getMinY() + 120);
            } else if (bounds.contains(sceneX, sceneY)) {
                e.actions().read(dataset, sceneX, sceneY);
            }
        });
    }

    @Override
    public OpenWorkspace workspace() {
        return shell.workspace();
    }

    @Override
    public void preview(PortRef port) {
        panels.preview(port);
    }

    @Override
    public void inspect(String step) {
        inspector.refresh();
        inspector.focusForm();
    }

    @Override
    public Tasks tasks() {
        return shell.tasks();
    }

    private boolean mayClose(String name) {
        PipelineEditor editor = editors.get(name);
        if (editor == null || !editor.model().isChanged()) {
            return true;
        }
        ButtonType save = new ButtonType("Save", ButtonBar.ButtonData.YES);
        ButtonType drop = new ButtonType("Do not save", ButtonBar.ButtonData.NO);
        Alert alert =
                new Alert(
                        Alert.AlertType.CONFIRMATION,
                        "'" + name + "' has changes that are not saved.",
                        save,
                        drop,
                        ButtonType.CANCEL);
        alert.initOwner(content.getScene().getWindow());
        alert.setHeaderText("Save the changes?");
        alert.setTitle("Plumbline");
        ButtonType chosen = alert.showAndWait().orElse(ButtonType.CANCEL);
        if (chosen == drop) {
            editor.model().giveUp();
        }
        return chosen == drop || chosen == save && editor.model().save();
    }

    @Override
    public String title() {
        return "Design";
    }

    @Override
    public Ikon icon() {
        return Feather.GIT_MERGE;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void shown() {
        shell.actions(List.of(saveButton, previewButton, runButton));
        editorShown();
    }

    @Override
    public void themed() {
        editors.values().forEach(e -> e.use(shell.theme()));
    }

    @Override
    public boolean mayClose() {
        return List.copyOf(editors.keySet()).stream().allMatch(this::mayClose);
    }

    @Override
    public void close() {
        checks.close();
    }
}

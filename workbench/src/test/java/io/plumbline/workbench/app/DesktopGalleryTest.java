package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.desktop.view.design.DesignPage;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.sample.SampleService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Shows every view of the program, light and dark, small and large, to be looked at:
/// `-Dgallery.folder=target/gallery`.
@EnabledIfSystemProperty(named = "gallery.folder", matches = ".+")
class DesktopGalleryTest {
    @TempDir Path temp;

    private final Path out = Path.of(System.getProperty("gallery.folder", "."));
    private String size = "small";

    private static void does(Runnable act) {
        DesktopDriver.on(() -> {
            act.run();
            return null;
        });
    }

    private static void fire(DesktopDriver d, String id) {
        ButtonBase button = (ButtonBase) d.node(id);
        does(button::fire);
    }

    private static void type(DesktopDriver d, String id, String text) {
        TextField field = (TextField) d.node(id);
        does(() -> field.setText(text));
    }

    private static void select(DesktopDriver d, String box) {
        DiagramCanvas canvas = (DiagramCanvas) d.node("canvas");
        does(() -> {
            canvas.selectionProperty().set(Selection.box(box));
            canvas.requestFocus();
        });
    }

    private static void tab(DesktopDriver d, String id, int index) {
        TabPane tabs = (TabPane) d.node(id);
        does(() -> tabs.getSelectionModel().select(index));
    }

    private static void rows(DesktopDriver d, String id) {
        TableView<?> table = (TableView<?>) d.node(id);
        DesktopDriver.await("there are rows in " + id, () -> !table.getItems().isEmpty());
    }

    private static void idle(Shell shell) {
        DesktopDriver.await("all work is done", () -> shell.tasks().running().isEmpty());
    }

    /// Takes a view light and dark.
    private void view(DesktopDriver d, String name) throws IOException {
        d.screenshot(out.resolve(size + "-" + name + ".png"));
        fire(d, "theme");
        d.screenshot(out.resolve(size + "-" + name + "-dark.png"));
        fire(d, "theme");
    }

    @Test
    void everyView() throws Exception {
        Path root = temp.resolve("customer360");
        SampleService.create(root).close();
        Files.writeString(root.resolve("pipelines/with_errors.yaml"), ERRORS);
        Path dark = Files.createDirectories(temp.resolve("dark"));
        Files.writeString(dark.resolve("desktop.properties"), "theme=dark\n");
        try (DesktopDriver d = DesktopDriver.open(dark, 1280, 800)) {
            d.screenshot(out.resolve("small-welcome-dark.png"));
        }
        try (DesktopDriver d = DesktopDriver.open(temp.resolve("settings"), 1280, 800)) {
            d.screenshot(out.resolve("small-welcome.png"));
            Shell shell = d.open(root);
            does(() -> ((DesignPage) Objects.requireNonNull(shell.shown())).open("customer_360"));
            walk(d, shell);
            d.size(1920, 1080);
            size = "large";
            walk(d, shell);
        }
        assertThat(Files.list(out)).hasSizeGreaterThan(60);
    }

    private void walk(DesktopDriver d, Shell shell) throws IOException {
        design(d, shell);
        mending(d, shell);
        data(d, shell);
        records(d, shell);
        fire(d, "rail-design");
    }

    private void design(DesktopDriver d, Shell shell) throws IOException {
        DesignPage page = (DesignPage) Objects.requireNonNull(shell.shown());
        does(() -> page.open("customer_360"));
        idle(shell);
        fire(d, "fit");
        tab(d, "bottom", 1);
        view(d, "design-nothing-yet");
        fire(d, "run");
        Label head = (Label) d.node("run-head");
        DesktopDriver.await("the run is complete", () -> head.getText().contains("complete"));
        idle(shell);
        view(d, "design-run");
        select(d, "behaviour");
        fire(d, "preview-button");
        rows(d, "preview");
        view(d, "design-preview");
        tab(d, "bottom", 2);
        idle(shell);
        d.robot().push(KeyCode.F7);
        idle(shell);
        view(d, "design-plan");
        tab(d, "bottom", 4);
        view(d, "design-lineage");
        fire(d, "show-text");
        view(d, "design-text");
        fire(d, "show-text");
        fire(d, "add-step");
        view(d, "design-add-step");
        d.robot().push(KeyCode.ESCAPE);
        fire(d, "search");
        view(d, "palette");
        does(() ->
                List.copyOf(Window.getWindows()).stream()
                        .filter(PopupWindow.class::isInstance)
                        .forEach(Window::hide));
    }

    private void mending(DesktopDriver d, Shell shell) throws IOException {
        DesignPage page = (DesignPage) Objects.requireNonNull(shell.shown());
        does(() -> page.open("with_errors"));
        idle(shell);
        rows(d, "problems");
        tab(d, "bottom", 0);
        select(d, "rich");
        view(d, "design-problems");
    }

    private void data(DesktopDriver d, Shell shell) throws IOException {
        fire(d, "rail-data");
        idle(shell);
        view(d, "data-empty");
        fire(d, "new-connection");
        view(d, "data-kinds");
        fire(d, "kind-postgres");
        type(d, "connection-name", "warehouse");
        type(d, "setting-password", "hunter2hunter2");
        view(d, "data-new-connection");
        type(d, "setting-password", "");
        type(d, "connection-name", "");
        choose(d, 0, 0);
        fire(d, "test-connection");
        idle(shell);
        view(d, "data-connection");
        fire(d, "discover");
        idle(shell);
        view(d, "data-discovery");
        choose(d, 1, 5);
        idle(shell);
        view(d, "data-contract");
        tab(d, "dataset-tabs", 1);
        fire(d, "show-dataset-rows");
        rows(d, "dataset-rows");
        view(d, "data-rows");
        tab(d, "dataset-tabs", 2);
        fire(d, "compare");
        idle(shell);
        view(d, "data-compare");
    }

    private static void choose(DesktopDriver d, int group, int entry) {
        TreeView<?> tree = (TreeView<?>) d.node("data-list");
        does(() -> choose(tree, group, entry));
    }

    private static <T> void choose(TreeView<T> tree, int group, int entry) {
        TreeItem<T> item = tree.getRoot().getChildren().get(group).getChildren().get(entry);
        tree.getSelectionModel().select(item);
    }

    private void records(DesktopDriver d, Shell shell) throws IOException {
        fire(d, "rail-lineage");
        idle(shell);
        view(d, "lineage");
        TextField search = (TextField) d.node("lineage-search");
        does(() -> {
            search.setText("customer_360.revenue");
            search.fireEvent(new ActionEvent());
        });
        idle(shell);
        view(d, "lineage-column");
        fire(d, "rail-runs");
        idle(shell);
        rows(d, "runs");
        view(d, "runs");
        TableView<?> runs = (TableView<?>) d.node("runs");
        does(() -> runs.getSelectionModel().selectRange(0, Math.min(2, runs.getItems().size())));
        idle(shell);
        view(d, "runs-comparison");
        fire(d, "rail-audit");
        idle(shell);
        fire(d, "audit-verify");
        idle(shell);
        TableView<?> audit = (TableView<?>) d.node("audit");
        does(() -> audit.getSelectionModel().select(0));
        view(d, "audit");
    }

    private static final String ERRORS =
            """
            version: 1
            name: with_errors
            steps:
              - id: customers
                type: read
                dataset: crm_customers
              - id: rich
                type: filter
                input: customers
                condition: yearly_incme > 100
              - id: names
                type: derive
                input: rich
                columns:
                  initial: SUBSTRNG(lname, 1, 1)
              - id: publish
                type: write
                input: names
                dataset: rich_customers
            """;
}

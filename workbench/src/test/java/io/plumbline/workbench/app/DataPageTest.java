package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.workbench.desktop.view.shell.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataPageTest {
    @TempDir private Path root;
    @TempDir private Path settings;

    private static void fire(DesktopDriver desktop, String id) {
        ButtonBase button = (ButtonBase) desktop.node(id);
        DesktopDriver.on(() -> {
            button.fire();
            return null;
        });
    }

    private static void type(DesktopDriver desktop, String id, String text) {
        TextField field = (TextField) desktop.node(id);
        DesktopDriver.on(() -> {
            field.setText(text);
            return null;
        });
    }

    private static void tab(DesktopDriver desktop, int index) {
        TabPane tabs = (TabPane) desktop.node("dataset-tabs");
        DesktopDriver.on(() -> {
            tabs.getSelectionModel().select(index);
            return null;
        });
    }

    /// Returns the words below a node.
    private static String words(DesktopDriver desktop, String id) {
        return desktop.node(id).lookupAll(".label").stream()
                .map(n -> ((Label) n).getText())
                .collect(Collectors.joining(" / "));
    }

    private static <T> T shown(DesktopDriver desktop, String id, Class<T> type) {
        Shell shell = Objects.requireNonNull(desktop.window().shell());
        return type.cast(shell.lookup("#" + id));
    }

    /// For the window's thread: how many rows a table has, -1 while it is not there.
    private static int found(DesktopDriver desktop, String id) {
        TableView<?> table = shown(desktop, id, TableView.class);
        return table == null ? -1 : table.getItems().size();
    }

    /// For the window's thread: how many entries a group of the list has.
    private static int list(DesktopDriver desktop, int group) {
        TreeView<?> tree = shown(desktop, "data-list", TreeView.class);
        return tree.getRoot().getChildren().get(group).getChildren().size();
    }

    /// For the window's thread: what the test of a connection told.
    private static String told(DesktopDriver desktop) {
        return shown(desktop, "test-result", Node.class).lookupAll(".label").stream()
                .map(n -> ((Label) n).getText())
                .collect(Collectors.joining(" / "));
    }

    private static boolean idle(DesktopDriver desktop) {
        return Objects.requireNonNull(desktop.window().shell()).tasks().running().isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Shell openPage(DesktopDriver desktop) throws IOException {
        WorkspaceWriter.init(root, "bank");
        Files.createDirectories(root.resolve("drop"));
        Files.writeString(root.resolve("drop/sales.csv"), "id,amount\n1,2.50\n2,3.75\n");
        Shell shell = desktop.open(root);
        fire(desktop, "rail-data");
        return shell;
    }

    @Test
    void bringsAFolderInAndKeepsItsContract() throws IOException {
        try (DesktopDriver desktop = DesktopDriver.open(settings, 1440, 900)) {
            Shell shell = openPage(desktop);
            fire(desktop, "new-connection");
            fire(desktop, "kind-files");
            type(desktop, "connection-name", "files");
            type(desktop, "setting-path", "nowhere");
            fire(desktop, "test-connection");
            DesktopDriver.await(
                    "the test failed in words",
                    () -> told(desktop).contains("Cannot open folder 'nowhere'"));
            type(desktop, "setting-path", "drop");
            fire(desktop, "test-connection");
            DesktopDriver.await(
                    "the test tells who answers",
                    () -> told(desktop).contains("It answers: Folder with 1 data files"));
            fire(desktop, "save-connection");
            DesktopDriver.await(
                    "the connection is there",
                    () ->
                            Files.exists(root.resolve("connections/files.yaml"))
                                    && list(desktop, 0) == 1);
            fire(desktop, "discover");
            DesktopDriver.await("a file is found", () -> found(desktop, "discovered") == 1);
            fire(desktop, "import");
            DesktopDriver.await("the dataset is there", () -> list(desktop, 1) == 1);

            changeTheContract(desktop);
            fire(desktop, "reload");
            DesktopDriver.await(
                    "the workspace is open again",
                    () -> desktop.window().shell() != null && desktop.window().shell() != shell);
            Shell again = Objects.requireNonNull(desktop.window().shell());
            assertThat(Objects.requireNonNull(again.shown()).title()).isEqualTo("Data");
            assertThat(again.workspace().workspace().datasets().get("files_sales").owner())
                    .isEqualTo("finance");
        }
    }

    private void changeTheContract(DesktopDriver desktop) {
        type(desktop, "dataset-owner", "nobody");
        fire(desktop, "undo-dataset");
        assertThat(((TextField) desktop.node("dataset-owner")).getText()).isNullOrEmpty();
        type(desktop, "dataset-owner", "finance");
        type(desktop, "column-type", "NUMBERR");
        type(desktop, "column-type", "VARCHAR(9)");
        type(desktop, "column-class-editor", "user.unique_id");
        fire(desktop, "save-dataset");
        Path file = root.resolve("datasets/files_sales.yaml");
        DesktopDriver.await("it is saved", () -> text(file).contains("finance"));
        assertThat(text(file))
                .contains("VARCHAR(9)", "user.unique_id")
                .doesNotContain("nobody", "NUMBERR");
        DesktopDriver.await("the page is read anew", () -> idle(desktop));

        tab(desktop, 2);
        fire(desktop, "compare");
        DesktopDriver.await("the difference is shown", () -> found(desktop, "changes") == 1);
        assertThat(words(desktop, "touched")).contains("No pipeline reads this dataset");
        tab(desktop, 1);
        fire(desktop, "show-dataset-rows");
        DesktopDriver.await("rows are shown", () -> found(desktop, "dataset-rows") == 2);
        Shell shell = Objects.requireNonNull(desktop.window().shell());
        assertThat(shell.workspace().ownedRecords().auditEvents().list(null, null, null, 9))
                .extracting(e -> e.action() + " " + e.subject())
                .containsExactly("data.previewed dataset:files_sales");
    }

    @Test
    void refusesASecretInClearTextWhereItIsTyped() throws IOException {
        try (DesktopDriver desktop = DesktopDriver.open(settings, 1280, 800)) {
            openPage(desktop);
            fire(desktop, "new-connection");
            fire(desktop, "kind-postgres");
            type(desktop, "connection-name", "crm");
            type(desktop, "setting-password", "hunter2hunter2");
            assertThat(words(desktop, "data-page"))
                    .contains("Secret in clear text: 'password' (must be a reference)");
            fire(desktop, "save-connection");
            DesktopDriver.await("the work ended", () -> idle(desktop));
            assertThat(root.resolve("connections/crm.yaml")).doesNotExist();
            type(desktop, "setting-password", "env:CRM_PASSWORD");
            assertThat(words(desktop, "data-page")).doesNotContain("must be a reference");
            type(desktop, "setting-password", "");
            type(desktop, "connection-name", "");
        }
    }
}

package io.plumbline.workbench.desktop.view.welcome;

import io.plumbline.engine.error.Problem;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.theme.Theme;
import io.plumbline.workbench.desktop.view.shell.Notice;
import io.plumbline.workbench.desktop.view.shell.Settings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// Where a person begins: a workspace of late, a folder, or the sample.
public final class WelcomeView extends StackPane {
    private final VBox card = new VBox();
    private final Label message = new Label();
    private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final HBox buttons = new HBox(10);
    private final VBox recent = new VBox(2);

    /// Makes the view.
    ///
    /// @param open opens a workspace's folder
    /// @param sample makes and opens the sample in a folder
    public WelcomeView(
            Stage stage,
            Settings settings,
            Theme theme,
            Consumer<Path> open,
            Consumer<Path> sample) {
        getStyleClass().addAll("welcome", "root");
        theme.apply(this);
        card.getStyleClass().add("card");
        var mark = Icons.node(Feather.COMPASS, 34);
        mark.getStyleClass().add("mark");
        Label headline = new Label("Plumbline");
        headline.getStyleClass().add("headline");
        Label what =
                new Label(
                        "Draw data pipelines, see what every column is and where it comes from, and"
                                + " run them on your sources.");
        what.setWrapText(true);
        what.getStyleClass().add("muted");
        buttons(stage, open, sample);
        message.setWrapText(true);
        message.setId("welcome-message");
        progress.setMaxWidth(Double.MAX_VALUE);
        show(progress, false);
        show(message, false);
        recent(settings, open);
        card.getChildren().addAll(mark, headline, what, buttons, progress, message, recent);
        card.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(card);
    }

    private void buttons(Stage stage, Consumer<Path> open, Consumer<Path> sample) {
        Button sampleButton = new Button("Open the sample");
        sampleButton.setId("open-sample");
        sampleButton.getStyleClass().add("primary");
        sampleButton.setTooltip(
                new Tooltip(
                        "A retail company: CRM in PostgreSQL, billing as Parquet, staff in H2"));
        sampleButton.setOnAction(_ ->
                sample.accept(Path.of(System.getProperty("user.home", "."), "plumbline-sample")));
        Button folder = new Button("Open a folder");
        folder.setId("open-folder");
        folder.setOnAction(_ -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle("Open a workspace");
            File chosen = chooser.showDialog(stage);
            if (chosen != null) {
                open.accept(chosen.toPath());
            }
        });
        buttons.getChildren().addAll(sampleButton, folder);
        buttons.setAlignment(Pos.CENTER_LEFT);
    }

    private void recent(Settings settings, Consumer<Path> open) {
        List<Path> folders = settings.recent();
        if (folders.isEmpty()) {
            return;
        }
        Label title = new Label("Recent workspaces");
        title.getStyleClass().add("section");
        recent.getChildren().add(title);
        for (Path folder : folders) {
            Hyperlink link = new Hyperlink(String.valueOf(folder.getFileName()));
            link.setOnAction(_ -> open.accept(folder));
            Label where = new Label(String.valueOf(folder.getParent()));
            where.getStyleClass().add("small-label");
            HBox row = new HBox(8, link, where);
            row.setAlignment(Pos.CENTER_LEFT);
            recent.getChildren().add(row);
        }
    }

    private static void show(javafx.scene.Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// Says that something is being opened.
    public void busy(String text) {
        message.getStyleClass().remove("bad-text");
        message.setText(text);
        show(message, true);
        show(progress, true);
        buttons.setDisable(true);
        recent.setDisable(true);
    }

    /// Says why it could not be opened, and lets the person choose again.
    public void failed(List<Problem> problems) {
        message.setText(Notice.text(problems));
        message.getStyleClass().add("bad-text");
        show(message, true);
        show(progress, false);
        buttons.setDisable(false);
        recent.setDisable(false);
    }
}

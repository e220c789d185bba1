package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.sample.SampleService;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Makes the guide's pictures from the real program: `-Dscreens.folder=docs/guide/images`.
@EnabledIfSystemProperty(named = "screens.folder", matches = ".+")
class DesktopScreensTest {
    @TempDir Path temp;

    private static void fire(DesktopDriver d, String id) {
        var node = d.node(id);
        DesktopDriver.on(() -> {
            ((javafx.scene.control.ButtonBase) node).fire();
            return null;
        });
    }

    private static void select(DiagramCanvas canvas, String box) {
        DesktopDriver.on(() -> {
            canvas.selectionProperty().set(Selection.box(box));
            canvas.requestFocus();
            return null;
        });
    }

    @Test
    void theViewsOfTheSample() throws Exception {
        Path out = Path.of(System.getProperty("screens.folder"));
        Path root = temp.resolve("customer360");
        SampleService.create(root).close();
        try (DesktopDriver d = DesktopDriver.open(temp.resolve("settings"), 1280, 800)) {
            d.screenshot(out.resolve("desktop-welcome.png"));
            Shell shell = d.open(root);
            DiagramCanvas canvas = (DiagramCanvas) d.node("canvas");
            DesktopDriver.await(
                    "types hold",
                    () -> canvas.diagram().boxes().stream().allMatch(b -> b.state() == State.GOOD));
            fire(d, "run");
            Label head = (Label) d.node("run-head");
            DesktopDriver.await("the run is complete", () -> head.getText().contains("complete"));
            d.screenshot(out.resolve("desktop-small.png"));
            // the headless platform cannot make a window smaller again
            d.size(1440, 900);
            d.screenshot(out.resolve("desktop-run.png"));
            select(canvas, "behaviour");
            fire(d, "preview-button");
            TableView<?> rows = (TableView<?>) d.node("preview");
            DesktopDriver.await("rows are shown", () -> !rows.getItems().isEmpty());
            d.screenshot(out.resolve("desktop.png"));
            fire(d, "theme");
            d.screenshot(out.resolve("desktop-dark.png"));
            fire(d, "theme");
            var undo = d.node("undo");
            ToggleButton text = (ToggleButton) d.node("show-text");
            DesktopDriver.on(() -> {
                text.fire();
                return null;
            });
            d.screenshot(out.resolve("desktop-text.png"));
            DesktopDriver.on(() -> {
                text.fire();
                return null;
            });
            fire(d, "arrange");
            DesktopDriver.await("the arrangement can be undone", () -> !undo.isDisabled());
            d.screenshot(out.resolve("desktop-arranged.png"));
            fire(d, "undo");
            fire(d, "add-step");
            d.screenshot(out.resolve("desktop-add-step.png"));
            for (String place : new String[] {"data", "lineage", "runs", "audit"}) {
                fire(d, "rail-" + place);
                DesktopDriver.await("the place is loaded", () -> shell.tasks().running().isEmpty());
                d.screenshot(out.resolve("desktop-" + place + ".png"));
                fire(d, "theme");
                d.screenshot(out.resolve("desktop-" + place + "-dark.png"));
                fire(d, "theme");
            }
            fire(d, "rail-design");
            d.size(1920, 1080);
            d.screenshot(out.resolve("desktop-large.png"));
        }
        assertThat(Files.list(out).filter(f -> f.toString().contains("desktop")))
                .hasSizeGreaterThan(6);
    }
}

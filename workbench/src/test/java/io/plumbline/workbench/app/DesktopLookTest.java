package io.plumbline.workbench.app;

import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Selection;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopLookTest {
    @TempDir Path temp;

    @Test
    void look() throws Exception {
        Path out = Path.of("/tmp/shots");
        System.out.println(
                io.plumbline.workbench.desktop.theme.Fonts.title(12)
                        + " "
                        + io.plumbline.workbench.desktop.theme.Fonts.label(12)
                        + " "
                        + io.plumbline.workbench.desktop.theme.Fonts.mono(12));
        try (DesktopDriver d = DesktopDriver.open(temp, 1440, 900)) {
            d.open(Path.of("/tmp/look-sample"));
            DiagramCanvas c = (DiagramCanvas) d.node("canvas");
            DesktopDriver.await(
                    "types",
                    () ->
                            c.diagram().boxes().stream()
                                    .allMatch(b ->
                                            b.state()
                                                    == io.plumbline.workbench.desktop.canvas.Diagram
                                                            .State.GOOD));
            DesktopDriver.on(() -> {
                c.selectionProperty().set(Selection.box("joined"));
                return null;
            });
            d.screenshot(out.resolve("join.png"));
            DesktopDriver.on(() -> {
                c.selectionProperty().set(Selection.box("behaviour"));
                ((Button) d.window().shell().lookup("#preview-button")).fire();
                return null;
            });
            DesktopDriver.await(
                    "rows",
                    () ->
                            !((TableView<?>) d.window().shell().lookup("#preview"))
                                    .getItems()
                                    .isEmpty());
            d.screenshot(out.resolve("preview.png"));
            DesktopDriver.on(() -> {
                ((ToggleButton) d.window().shell().lookup("#show-text")).fire();
                d.window().shell().lookup("#theme");
                ((Button) d.window().shell().lookup("#theme")).fire();
                ((Button) d.window().shell().lookup("#run")).fire();
                return null;
            });
            Thread.sleep(6000);
            d.screenshot(out.resolve("run-dark.png"));
            d.size(1280, 800);
            d.screenshot(out.resolve("run-dark-small.png"));
        }
    }
}

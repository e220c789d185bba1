package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Viewport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingPageTest {
    @TempDir Path temp;

    private static Point2D onScreen(DiagramCanvas canvas, double x, double y) {
        return DesktopDriver.on(() -> {
            Viewport v = canvas.viewportProperty().get();
            return canvas.localToScreen(v.screenX(x), v.screenY(y));
        });
    }

    private static Diagram.Box box(DiagramCanvas canvas, String id) {
        return DesktopDriver.on(() -> canvas.diagram().box(id).orElseThrow());
    }

    private static Point2D middle(DiagramCanvas canvas, String id) {
        Diagram.Box b = box(canvas, id);
        return onScreen(canvas, b.x() + Diagram.Box.WIDTH / 2, b.y() + b.height() / 2);
    }

    private static void shortcut(DesktopDriver d, KeyCode... keys) {
        d.robot().press(KeyCode.CONTROL);
        d.robot().type(keys);
        d.robot().release(KeyCode.CONTROL);
        DesktopDriver.settle();
    }

    @Test
    void stepsAreGroupedFoldedMovedAndNotedByKeysAndHand() throws IOException {
        Path root = DesktopSessionTest.workspace(temp.resolve("shop"));
        try (DesktopDriver d = DesktopDriver.open(temp.resolve("settings"), 1440, 900)) {
            d.open(root);
            DiagramCanvas canvas = (DiagramCanvas) d.node("canvas");
            groups(d, canvas);
            foldsAndMoves(d, canvas);
            writesANote(d, canvas);
            shortcut(d, KeyCode.S);
            Path file = root.resolve("pipelines/large_orders.yaml");
            DesktopDriver.await(
                    "the drawing is saved",
                    () -> {
                        try {
                            return Files.readString(file).contains("text: Why");
                        } catch (IOException _) {
                            return false;
                        }
                    });
            assertThat(file)
                    .content()
                    .contains("name: Pick", "steps: [orders, large]", "folded: true");
        }
    }

    private void groups(DesktopDriver d, DiagramCanvas canvas) {
        d.robot().drag(onScreen(canvas, 20, 60)).dropTo(onScreen(canvas, 460, 160));
        DesktopDriver.await("several are selected", d.node("group")::isVisible);
        shortcut(d, KeyCode.G);
        TextField name = (TextField) d.node("group-name");
        assertThat(DesktopDriver.on(name::isFocused)).isTrue();
        d.robot().write("Pick").type(KeyCode.ENTER);
        DesktopDriver.await(
                "there is a frame of that name",
                () ->
                        canvas.diagram().frames().stream()
                                .anyMatch(f -> f.name().equals("Pick") && f.boxes().size() == 2));
    }

    private void foldsAndMoves(DesktopDriver d, DiagramCanvas canvas) {
        double before = box(canvas, "large").y();
        d.robot().clickOn((Button) d.node("fold-group"));
        String group = Diagram.Box.GROUP + "Pick";
        DesktopDriver.await(
                "one box stands for both", () -> canvas.diagram().box(group).isPresent());
        assertThat(box(canvas, group).outputs()).containsExactly("large.out");
        assertThat(canvas.diagram().boxes()).hasSize(2);
        assertThat(canvas.diagram().links()).hasSize(1);
        assertThat(canvas.getAccessibleText()).contains("3 steps", group);
        Point2D from = middle(canvas, group);
        d.robot().drag(from).dropTo(from.add(0, 100));
        d.robot().doubleClickOn(middle(canvas, group));
        DesktopDriver.await("it is unfolded", () -> canvas.diagram().frames().size() == 1);
        assertThat(box(canvas, "large").y()).isGreaterThan(before + 50);
        shortcut(d, KeyCode.E);
        DesktopDriver.await("it is folded again", () -> canvas.diagram().box(group).isPresent());
    }

    private void writesANote(DesktopDriver d, DiagramCanvas canvas) {
        DesktopDriver.on(() -> {
            canvas.requestFocus();
            return null;
        });
        d.robot().type(KeyCode.N);
        d.node("note-editor");
        DesktopDriver.settle();
        d.robot().write("Why");
        d.robot().type(KeyCode.ESCAPE);
        DesktopDriver.await(
                "the note is there",
                () -> canvas.diagram().notes().stream().anyMatch(n -> n.text().equals("Why")));
        assertThat(d.robot().lookup("#note-editor").tryQuery()).isEmpty();
    }
}

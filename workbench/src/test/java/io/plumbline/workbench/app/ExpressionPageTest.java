package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpressionPageTest {
    @TempDir Path temp;

    private static void awaitValues(
            DesktopDriver d, String what, Predicate<List<String>> expected) {
        DesktopDriver.await(
                what,
                () ->
                        expected.test(
                                d.robot().lookup(".live-value").queryAllAs(Label.class).stream()
                                        .map(Label::getText)
                                        .toList()));
    }

    @Test
    void anExpressionShowsItsValuesAndThePreviewItsColumnsAsTheyWereLeft() throws IOException {
        Path root = DesktopSessionTest.workspace(temp.resolve("shop"));
        try (DesktopDriver d = DesktopDriver.open(temp.resolve("settings"), 1440, 900)) {
            d.open(root);
            DiagramCanvas canvas = (DiagramCanvas) d.node("canvas");
            select(canvas, "large");
            d.node("field-condition");
            assertThat(d.robot().lookup(".live-value").queryAll()).isEmpty();
            d.robot().clickOn(".try-rows");
            awaitValues(
                    d,
                    "the wrong name is told",
                    v -> v.size() == 1 && v.getFirst().contains("amuont"));
            d.robot().clickOn(".quick-fix");
            awaitValues(
                    d, "each row has its value", List.of("false", "true", "true", "true")::equals);
            hidesAColumn(d, canvas);
            assertThat(root.resolve(".plumbline/preview/large_orders.txt"))
                    .content()
                    .contains("orders.out")
                    .doesNotContain("large.out");
        }
    }

    private static void select(DiagramCanvas canvas, String box) {
        DesktopDriver.await("there is a " + box, () -> canvas.diagram().box(box).isPresent());
        DesktopDriver.on(() -> {
            canvas.selectionProperty().set(Selection.box(box));
            canvas.requestFocus();
            return null;
        });
        DesktopDriver.settle();
    }

    private void hidesAColumn(DesktopDriver d, DiagramCanvas canvas) {
        TableView<?> rows = (TableView<?>) d.node("preview");
        select(canvas, "orders");
        d.robot().type(KeyCode.F6);
        DesktopDriver.await("rows are shown", () -> rows.getItems().size() == 4);
        DesktopDriver.on(() -> {
            rows.getColumns().get(1).setVisible(false);
            return null;
        });
        DesktopDriver.settle();
        select(canvas, "large");
        d.robot().type(KeyCode.F6);
        DesktopDriver.await("other rows are shown", () -> rows.getItems().size() == 3);
        assertThat(DesktopDriver.on(rows::getVisibleLeafColumns)).hasSize(2);
        select(canvas, "orders");
        d.robot().type(KeyCode.F6);
        DesktopDriver.await("the first rows are back", () -> rows.getItems().size() == 4);
        assertThat(DesktopDriver.on(rows::getVisibleLeafColumns)).hasSize(1);
    }
}

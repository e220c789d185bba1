package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Viewport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopSessionTest {
    private static final String PIPELINE =
            """
            version: 1
            # the orders that count
            steps:
              - id: orders
                type: read
                dataset: orders
              - id: large
                type: filter
                input: orders
                condition: amuont > 15
              - id: publish
                type: write
                input: large
                dataset: large_orders
            layout:
              orders: {x: 40, y: 80}
              large: {x: 280, y: 80}
              publish: {x: 760, y: 80}
            """;

    @TempDir Path temp;

    static Path workspace(Path root) throws IOException {
        Files.createDirectories(root.resolve("files"));
        Files.createDirectories(root.resolve("connections"));
        Files.createDirectories(root.resolve("pipelines"));
        Files.createDirectories(root.resolve("datasets"));
        Files.writeString(
                root.resolve("workspace.yaml"), "version: 1\nname: shop\nregions: [eu]\n");
        Files.writeString(
                root.resolve("files/orders.csv"), "id,amount\n1,10.5\n2,20\n3,30\n4,40.25\n");
        Files.writeString(
                root.resolve("connections/files.yaml"), "version: 1\nkind: files\npath: files\n");
        Files.writeString(
                root.resolve("datasets/orders.yaml"),
                """
                apiVersion: v3.0.2
                kind: DataContract
                id: orders
                version: 1.0.0
                status: active
                servers:
                  - {server: files, type: local, path: files, format: csv}
                schema:
                  - name: orders
                    physicalName: orders.csv
                    properties:
                      - {name: id, logicalType: integer, physicalType: BIGINT}
                      - {name: amount, logicalType: number, physicalType: "DECIMAL(10,2)"}
                """);
        Files.writeString(root.resolve("pipelines/large_orders.yaml"), PIPELINE);
        return root;
    }

    private static Point2D onScreen(DiagramCanvas canvas, double x, double y) {
        return DesktopDriver.on(() -> {
            Viewport v = canvas.viewportProperty().get();
            return canvas.localToScreen(v.screenX(x), v.screenY(y));
        });
    }

    private static Point2D middle(DiagramCanvas canvas, String box) {
        Diagram.Box b = DesktopDriver.on(() -> canvas.diagram().box(box).orElseThrow());
        return onScreen(canvas, b.x() + Diagram.Box.WIDTH / 2, b.y() + b.height() / 2);
    }

    private static void awaitGood(DiagramCanvas canvas, int boxes) {
        DesktopDriver.await(
                "types hold at all " + boxes + " steps",
                () ->
                        canvas.diagram().boxes().size() == boxes
                                && canvas.diagram().boxes().stream()
                                        .allMatch(b -> b.state() == State.GOOD));
    }

    @Test
    void aNewUsersSessionFromAnErrorToSavedRows() throws IOException {
        Path root = workspace(temp.resolve("shop"));
        try (DesktopDriver d = DesktopDriver.open(temp.resolve("settings"), 1440, 900)) {
            d.open(root);
            DiagramCanvas canvas = (DiagramCanvas) d.node("canvas");
            fixesTheMisspeltColumn(d, canvas);
            addsASortedStepByKeys(d, canvas);
            drawsTheWireToThePublisher(d, canvas);
            looksAtRows(d);
            runs(d);
            followsAColumn(d, canvas);
            undoesAllAndSaves(d, canvas, root);
        }
    }

    private void fixesTheMisspeltColumn(DesktopDriver d, DiagramCanvas canvas) {
        DesktopDriver.await(
                "the filter is wrong and what depends on it is blocked",
                () ->
                        canvas.diagram().box("large").orElseThrow().state() == State.ERROR
                                && canvas.diagram().box("publish").orElseThrow().state()
                                        == State.BLOCKED);
        TableView<?> problems = (TableView<?>) d.node("problems");
        assertThat(problems.getItems()).hasSize(1);
        d.robot().clickOn(".quick-fix");
        awaitGood(canvas, 3);
        assertThat(problems.getItems()).isEmpty();
    }

    private void addsASortedStepByKeys(DesktopDriver d, DiagramCanvas canvas) {
        d.robot().clickOn(middle(canvas, "large")).type(KeyCode.A);
        d.node("step-search");
        d.robot().write("sort").type(KeyCode.ENTER);
        DesktopDriver.await("the step is there", () -> canvas.diagram().box("sort").isPresent());
        DesktopDriver.settle();
        d.robot().write("amount desc");
        awaitGood(canvas, 4);
    }

    private void drawsTheWireToThePublisher(DesktopDriver d, DiagramCanvas canvas) {
        Diagram.Spot from =
                DesktopDriver.on(
                        () -> canvas.diagram().spot(PortRef.parse("sort"), false).orElseThrow());
        d.robot().drag(onScreen(canvas, from.x(), from.y())).dropTo(middle(canvas, "publish"));
        DesktopDriver.await(
                "the publisher takes the sorted rows",
                () ->
                        canvas.diagram().links().stream()
                                .anyMatch(l ->
                                        l.wire().from().step().equals("sort")
                                                && l.wire().to().step().equals("publish")));
        awaitGood(canvas, 4);
    }

    private void looksAtRows(DesktopDriver d) {
        d.robot().clickOn(middle((DiagramCanvas) d.node("canvas"), "sort")).type(KeyCode.F6);
        TableView<?> rows = (TableView<?>) d.node("preview");
        DesktopDriver.await("rows are shown", () -> rows.getItems().size() == 3);
        assertThat(String.valueOf(rows.getItems().getFirst())).contains("40.25");
    }

    private void runs(DesktopDriver d) {
        d.robot().type(KeyCode.F5);
        Label head = (Label) d.node("run-head");
        DesktopDriver.await("the run is complete", () -> head.getText().contains("complete"));
        TableView<?> accounts = (TableView<?>) d.node("accounts");
        assertThat(accounts.getItems()).hasSize(4);
        assertThat(((Label) d.node("status-run")).getText()).contains("3 rows written");
    }

    private void followsAColumn(DesktopDriver d, DiagramCanvas canvas) {
        d.robot().clickOn(middle(canvas, "sort"));
        DesktopDriver.settle();
        d.robot().clickOn(".column-row");
        DesktopDriver.await(
                "the column's source is shown",
                () ->
                        d.robot().lookup("#column-lineage .label").queryAllAs(Label.class).stream()
                                .anyMatch(l -> l.getText().equals("orders.id")));
    }

    private void undoesAllAndSaves(DesktopDriver d, DiagramCanvas canvas, Path root)
            throws IOException {
        assertThat(root.resolve("pipelines/large_orders.yaml"))
                .content()
                .contains("type: sort")
                .contains("# the orders that count");
        Button undo = (Button) d.node("undo");
        Node save = d.node("save");
        d.robot().clickOn(middle(canvas, "orders"));
        for (int i = 0; i < 20 && !undo.isDisabled(); i++) {
            d.robot().press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
            DesktopDriver.settle();
        }
        assertThat(undo.isDisabled()).isTrue();
        d.robot().press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        DesktopDriver.await("nothing is left to save", save::isDisabled);
        assertThat(root.resolve("pipelines/large_orders.yaml")).hasContent(PIPELINE);
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Hit;
import io.plumbline.workbench.service.design.PipelineEdits;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

/// The menu of what is under the pointer.
final class EditorMenu {
    private final PipelineEditor editor;
    private final EditorActions actions;
    private final ContextMenu menu = new ContextMenu();

    EditorMenu(PipelineEditor editor) {
        this.editor = editor;
        this.actions = editor.actions();
    }

    void show(Hit hit, Diagram.Spot at, double screenX, double screenY) {
        switch (hit) {
            case Hit.OnBox(String id) -> box(id);
            case Hit.OnWire(Wire wire) -> {
                item("Preview its rows", () -> actions.around().preview(wire.from()));
                item("Insert a step", () -> actions.openPaletteInto(wire, at));
                item("Take it away", () -> actions.disconnect(wire));
            }
            case Hit.OnPort(PortRef port, boolean input) -> {
                if (!input) {
                    item("Preview its rows", () -> actions.around().preview(port));
                }
            }
            case Hit.Ground _ -> {
                item("Add a step", () -> actions.wantStep(at, null, screenX, screenY));
                item("Paste", () -> actions.clipboard().paste(at));
                item("Select all", actions::selectAll);
                item("Arrange", actions::arrange);
            }
        }
        if (!menu.getItems().isEmpty()) {
            menu.show(editor.canvas().getScene().getWindow(), screenX, screenY);
        }
    }

    private void box(String id) {
        item("Preview its rows", () -> actions.previewOf(id));
        item("Copy", actions.clipboard()::copy);
        item("Cut", actions.clipboard()::cut);
        item("Duplicate", actions.clipboard()::duplicate);
        item(
                "Remove and reconnect",
                () ->
                        editor.model()
                                .edit(
                                        "Remove and reconnect",
                                        null,
                                        p -> PipelineEdits.bypass(p, id)));
        item("Remove", () -> actions.remove(editor.canvas().selectionProperty().get()));
    }

    private void item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        menu.getItems().add(item);
    }
}

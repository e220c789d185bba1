package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Hit;
import io.plumbline.workbench.service.design.PipelineEdits;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
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
            case Hit.OnBox(String id) -> {
                box(id);
                several();
            }
            case Hit.OnFrame(String name) -> group(name, false);
            case Hit.OnNote(String id, _) -> note(id);
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
                item("Add a note", () -> actions.drawing().addNote(at));
                item("Paste", () -> actions.clipboard().paste(at));
                item("Select all", actions::selectAll);
                item("Arrange", actions::arrange);
            }
        }
        if (!menu.getItems().isEmpty()) {
            menu.show(editor.canvas().getScene().getWindow(), screenX, screenY);
        }
    }

    private void group(String name, boolean folded) {
        item(folded ? "Unfold" : "Fold", () -> actions.drawing().fold(name, !folded));
        item("Rename", () -> actions.around().inspect(""));
        item("Ungroup", actions.drawing()::ungroup);
    }

    private void note(String id) {
        item("Edit", () -> editor.editNote(id));
        Menu tones = new Menu("Colour");
        for (Note.Tone tone : Note.Tone.values()) {
            MenuItem item = new MenuItem(DrawingPane.word(tone));
            item.setOnAction(_ -> actions.drawing().tone(id, tone));
            tones.getItems().add(item);
        }
        menu.getItems().add(tones);
        item("Remove", () -> actions.remove(editor.canvas().selectionProperty().get()));
    }

    private void several() {
        if (editor.canvas().selectionProperty().get().boxes().size() > 1) {
            item("Group", actions.drawing()::group);
            Menu align = new Menu("Align");
            align.getItems().addAll(AlignMenu.items(actions));
            menu.getItems().add(align);
        }
    }

    private void box(String id) {
        boolean group = actions.drawing().group(id).isPresent();
        if (group) {
            group(actions.drawing().group(id).map(Group::name).orElse(""), true);
        }
        item("Preview its rows", () -> actions.previewOf(id));
        item("Copy", actions.clipboard()::copy);
        item("Cut", actions.clipboard()::cut);
        item("Duplicate", actions.clipboard()::duplicate);
        if (!group) {
            item(
                    "Remove and reconnect",
                    () ->
                            editor.model()
                                    .edit(
                                            "Remove and reconnect",
                                            null,
                                            p -> PipelineEdits.bypass(p, id)));
        }
        item("Remove", () -> actions.remove(editor.canvas().selectionProperty().get()));
    }

    private void item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        menu.getItems().add(item);
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.desktop.canvas.Viewport;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;

/// The field in which a note is written, over the note itself.
final class NoteEditor extends TextArea {
    private final PipelineEditor editor;
    private final String note;
    private boolean open = true;

    NoteEditor(PipelineEditor editor, Diagram.Sticky note) {
        super(note.text());
        this.editor = editor;
        this.note = note.id();
        setId("note-editor");
        getStyleClass().add("note-editor");
        setWrapText(true);
        setAccessibleText("Text of the note; Escape ends");
        setPromptText("What others should know");
        Viewport view = editor.canvas().viewportProperty().get();
        double width = Math.max(140, note.width() * view.scale());
        double height = Math.max(56, note.height() * view.scale());
        setMinSize(width, height);
        setPrefSize(width, height);
        setMaxSize(width, height);
        StackPane.setAlignment(this, Pos.TOP_LEFT);
        StackPane.setMargin(
                this,
                new Insets(
                        Math.max(0, view.screenY(note.y())),
                        0,
                        0,
                        Math.max(0, view.screenX(note.x()))));
        textProperty()
                .addListener((_, _, text) -> editor.actions().drawing().write(this.note, text));
        focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        done();
                    }
                });
        setOnKeyPressed(e -> {
            boolean entered = e.getCode() == KeyCode.ENTER && e.isShortcutDown();
            if (e.getCode() == KeyCode.ESCAPE || entered) {
                e.consume();
                done();
                editor.canvas().requestFocus();
            }
        });
    }

    private void done() {
        if (open) {
            open = false;
            editor.picture().getChildren().remove(this);
            editor.model().seal();
            if (getText().isBlank()) {
                editor.actions().remove(Selection.box(note));
            }
        }
    }
}

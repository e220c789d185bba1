package io.plumbline.workbench.desktop.view.design;

import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Keys of the canvas that mean something for a pipeline. Others go on to the window.
final class EditorKeys {
    private static final double ZOOM = 1.25;

    private final PipelineEditor editor;

    EditorKeys(PipelineEditor editor) {
        this.editor = editor;
    }

    void pressed(KeyEvent e) {
        Runnable action =
                e.isShiftDown()
                        ? null
                        : e.isShortcutDown() ? withShortcut(e.getCode()) : alone(e.getCode());
        if (action != null && !e.isAltDown()) {
            action.run();
            e.consume();
        }
    }

    private @Nullable Runnable alone(KeyCode key) {
        return switch (key) {
            // later, so that the letter itself is not typed into the search
            case A -> () -> Platform.runLater(editor.actions()::openPalette);
            case F -> editor.canvas()::fit;
            case N -> () -> Platform.runLater(editor.actions().drawing()::addNote);
            case P ->
                    () ->
                            editor.canvas().selectionProperty().get().boxes().stream()
                                    .findFirst()
                                    .ifPresent(editor.actions()::previewOf);
            default -> null;
        };
    }

    private @Nullable Runnable withShortcut(KeyCode key) {
        DiagramCanvas canvas = editor.canvas();
        EditorClipboard clipboard = editor.actions().clipboard();
        return switch (key) {
            case A -> editor.actions()::selectAll;
            case C -> clipboard::copy;
            case X -> clipboard::cut;
            case V -> () -> clipboard.paste(null);
            case D -> clipboard::duplicate;
            case PLUS, EQUALS -> () -> canvas.zoom(ZOOM);
            case MINUS -> () -> canvas.zoom(1 / ZOOM);
            case DIGIT0 -> () -> canvas.zoom(1 / canvas.viewportProperty().get().scale());
            default -> null;
        };
    }
}

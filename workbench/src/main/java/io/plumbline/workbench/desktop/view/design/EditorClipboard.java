package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Position;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.service.design.PipelineEdits;
import io.plumbline.workbench.service.design.PipelineLayout;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/// Copies steps as text, and pastes them.
final class EditorClipboard {
    private static final double PASTE_BY = 32;

    private final PipelineEditor editor;

    EditorClipboard(PipelineEditor editor) {
        this.editor = editor;
    }

    void copy() {
        Set<String> boxes = selected();
        if (!boxes.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(Clip.write(PipelineEdits.fragment(shownPipeline(), boxes)));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private Set<String> selected() {
        return editor.actions().drawing().steps(editor.canvas().selectionProperty().get().boxes());
    }

    private Pipeline shownPipeline() {
        return PipelineLayout.complete(editor.model().draft().pipeline());
    }

    void cut() {
        copy();
        editor.actions().remove(editor.canvas().selectionProperty().get());
    }

    void duplicate() {
        Set<String> boxes = selected();
        add(PipelineEdits.fragment(shownPipeline(), boxes), "Duplicate", PASTE_BY, PASTE_BY);
    }

    /// Pastes steps.
    ///
    /// @param at where the upper left one comes to stand; null for a little beside where they stood
    void paste(Diagram.@Nullable Spot at) {
        Optional<Pipeline> clip =
                Optional.ofNullable(Clipboard.getSystemClipboard().getString()).flatMap(Clip::read);
        clip.ifPresent(fragment -> {
            double left =
                    fragment.layout().values().stream().mapToDouble(Position::x).min().orElse(0);
            double top =
                    fragment.layout().values().stream().mapToDouble(Position::y).min().orElse(0);
            add(
                    fragment,
                    "Paste",
                    at == null ? PASTE_BY : at.x() - left,
                    at == null ? PASTE_BY : at.y() - top);
        });
    }

    private void add(Pipeline fragment, String act, double dx, double dy) {
        Set<String> copies = new HashSet<>();
        editor.model()
                .edit(
                        act,
                        null,
                        p -> {
                            PipelineEdits.Pasted pasted =
                                    PipelineEdits.paste(p, fragment, new Position(dx, dy));
                            copies.addAll(pasted.ids().values());
                            return pasted.pipeline();
                        });
        editor.canvas()
                .selectionProperty()
                .set(new Selection(copies, Set.of()).within(editor.canvas().diagram()));
    }
}

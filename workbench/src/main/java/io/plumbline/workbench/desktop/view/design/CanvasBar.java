package io.plumbline.workbench.desktop.view.design;

import io.plumbline.workbench.desktop.theme.Icons;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The buttons over the canvas.
final class CanvasBar extends FlowPane {
    private final Button scale = new Button("100 %");
    private final Button undo = button("", "Undo", Feather.ROTATE_CCW);
    private final Button redo = button("", "Redo", Feather.ROTATE_CW);
    private final MenuButton align = new MenuButton("Align");
    private final Button group = new Button("Group");
    private final ToggleButton text = new ToggleButton("YAML");

    CanvasBar(PipelineEditor editor) {
        super(8, 8);
        getStyleClass().add("canvas-bar");
        Button add = button("Add step", "Add a step (A)", Feather.PLUS);
        add.setId("add-step");
        add.setOnAction(_ -> editor.actions().openPalette());
        undo.setId("undo");
        redo.setId("redo");
        undo.setOnAction(_ -> editor.model().undo());
        redo.setOnAction(_ -> editor.model().redo());
        Button smaller = button("", "Smaller (Ctrl -)", Feather.MINUS);
        smaller.setOnAction(_ -> editor.canvas().zoom(1 / 1.25));
        Button larger = button("", "Larger (Ctrl +)", Feather.PLUS);
        larger.setOnAction(_ -> editor.canvas().zoom(1.25));
        scale.setTooltip(new Tooltip("Full size (Ctrl 0)"));
        scale.setOnAction(
                _ -> editor.canvas().zoom(1 / editor.canvas().viewportProperty().get().scale()));
        scale.setPrefWidth(64);
        Button fit = new Button("Fit");
        fit.setId("fit");
        fit.setTooltip(new Tooltip("Show all (F)"));
        fit.setOnAction(_ -> editor.canvas().fit());
        Button arrange = new Button("Arrange");
        arrange.setId("arrange");
        arrange.setTooltip(new Tooltip("Arrange all steps in layers; can be undone"));
        arrange.setOnAction(_ -> editor.actions().arrange());
        text.setId("show-text");
        text.setTooltip(new Tooltip("Show the text beside the picture"));
        text.setOnAction(_ -> editor.showText(text.isSelected()));
        getChildren().addAll(add, undo, redo, smaller, scale, larger, fit, arrange, text);
        several(editor);
        getChildren().forEach(b -> ((Region) b).setMinWidth(Region.USE_PREF_SIZE));
        setPrefWrapLength(760);
    }

    /// The buttons for several boxes, shown when several are selected.
    private void several(PipelineEditor editor) {
        align.setId("align");
        align.setAccessibleText("Align or distribute the selected steps");
        align.getItems().addAll(AlignMenu.items(editor.actions()));
        group.setId("group");
        group.setTooltip(new Tooltip("Put the selected steps into a group (Ctrl G)"));
        group.setOnAction(_ -> editor.actions().drawing().group());
        getChildren().addAll(align, group);
        selected(0);
    }

    /// Shows what can be done with so many boxes.
    void selected(int boxes) {
        for (Region button : List.of(align, group)) {
            button.setVisible(boxes > 1);
            button.setManaged(boxes > 1);
        }
    }

    private static Button button(String label, String what, Feather icon) {
        Button button = new Button(label, Icons.node(icon, 13));
        if (label.isEmpty()) {
            button.getStyleClass().add("icon-button");
        }
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(what));
        return button;
    }

    void scale(double value) {
        scale.setText(Math.round(value * 100) + " %");
    }

    void text(boolean shown) {
        text.setSelected(shown);
    }

    void undo(Optional<String> undoable, Optional<String> redoable) {
        undo.setDisable(undoable.isEmpty());
        redo.setDisable(redoable.isEmpty());
        undo.setTooltip(new Tooltip(undoable.map(a -> "Undo: " + a).orElse("Nothing to undo")));
        redo.setTooltip(new Tooltip(redoable.map(a -> "Redo: " + a).orElse("Nothing to redo")));
    }
}

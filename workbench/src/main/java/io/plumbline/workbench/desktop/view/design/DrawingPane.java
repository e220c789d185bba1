package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.util.StringConverter;

/// What the inspector shows of a group and of a note.
final class DrawingPane {
    private DrawingPane() {}

    /// Returns what a tone is called.
    static String word(Note.Tone tone) {
        String low = tone.name().toLowerCase(Locale.ROOT);
        return low.substring(0, 1).toUpperCase(Locale.ROOT) + low.substring(1);
    }

    /// Returns the field of a group's name.
    static TextField name(PipelineEditor editor, Group group) {
        TextField field = new TextField(group.name());
        field.setId("group-name");
        field.setAccessibleText("Name of the group");
        Runnable rename =
                () -> {
                    if (!field.getText().strip().equals(group.name())) {
                        editor.actions().drawing().rename(group.name(), field.getText());
                    }
                };
        field.setOnAction(_ -> rename.run());
        field.focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        rename.run();
                    }
                });
        return field;
    }

    /// Returns the buttons of a group.
    static Node buttons(PipelineEditor editor, Group group) {
        Button fold = new Button(group.folded() ? "Unfold" : "Fold");
        fold.setId("fold-group");
        fold.setOnAction(_ -> editor.actions().drawing().fold(group.name(), !group.folded()));
        Button ungroup = new Button("Ungroup");
        ungroup.setId("ungroup");
        ungroup.setOnAction(_ -> editor.actions().drawing().ungroup());
        FlowPane buttons = new FlowPane(8, 8, fold, ungroup);
        buttons.setStyle("-fx-padding: 10 0 0 0;");
        return buttons;
    }

    /// Returns the choice of a note's tone.
    static List<Node> tone(PipelineEditor editor, String id, Note note) {
        ComboBox<Note.Tone> box = new ComboBox<>();
        box.getItems().setAll(Note.Tone.values());
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Note.Tone tone) {
                        return tone == null ? "" : word(tone);
                    }

                    @Override
                    public Note.Tone fromString(String text) {
                        return Note.Tone.PLAIN;
                    }
                });
        box.setValue(note.colour());
        box.setId("note-tone");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText("Colour of the note");
        box.setOnAction(_ -> editor.actions().drawing().tone(id, box.getValue()));
        Label label = new Label("Colour");
        label.getStyleClass().add("field-label");
        label.setLabelFor(box);
        Button edit = new Button("Edit the text");
        edit.setOnAction(_ -> editor.editNote(id));
        FlowPane buttons = new FlowPane(8, 8, edit);
        buttons.setStyle("-fx-padding: 10 0 0 0;");
        return List.of(label, box, buttons);
    }
}

package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.error.Problem;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Small parts that the editors of this page are made of.
final class Parts {
    private Parts() {}

    static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        return label;
    }

    static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// Returns a field under its label.
    static VBox labelled(String text, Node field) {
        Label label = label(text, "field-label");
        label.setLabelFor(field);
        field.setAccessibleText(text);
        VBox box = new VBox(2, label, field);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    static TextField field(String id, Consumer<String> changed) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().addListener((_, _, text) -> changed.accept(text));
        return field;
    }

    /// Shows a text unless the field says it already, so that the cursor stays.
    static void show(TextField field, @Nullable String text) {
        String wanted = text == null ? "" : text;
        if (!wanted.equals(field.getText())) {
            field.setText(wanted);
        }
    }

    /// Returns null for nothing.
    static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /// Returns a card with problems and what to do about them.
    static VBox card(List<Problem> problems) {
        VBox card = new VBox();
        card.getStyleClass().add("finding");
        for (Problem p : problems.subList(0, Math.min(3, problems.size()))) {
            card.getChildren()
                    .addAll(
                            label(
                                    p.code().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                    "code"),
                            label(p.message(), "message"));
            if (p.remedy() != null) {
                card.getChildren().add(label(p.remedy(), "remedy"));
            }
        }
        return card;
    }

    /// Returns a card that says that something went well.
    static VBox good(String text) {
        VBox card = new VBox(label(text, "message"));
        card.getStyleClass().addAll("finding", "well");
        return card;
    }
}

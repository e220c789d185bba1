package io.plumbline.workbench.desktop.view.shell;

import io.plumbline.engine.error.Problem;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A line above the views that says what happened and what to do; it stays until it is closed.
public final class Notice extends HBox {
    /// Makes a line.
    ///
    /// @param actions buttons for what can be done about it
    public Notice(String text, boolean error, Runnable closed, List<Button> actions) {
        getStyleClass().add("notice");
        if (error) {
            getStyleClass().add("error");
        }
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        Button close = new Button("Close");
        close.getStyleClass().addAll("small", "plain");
        close.setOnAction(_ -> closed.run());
        getChildren().add(label);
        actions.forEach(b -> b.getStyleClass().add("small"));
        getChildren().addAll(actions);
        getChildren().add((Node) close);
    }

    /// Returns problems as a sentence: the first with its remedy, and how many more there are.
    public static String text(List<Problem> problems) {
        if (problems.isEmpty()) {
            return "";
        }
        Problem first = problems.getFirst();
        String place = first.place().toString();
        return first.code()
                + ": "
                + first.message()
                + (place.isEmpty() ? "" : " · " + place)
                + (first.remedy() == null ? "" : ". " + first.remedy())
                + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "");
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.workbench.service.design.ExpressionTrial;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The values of an expression on the first rows of a step's input, below its field. Rows are
/// fetched when a person asks for them, and the look is recorded; from then on the values follow
/// the text, without a source being asked again.
final class LiveValues extends VBox {
    private static final double CALM_MILLIS = 250;

    private final TextInputControl field;
    private final Rows rows;
    private final Button fetch = new Button("Try on rows");
    private final VBox lines = new VBox(1);
    private final PauseTransition calm = new PauseTransition(Duration.millis(CALM_MILLIS));

    /// Where rows and values come from; answers on the window's thread.
    interface Rows {
        /// Returns whether rows were fetched.
        boolean are();

        /// Takes what is to happen when rows were fetched.
        void onFetched(Runnable told);

        /// Fetches the first rows of the input; the look is recorded.
        void fetch(java.util.function.Consumer<String> failed);

        /// Tells the values of an expression on them.
        void evaluate(String expression, java.util.function.Consumer<ExpressionTrial.Shown> told);
    }

    LiveValues(TextInputControl field, Rows rows) {
        super(3);
        this.field = field;
        this.rows = rows;
        getStyleClass().add("live-values");
        fetch.getStyleClass().addAll("small", "plain", "try-rows");
        fetch.setAccessibleText("Show the values of the expression on the first rows");
        fetch.setOnAction(_ -> fetch());
        calm.setOnFinished(_ -> evaluate(() -> field.getText()));
        field.textProperty()
                .addListener((_, _, _) -> {
                    if (rows.are()) {
                        calm.playFromStart();
                    }
                });
        rows.onFetched(() -> evaluate(() -> field.getText()));
        getChildren().addAll(fetch, lines);
        if (rows.are()) {
            calm.playFromStart();
        }
    }

    private void fetch() {
        say("Fetching rows …", false);
        rows.fetch(text -> say(text, true));
    }

    private void evaluate(Supplier<String> text) {
        String asked = text.get();
        if (asked == null || asked.isBlank()) {
            lines.getChildren().clear();
            return;
        }
        rows.evaluate(
                asked,
                shown -> {
                    if (asked.equals(field.getText())) {
                        show(shown);
                    }
                });
    }

    private void show(ExpressionTrial.Shown shown) {
        lines.getChildren().clear();
        if (shown.type() != null) {
            Label type = new Label(shown.type().toString());
            type.getStyleClass().add("type");
            type.setAccessibleText("Type " + shown.type());
            lines.getChildren().add(type);
        }
        int row = 0;
        for (ExpressionTrial.Result result : shown.results()) {
            row++;
            Label line = line(result.text(), result.failed());
            line.setAccessibleText("Row " + row + ": " + result.text());
            lines.getChildren().add(line);
        }
    }

    private void say(String text, boolean bad) {
        lines.getChildren().setAll(line(text, bad));
    }

    private static Label line(String text, boolean bad) {
        Label line = new Label(text);
        line.getStyleClass().addAll("mono", "live-value");
        line.setWrapText(bad);
        if (bad) {
            line.getStyleClass().add("bad-text");
        }
        return line;
    }
}

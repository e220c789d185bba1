package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.plan.PlanText;
import io.plumbline.engine.plan.PlanText.Operator;
import io.plumbline.engine.plan.PlanText.StepText;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// Where each step runs, what each source is asked, and what the engine does.
final class PlanPanel extends BorderPane {
    private final TextArea text = new TextArea();
    private final Label about = new Label("Where each step runs and what each source is asked");

    /// Takes who makes the plan.
    PlanPanel(Runnable wanted) {
        text.setEditable(false);
        text.setId("plan");
        text.getStyleClass().add("text-panel");
        text.setAccessibleText("Plan of the pipeline");
        Button show = new Button("Show plan");
        show.setId("show-plan");
        show.getStyleClass().add("small");
        show.setOnAction(_ -> wanted.run());
        about.getStyleClass().add("muted");
        HBox bar = new HBox(10, show, about);
        bar.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        bar.setStyle("-fx-padding: 6 10 6 10;");
        bar.getStyleClass().add("panel");
        setTop(bar);
        setCenter(text);
    }

    /// Shows a plan.
    void show(PlanText plan) {
        StringBuilder out = new StringBuilder();
        for (StepText step : plan.steps()) {
            out.append(step.id())
                    .append("  (")
                    .append(step.type())
                    .append(")  runs in ")
                    .append(step.runs());
            if (step.lastRows() >= 0) {
                out.append(
                        String.format(
                                Locale.ROOT, "  ·  %,d rows in the last run", step.lastRows()));
            }
            out.append('\n');
            if (step.reason() != null) {
                out.append("    not in the source: ").append(step.reason()).append('\n');
            }
            for (List<Operator> operators : step.operators().values()) {
                for (Operator o : operators) {
                    out.append("    ")
                            .append("  ".repeat(o.depth()))
                            .append(o.text())
                            .append(
                                    o.rows() >= 0
                                            ? String.format(Locale.ROOT, "   ~%,d rows", o.rows())
                                            : "")
                            .append('\n');
                }
            }
        }
        text.setText(out.toString());
        text.setScrollTop(0);
        about.setText(
                plan.shipments().isEmpty()
                        ? "No source hands rows over"
                        : plan.shipments().size() == 1
                                ? "1 query goes to a source"
                                : plan.shipments().size() + " queries go to sources");
    }

    /// Says why there is none.
    void failed(String why) {
        text.setText(why);
    }
}

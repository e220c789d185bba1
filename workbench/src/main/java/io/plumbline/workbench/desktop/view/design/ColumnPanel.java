package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.How;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.model.PortRef;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Where a column comes from within the pipeline: solid lines for values, dotted for what decides
/// about them, each with its chain of expressions.
final class ColumnPanel extends ScrollPane {
    private final VBox content = new VBox(4);

    ColumnPanel() {
        setFitToWidth(true);
        getStyleClass().add("inspector-scroll");
        content.setPadding(new Insets(10, 14, 10, 14));
        content.getStyleClass().add("panel");
        setContent(content);
        setId("column-lineage");
        Label hint = new Label("Press a column in the inspector to see where it comes from");
        hint.getStyleClass().add("muted");
        content.getChildren().add(hint);
    }

    /// Shows where a column comes from.
    void show(PortRef port, ColumnFlow.Column column, ColumnFlow flow) {
        Label title = new Label(port + " · " + column.name());
        title.getStyleClass().add("pane-title");
        content.getChildren().setAll(title);
        if (column.direct().isEmpty()) {
            content.getChildren().add(words("Its value comes from no column: it is made here"));
        }
        column.direct().forEach(i -> content.getChildren().add(line("━━", i)));
        List<Influence> indirect =
                flow.indirect(column).stream().filter(i -> i.how() != How.PRESENCE).toList();
        if (!indirect.isEmpty()) {
            Label section = new Label("Decides about its rows or its value");
            section.getStyleClass().add("section");
            content.getChildren().add(section);
            indirect.forEach(i -> content.getChildren().add(line("┄┄", i)));
        }
        if (!flow.unknown().isEmpty()) {
            Label unknown = words("UNKNOWN: " + String.join(", ", flow.unknown()));
            unknown.getStyleClass().add("warn-text");
            content.getChildren().add(unknown);
        }
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private static HBox line(String stroke, Influence influence) {
        Label mark = new Label(stroke);
        mark.getStyleClass().add("muted");
        Label from = new Label(ColumnOrigins.source(influence));
        from.setMinWidth(210);
        Label how = new Label(influence.how().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        how.getStyleClass().add("muted");
        how.setMinWidth(110);
        Label why = new Label(String.join("  →  ", influence.reason()));
        why.getStyleClass().add("mono");
        why.setWrapText(true);
        return new HBox(10, mark, from, how, why);
    }
}

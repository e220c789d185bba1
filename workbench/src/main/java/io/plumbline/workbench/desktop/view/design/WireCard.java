package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What goes through a wire or a port: its columns with their types, and the rows of the last run.
final class WireCard extends VBox {
    private static final int SHOWN = 14;

    WireCard(PortRef port, @Nullable Schema schema, @Nullable String rows) {
        super(4);
        getStyleClass().add("wire-card");
        setMouseTransparent(true);
        Label title = new Label(port.toString());
        title.getStyleClass().add("pane-title");
        getChildren().add(title);
        if (schema == null) {
            Label none = new Label("Columns are not known: the step has errors, or one before it");
            none.getStyleClass().add("muted");
            getChildren().add(none);
            return;
        }
        Label count =
                new Label(
                        schema.fields().size()
                                + (schema.fields().size() == 1 ? " column" : " columns")
                                + (rows == null ? "" : " · " + rows));
        count.getStyleClass().add("small-label");
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(2);
        int row = 0;
        for (Field field : schema.fields()) {
            if (row == SHOWN) {
                Label more = new Label("… " + (schema.fields().size() - SHOWN) + " more");
                more.getStyleClass().add("small-label");
                grid.add(more, 0, row);
                break;
            }
            Label type = new Label(field.type() + (field.nullable() ? "" : " not null"));
            type.getStyleClass().add("small-label");
            grid.add(new Label(field.name()), 0, row);
            grid.add(type, 1, row++);
        }
        getChildren().addAll(count, grid);
    }
}

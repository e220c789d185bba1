package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.workbench.service.lineage.LineageItem;
import io.plumbline.workbench.service.lineage.LineageMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;

/// A field that finds datasets and columns by parts of their names.
final class LineageSearch {
    private static final int MOST = 12;

    private final TextField field = new TextField();
    private final ContextMenu menu = new ContextMenu();
    private final Supplier<LineageMap> map;
    private final Consumer<LineageItem> chosen;
    private boolean filling;

    LineageSearch(Supplier<LineageMap> map, Consumer<LineageItem> chosen) {
        this.map = map;
        this.chosen = chosen;
        field.setId("lineage-search");
        field.setPromptText("Find a dataset or column ( / )");
        field.setAccessibleText("Find a dataset or a column");
        field.setPrefWidth(250);
        field.textProperty().addListener((_, _, text) -> complete(text));
        field.setOnAction(_ -> found(field.getText()).stream().findFirst().ifPresent(this::choose));
        field.focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        menu.hide();
                    }
                });
    }

    TextField field() {
        return field;
    }

    /// Returns what is offered for a text.
    List<LineageItem> found(String text) {
        return text.isBlank() ? List.of() : map.get().search(text, MOST);
    }

    /// Shows what is looked at, without looking for it.
    void show(String text) {
        filling = true;
        field.setText(text);
        filling = false;
    }

    private void complete(String text) {
        if (filling || field.getScene() == null) {
            return;
        }
        List<LineageItem> found = found(text);
        menu.getItems().setAll(found.stream().map(this::item).toList());
        if (found.isEmpty()) {
            menu.hide();
        } else if (!menu.isShowing()) {
            menu.show(field, Side.BOTTOM, 0, 2);
        }
    }

    private MenuItem item(LineageItem item) {
        MenuItem entry = new MenuItem(item.text());
        entry.setMnemonicParsing(false);
        entry.setOnAction(_ -> choose(item));
        return entry;
    }

    private void choose(LineageItem item) {
        menu.hide();
        show(item.text());
        chosen.accept(item);
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.service.design.ColumnLayouts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Arranges the columns of the preview as a person last left them, and remembers when that changes.
///
/// @param <R> the rows
final class PreviewColumns<R> {
    private final TableView<R> table;
    private final ColumnLayouts layouts;
    private final MenuButton chooser = new MenuButton("Columns");
    private String pipeline = "";
    private @Nullable PortRef port;
    private boolean arranging;
    private boolean pending;

    PreviewColumns(TableView<R> table, ColumnLayouts layouts) {
        this.table = table;
        this.layouts = layouts;
        chooser.setId("preview-columns");
        chooser.getStyleClass().add("small");
        chooser.setAccessibleText("Columns that are shown");
        chooser.setDisable(true);
        table.getColumns().addListener((ListChangeListener<Object>) _ -> changed());
        table.getSortOrder().addListener((ListChangeListener<Object>) _ -> changed());
    }

    /// Returns the menu that shows and hides columns.
    MenuButton chooser() {
        return chooser;
    }

    /// Shows columns, arranged as those of the output were. Their user data are their names.
    void show(String ofPipeline, PortRef ofPort, List<TableColumn<R, ?>> columns) {
        arranging = true;
        pipeline = ofPipeline;
        port = ofPort;
        List<ColumnLayouts.Column> known = layouts.read(pipeline, ofPort);
        Map<String, TableColumn<R, ?>> byName = new HashMap<>();
        columns.forEach(c -> byName.put(name(c), c));
        List<TableColumn<R, ?>> ordered = new ArrayList<>();
        for (ColumnLayouts.Column layout : known) {
            TableColumn<R, ?> column = byName.remove(layout.name());
            if (column != null) {
                column.setPrefWidth(layout.width());
                column.setVisible(!layout.hidden());
                ordered.add(column);
            }
        }
        columns.stream().filter(c -> byName.containsKey(name(c))).forEach(ordered::add);
        table.getColumns().setAll(ordered);
        sort(known, ordered);
        chooser.getItems().clear();
        for (TableColumn<R, ?> column : columns) {
            CheckMenuItem item = new CheckMenuItem(name(column));
            item.setMnemonicParsing(false); // names have underscores
            item.setSelected(column.isVisible());
            item.selectedProperty().bindBidirectional(column.visibleProperty());
            chooser.getItems().add(item);
            column.visibleProperty().addListener((Observable _) -> changed());
            column.widthProperty().addListener((Observable _) -> changed());
            column.sortTypeProperty().addListener((Observable _) -> changed());
        }
        chooser.setDisable(columns.isEmpty());
        Platform.runLater(() -> arranging = false);
    }

    private void sort(List<ColumnLayouts.Column> known, List<TableColumn<R, ?>> ordered) {
        table.getSortOrder().clear();
        known.stream()
                .filter(l -> l.sort() != 0)
                .sorted(java.util.Comparator.comparingInt(l -> Math.abs(l.sort())))
                .forEach(l ->
                        ordered.stream()
                                .filter(c -> name(c).equals(l.name()))
                                .findFirst()
                                .ifPresent(c -> {
                                    c.setSortType(
                                            l.sort() < 0
                                                    ? TableColumn.SortType.DESCENDING
                                                    : TableColumn.SortType.ASCENDING);
                                    table.getSortOrder().add(c);
                                }));
    }

    private static String name(TableColumn<?, ?> column) {
        return String.valueOf(column.getUserData());
    }

    /// Remembers a moment later, so that a column being pulled is written once.
    private void changed() {
        if (!arranging && !pending && !table.getColumns().isEmpty()) {
            pending = true;
            Platform.runLater(this::remember);
        }
    }

    private void remember() {
        pending = false;
        PortRef now = port;
        if (now == null || arranging || table.getColumns().isEmpty()) {
            return;
        }
        List<ColumnLayouts.Column> columns = new ArrayList<>();
        for (TableColumn<R, ?> column : table.getColumns()) {
            int rank = table.getSortOrder().indexOf(column) + 1;
            boolean down = column.getSortType() == TableColumn.SortType.DESCENDING;
            double width = column.getWidth() > 0 ? column.getWidth() : column.getPrefWidth();
            columns.add(
                    new ColumnLayouts.Column(
                            name(column), width, !column.isVisible(), down ? -rank : rank));
        }
        try {
            layouts.write(pipeline, now, columns);
        } catch (PlumblineException _) {
            return; // how columns stand is no loss
        }
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.ValueText;
import io.plumbline.workbench.service.design.ColumnLayouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The rows at an output: headers with type, share of nulls and a small histogram of the rows
/// shown.
final class PreviewPanel extends BorderPane {
    private static final int AUTO_WIDTH_ROWS = 30;

    private final TableView<List<? extends @Nullable Object>> table = new TableView<>();
    private final Label about = new Label();
    private final Label hint =
            new Label("Select a step or a wire, then press P or Show rows to see what is there");
    private final ComboBox<Integer> limit = new ComboBox<>();
    private final TextField filter = new TextField();
    private final Button show = new Button("Show rows");
    private List<List<? extends @Nullable Object>> rows = List.of();
    private final PreviewColumns<List<? extends @Nullable Object>> columns;
    private @Nullable PortRef shown;

    /// Takes who fetches rows, and what remembers how columns stand.
    PreviewPanel(Runnable wanted, ColumnLayouts layouts) {
        this.columns = new PreviewColumns<>(table, layouts);
        hint.getStyleClass().add("muted");
        table.setPlaceholder(hint);
        table.setId("preview");
        limit.getItems().addAll(20, 100, 500, 1_000);
        limit.setValue(100);
        limit.setAccessibleText("How many rows");
        limit.setOnAction(_ -> {
            if (shown != null) {
                wanted.run();
            }
        });
        filter.setPromptText("Find in the rows shown");
        filter.setId("preview-filter");
        filter.setPrefWidth(190);
        filter.setMinWidth(186);
        filter.textProperty().addListener((_, _, _) -> filter());
        show.setId("show-rows");
        show.getStyleClass().add("small");
        show.setOnAction(_ -> wanted.run());
        about.getStyleClass().add("muted");
        show.setMinWidth(Region.USE_PREF_SIZE);
        Label unit = new Label("rows");
        unit.setMinWidth(Region.USE_PREF_SIZE);
        limit.setMinWidth(78);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, show, limit, unit, filter, columns.chooser(), gap, about);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setStyle("-fx-padding: 6 10 6 10;");
        bar.getStyleClass().add("panel");
        setTop(bar);
        setCenter(table);
    }

    /// Returns how many rows are wanted.
    int limit() {
        return limit.getValue();
    }

    /// Says that rows are on their way.
    void waiting(PortRef port) {
        shown = port;
        hint.setText("Fetching rows of " + port + " …");
        about.setText("");
        table.getItems().clear();
        table.getColumns().clear();
    }

    /// Says why there are none.
    void failed(String text) {
        hint.setText(text);
        hint.setWrapText(true);
        table.getItems().clear();
        table.getColumns().clear();
    }

    /// Shows rows of a pipeline's output.
    void show(String pipeline, PortRef port, DataWork.Rows fetched, int asked) {
        shown = port;
        rows = fetched.rows();
        Schema schema = fetched.schema();
        List<List<? extends @Nullable Object>> found = rows;
        List<TableColumn<List<? extends @Nullable Object>, ?>> made = new ArrayList<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            made.add(column(schema.fields().get(i), i));
        }
        columns.show(pipeline, port, made);
        hint.setText("There are no rows");
        about.setText(
                String.format(
                        Locale.ROOT,
                        "%s · %s%,d rows · %d columns · audited",
                        port,
                        found.size() == asked ? "first " : "",
                        found.size(),
                        schema.fields().size()));
        filter();
    }

    private void filter() {
        String text = filter.getText() == null ? "" : filter.getText().toLowerCase(Locale.ROOT);
        table.getItems()
                .setAll(
                        rows.stream()
                                .filter(r ->
                                        text.isBlank()
                                                || r.stream()
                                                        .anyMatch(v ->
                                                                shown(v).toLowerCase(Locale.ROOT)
                                                                        .contains(text)))
                                .toList());
        table.sort();
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "null" : ValueText.of(value);
    }

    private TableColumn<List<? extends @Nullable Object>, Object> column(Field field, int index) {
        TableColumn<List<? extends @Nullable Object>, Object> column = new TableColumn<>();
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(r -> values.add(r.get(index)));
        ColumnProfile profile = ColumnProfile.of(values);
        column.setGraphic(header(field, profile));
        column.setUserData(field.name());
        column.setCellValueFactory(
                v -> new javafx.beans.property.SimpleObjectProperty<>(v.getValue().get(index)));
        boolean number = isNumber(field.type());
        column.setCellFactory(_ -> new ValueCell(number));
        column.setComparator(ColumnProfile::compare);
        column.setPrefWidth(width(field, values));
        return column;
    }

    private static boolean isNumber(DataType type) {
        String name = type.toString();
        return name.startsWith("DECIMAL")
                || name.endsWith("INT")
                || name.equals("INTEGER")
                || name.equals("DOUBLE")
                || name.equals("REAL");
    }

    private static double width(Field field, List<@Nullable Object> values) {
        int longest = Math.max(field.name().length(), field.type().toString().length());
        for (Object v : values.subList(0, Math.min(AUTO_WIDTH_ROWS, values.size()))) {
            longest = Math.max(longest, shown(v).length());
        }
        return Math.clamp(longest * 7.8 + 34, 90, 320);
    }

    private static VBox header(Field field, ColumnProfile profile) {
        Label name = new Label(field.name());
        name.getStyleClass().add("column-name");
        Label type =
                new Label(
                        field.type()
                                + (profile.nulls() == 0
                                        ? ""
                                        : " · " + profile.nullPercent() + " % null"));
        type.getStyleClass().add("column-type");
        VBox header = new VBox(1, name, type, new HistogramBars(profile.bars()));
        header.getStyleClass().add("preview-header");
        Tooltip.install(header, new Tooltip(profile.words()));
        return header;
    }

    /// A value: numbers right-aligned, null told from text.
    private static final class ValueCell
            extends TableCell<List<? extends @Nullable Object>, Object> {
        private final boolean number;

        ValueCell(boolean number) {
            this.number = number;
        }

        @Override
        protected void updateItem(@Nullable Object value, boolean empty) {
            super.updateItem(value, empty);
            getStyleClass().removeAll("number", "null-cell");
            if (empty) {
                setText(null);
                return;
            }
            setText(shown(value));
            if (value == null) {
                getStyleClass().add("null-cell");
            } else if (number) {
                getStyleClass().add("number");
            }
        }
    }
}

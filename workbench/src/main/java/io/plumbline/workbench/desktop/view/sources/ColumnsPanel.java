package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The columns of a contract, and the fields of the one that is selected.
final class ColumnsPanel {
    private static final List<String> COMMON =
            List.of(
                    "user.contact.email",
                    "user.contact.phone_number",
                    "user.contact.address",
                    "user.name",
                    "user.demographic.date_of_birth",
                    "user.financial",
                    "user.health_and_medical",
                    "user.government_id",
                    "user.unique_id");

    private final BiConsumer<Dataset, String> changed;
    private final BorderPane content = new BorderPane();
    private final TableView<Field> table = new TableView<>();
    private final Label title = Parts.label("", "pane-title");
    private final Label about = Parts.label("", "muted");
    private final TextField type = Parts.field("column-type", _ -> typed());
    private final ComboBox<String> dataClass = new ComboBox<>();
    private final CheckBox nullable = new CheckBox("May be null");
    private final Label wrong = Parts.label("", "bad-text");
    private final VBox card;
    private @Nullable Dataset dataset;
    private boolean showing;

    ColumnsPanel(Workspace workspace, BiConsumer<Dataset, String> changed) {
        this.changed = changed;
        table.setId("columns");
        table.setAccessibleText("Columns of the contract");
        table.setPlaceholder(
                Parts.label(
                        "The contract lists no columns: those of the source count. Compare with"
                                + " source, then take them over.",
                        "muted"));
        table.getColumns().add(names());
        table.getColumns().add(text("Type", 120, f -> f.type().toString()));
        table.getColumns().add(text("Null", 90, f -> f.nullable() ? "may be null" : "never"));
        table.getColumns().add(text("Class", 170, f -> classOf(f).orElse("")));
        table.getColumns().add(text("Description", 220, this::description));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> card());
        classes(workspace);
        nullable.setId("column-nullable");
        nullable.setOnAction(_ -> nulled());
        card =
                new VBox(
                        4,
                        title,
                        about,
                        Parts.labelled("Type", type),
                        wrong,
                        Parts.labelled("Data class", dataClass),
                        nullable);
        card.getStyleClass().add("inspector");
        card.setPrefWidth(280);
        card.setMinWidth(240);
        content.setCenter(table);
        content.setRight(card);
    }

    private void classes(Workspace workspace) {
        TreeSet<String> classes = new TreeSet<>(COMMON);
        workspace.datasets().values().forEach(d -> classes.addAll(d.classes().values()));
        dataClass.setItems(FXCollections.observableArrayList(classes));
        dataClass.setEditable(true);
        dataClass.setId("column-class");
        dataClass.getEditor().setId("column-class-editor");
        dataClass.setMaxWidth(Double.MAX_VALUE);
        dataClass.getEditor().textProperty().addListener((_, _, _) -> classed());
    }

    Node content() {
        return content;
    }

    /// Shows the columns; the selection stays on the column of the same name.
    void show(Dataset shown) {
        dataset = shown;
        Field selected = table.getSelectionModel().getSelectedItem();
        if (!table.getItems().equals(shown.schema().fields())) {
            table.getItems().setAll(shown.schema().fields());
        }
        int at = selected == null ? 0 : shown.schema().names().indexOf(selected.name());
        table.getSelectionModel().select(Math.max(at, 0));
        table.refresh();
        card();
    }

    private Optional<String> classOf(Field field) {
        Dataset d = dataset;
        return d == null ? Optional.empty() : Optional.ofNullable(d.classes().get(field.name()));
    }

    private String description(Field field) {
        Dataset d = dataset;
        if (d == null) {
            return "";
        }
        return d.contract().items("schema").stream()
                .limit(1)
                .filter(Value.Entries.class::isInstance)
                .flatMap(t -> ((Value.Entries) t).items("properties").stream())
                .filter(Value.Entries.class::isInstance)
                .map(Value.Entries.class::cast)
                .filter(p ->
                        field.name()
                                .equalsIgnoreCase(
                                        p.text("physicalName").or(() -> p.text("name")).orElse("")))
                .findFirst()
                .flatMap(p -> p.text("description").or(() -> p.text("businessName")))
                .orElse("");
    }

    private TableColumn<Field, String> text(
            String name, double width, Function<Field, String> value) {
        TableColumn<Field, String> column = new TableColumn<>(name);
        column.setCellValueFactory(f -> new SimpleStringProperty(value.apply(f.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private TableColumn<Field, String> names() {
        TableColumn<Field, String> column = text("Column", 200, Field::name);
        column.setCellFactory(_ -> new NameCell());
        return column;
    }

    private void card() {
        Field field = table.getSelectionModel().getSelectedItem();
        Dataset d = dataset;
        card.setVisible(field != null && d != null);
        card.setManaged(card.isVisible());
        if (field == null || d == null) {
            return;
        }
        showing = true;
        title.setText(field.name());
        int key = d.keys().indexOf(field.name());
        about.setText((key < 0 ? "" : "Part " + (key + 1) + " of the key. ") + description(field));
        if (!DataType.parse(type.getText()).equals(Optional.of(field.type()))) {
            Parts.show(type, field.type().toString());
        }
        Parts.show(dataClass.getEditor(), classOf(field).orElse(""));
        nullable.setSelected(field.nullable());
        nullable.setDisable(key >= 0);
        wrong.setText("");
        wrong.setManaged(false);
        type.getStyleClass().remove("invalid-field");
        showing = false;
    }

    private void typed() {
        Field field = table.getSelectionModel().getSelectedItem();
        if (showing || field == null) {
            return;
        }
        Optional<DataType> parsed = DataType.parse(type.getText().strip());
        type.getStyleClass().remove("invalid-field");
        wrong.setManaged(parsed.isEmpty());
        if (parsed.isEmpty()) {
            type.getStyleClass().add("invalid-field");
            wrong.setText(
                    "Not a type: the contract keeps "
                            + field.type()
                            + ". Write VARCHAR(20), DECIMAL(12,2), BIGINT, DATE, TIMESTAMP …");
        } else {
            wrong.setText("");
            change(new Field(field.name(), parsed.orElseThrow(), field.nullable()), "type");
        }
    }

    private void nulled() {
        Field field = table.getSelectionModel().getSelectedItem();
        if (!showing && field != null) {
            change(new Field(field.name(), field.type(), nullable.isSelected()), "null");
        }
    }

    private void change(Field next, String what) {
        Dataset d = dataset;
        if (d != null) {
            List<Field> fields =
                    d.schema().fields().stream()
                            .map(f -> f.name().equals(next.name()) ? next : f)
                            .toList();
            changed.accept(with(d, new Schema(fields), d.classes()), what + " " + next.name());
        }
    }

    private void classed() {
        Field field = table.getSelectionModel().getSelectedItem();
        Dataset d = dataset;
        if (showing || field == null || d == null) {
            return;
        }
        Map<String, String> classes = new HashMap<>(d.classes());
        String text = Parts.orNull(dataClass.getEditor().getText());
        if (text == null) {
            classes.remove(field.name());
        } else {
            classes.put(field.name(), text);
        }
        changed.accept(with(d, d.schema(), classes), "class " + field.name());
    }

    private static Dataset with(Dataset d, Schema schema, Map<String, String> classes) {
        return new Dataset(
                d.name(),
                d.description(),
                d.connection(),
                d.table(),
                schema,
                d.keys(),
                classes,
                d.owner(),
                d.checks(),
                d.contract());
    }

    private static String family(String dataClass) {
        String low = dataClass.toLowerCase(Locale.ROOT);
        if (low.contains("financial") || low.contains("payment")) {
            return "financial";
        }
        return low.contains("health") || low.contains("medical") ? "health" : "personal";
    }

    /// A name with the mark of its class, and whether it is part of the key.
    private final class NameCell extends TableCell<Field, String> {
        @Override
        protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            setGraphic(null);
            setText(null);
            Field field = getTableRow() == null ? null : getTableRow().getItem();
            Dataset d = dataset;
            if (empty || name == null || field == null || d == null) {
                return;
            }
            Region mark = new Region();
            mark.getStyleClass().add("class-mark");
            classOf(field).ifPresent(c -> mark.getStyleClass().add(family(c)));
            Label key = Parts.label(d.keys().contains(name) ? "key" : "", "small-label");
            key.setWrapText(false);
            setGraphic(Parts.row(mark, new Label(name), key));
        }
    }
}

package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Field;
import io.plumbline.workbench.desktop.view.shell.Tasks;
import io.plumbline.workbench.service.ConnectionService;
import io.plumbline.workbench.service.ConnectionService.Found;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a connection holds, to be ticked and imported as datasets.
final class Discovery {
    private final Desk desk;
    private final ConnectionService service;
    private final Supplier<Connection> connection;
    private final BooleanSupplier ready;
    private final VBox content = new VBox(8);
    private final TableView<Found> table = new TableView<>();
    private final Label hint =
            Parts.label("Discover shows the tables or files of the connection", "muted");
    private final Set<String> ticked = new HashSet<>();
    private final Button discover = Parts.button("Discover", "discover", this::discover);
    private final Button stop = Parts.button("Cancel", "cancel-discover", this::cancel);
    private final Button take = Parts.button("Import", "import", this::take);
    private final Label about = Parts.label("", "muted");
    private Tasks.@Nullable Running running;

    /// @param ready whether the connection is saved
    Discovery(
            Desk desk,
            ConnectionService service,
            Supplier<Connection> connection,
            BooleanSupplier ready) {
        this.desk = desk;
        this.service = service;
        this.connection = connection;
        this.ready = ready;
        take.getStyleClass().add("primary");
        take.setDisable(true);
        stop.setVisible(false);
        table.setId("discovered");
        table.setPlaceholder(hint);
        table.setAccessibleText("Tables and files found");
        table.getColumns().addAll(List.of(tick(), text("Table or file", 220, Found::table)));
        table.getColumns().add(text("Columns", 330, Discovery::columns));
        table.getColumns().add(text("Rows", 90, f -> f.rows() < 0 ? "" : "about " + f.rows()));
        table.getColumns().add(text("Dataset", 150, this::dataset));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setOnKeyPressed(e -> {
            Found found = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.SPACE && found != null && mayTake(found)) {
                tick(found, !ticked.contains(found.table()));
                table.refresh();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        content.getChildren()
                .addAll(
                        Parts.label("What it holds", "section"),
                        Parts.row(discover, stop, Parts.gap(), about, take),
                        table);
    }

    Node content() {
        return content;
    }

    private static String columns(Found found) {
        return found.problem() == null
                ? found.schema().fields().size()
                        + " · "
                        + found.schema().fields().stream()
                                .map(Field::name)
                                .collect(Collectors.joining(", "))
                : found.problem().message();
    }

    private String dataset(Found found) {
        String name =
                ConnectionService.datasetOf(desk.workspace(), connection.get(), found.table());
        return name == null ? "" : name;
    }

    private boolean mayTake(Found found) {
        return found.problem() == null && dataset(found).isEmpty();
    }

    private TableColumn<Found, String> text(
            String title, double width, java.util.function.Function<Found, String> value) {
        TableColumn<Found, String> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> new SimpleStringProperty(value.apply(f.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private TableColumn<Found, Found> tick() {
        TableColumn<Found, Found> column = new TableColumn<>("");
        column.setCellValueFactory(
                f -> new javafx.beans.property.SimpleObjectProperty<>(f.getValue()));
        column.setCellFactory(_ -> new TickCell());
        column.setMinWidth(38);
        column.setMaxWidth(38);
        return column;
    }

    private void tick(Found found, boolean on) {
        if (on) {
            ticked.add(found.table());
        } else {
            ticked.remove(found.table());
        }
        take.setDisable(ticked.isEmpty());
        take.setText(ticked.isEmpty() ? "Import" : "Import " + ticked.size());
    }

    private void discover() {
        Connection looked = connection.get();
        Path root = desk.workspace().root();
        ticked.clear();
        take.setDisable(true);
        table.getItems().clear();
        hint.setText("Looking through " + looked.name() + " …");
        discover.setDisable(true);
        stop.setVisible(true);
        running =
                desk.shell()
                        .tasks()
                        .start(
                                "Discovery of " + looked.name(),
                                c -> service.discover(looked, root, c),
                                this::found,
                                problems -> {
                                    table.setPlaceholder(Parts.card(problems));
                                    ended();
                                });
    }

    private void found(List<Found> found) {
        hint.setText("It holds no tables or files that can be read");
        table.setPlaceholder(hint);
        table.getItems().setAll(found);
        found.stream().filter(this::mayTake).forEach(f -> tick(f, true));
        long known = found.stream().filter(f -> !dataset(f).isEmpty()).count();
        about.setText(
                found.size() + " found" + (known == 0 ? "" : ", " + known + " datasets already"));
        table.refresh();
        ended();
    }

    private void ended() {
        running = null;
        discover.setDisable(false);
        stop.setVisible(false);
    }

    private void cancel() {
        if (running != null) {
            running.cancellation().cancel();
        }
    }

    private void take() {
        if (!ready.getAsBoolean()) {
            return;
        }
        List<Found> wanted =
                table.getItems().stream().filter(f -> ticked.contains(f.table())).toList();
        Connection from = connection.get();
        take.setDisable(true);
        desk.shell()
                .tasks()
                .start(
                        "Import from " + from.name(),
                        _ -> service.importTables(desk.workspace(), from, wanted),
                        names -> {
                            ticked.clear();
                            take.setText("Import");
                            if (!names.isEmpty()) {
                                desk.written(
                                        "Imported " + String.join(", ", names),
                                        new Entry(Entry.Kind.DATASET, names.getFirst()));
                            }
                        },
                        desk.shell()::tell);
    }

    /// A tick; none for what is a dataset already or cannot be read.
    private final class TickCell extends TableCell<Found, Found> {
        @Override
        protected void updateItem(@Nullable Found found, boolean empty) {
            super.updateItem(found, empty);
            setGraphic(null);
            if (empty || found == null) {
                return;
            }
            CheckBox box = new CheckBox();
            box.setSelected(ticked.contains(found.table()));
            box.setDisable(!mayTake(found));
            box.setAccessibleText("Import " + found.table());
            box.setOnAction(_ -> tick(found, box.isSelected()));
            setGraphic(box);
        }
    }
}

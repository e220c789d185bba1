package io.plumbline.workbench.desktop.view.runs;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.view.shell.Columns;
import io.plumbline.workbench.desktop.view.shell.Command;
import io.plumbline.workbench.desktop.view.shell.Notice;
import io.plumbline.workbench.desktop.view.shell.Page;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.desktop.view.shell.Tasks.Running;
import io.plumbline.workbench.service.RunComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The runs of the workspace, newest first; one selected shows what it did, two are compared.
public final class RunsPage implements Page {
    private static final int LATEST = 500;
    private static final String ALL_PIPELINES = "All pipelines";
    private static final String ALL_STATES = "All states";

    private final Shell shell;
    private final SplitPane content = new SplitPane();
    private final TableView<RunRecord> table = new TableView<>();
    private final ComboBox<String> pipelines = new ComboBox<>();
    private final ComboBox<String> states = new ComboBox<>();
    private final TextField text = new TextField();
    private final Label count = new Label();
    private final StackPane beside = new StackPane();
    private final Label placeholder = new Label();
    private final Button again = new Button("Try again");
    private List<RunRecord> runs = List.of();
    private boolean loading;
    private boolean refilling;

    /// Makes the page; it reads the runs when it is shown.
    public RunsPage(Shell shell) {
        this.shell = shell;
        table.setId("runs");
        table.setAccessibleText("Runs, newest first");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<RunRecord>) _ -> select());
        columns();
        again.setOnAction(_ -> load());
        VBox nothing = new VBox(10, placeholder, again);
        nothing.setAlignment(Pos.CENTER);
        placeholder.setWrapText(true);
        placeholder.setId("runs-empty");
        table.setPlaceholder(nothing);
        BorderPane left = new BorderPane(table);
        left.setTop(bar());
        left.getStyleClass().add("panel");
        left.setMinWidth(380);
        beside.setMinWidth(340);
        beside.getStyleClass().add("panel");
        content.getItems().addAll(left, beside);
        content.setDividerPositions(0.42);
        shell.add(
                Command.when("Read the runs again", null, () -> shell.shown() == this, this::load));
        shell.tasks().running().addListener((ListChangeListener<Running>) this::ended);
        state("", false);
        select();
    }

    private HBox bar() {
        pipelines.setId("runs-pipeline");
        pipelines.setAccessibleText("Pipeline");
        pipelines.getItems().setAll(ALL_PIPELINES);
        pipelines.setValue(ALL_PIPELINES);
        pipelines.setPrefWidth(150);
        pipelines.setOnAction(_ -> filter());
        states.setId("runs-state");
        states.setAccessibleText("State");
        states.getItems().setAll(ALL_STATES);
        for (RunState state : RunState.values()) {
            states.getItems().add(RunWords.state(state));
        }
        states.setValue(ALL_STATES);
        states.setPrefWidth(130);
        states.setOnAction(_ -> filter());
        text.setId("runs-text");
        text.setPromptText("Pipeline, actor, run, dataset, problem");
        text.setAccessibleText("Text to look for in runs");
        text.setMinWidth(90);
        text.textProperty().addListener((_, _, _) -> filter());
        HBox.setHgrow(text, Priority.ALWAYS);
        count.getStyleClass().add("muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.setId("runs-count");
        Button reload = new Button("", Icons.node(Feather.REFRESH_CW, 14));
        reload.setId("runs-reload");
        reload.setAccessibleText("Read the runs again");
        reload.setTooltip(new Tooltip("Read the runs again"));
        reload.setOnAction(_ -> load());
        HBox bar = new HBox(8, pipelines, states, text, count, reload);
        bar.getStyleClass().add("page-bar");
        return bar;
    }

    private void columns() {
        TableColumn<RunRecord, RunState> state = new TableColumn<>("State");
        state.setPrefWidth(108);
        state.setMinWidth(108);
        state.setCellValueFactory(v -> new ReadOnlyObjectWrapper<>(v.getValue().state()));
        state.setCellFactory(_ -> new StateCell());
        table.getColumns().add(state);
        table.getColumns().add(Columns.text("Pipeline", 130, RunRecord::pipeline));
        table.getColumns().add(Columns.time("Started", RunRecord::started));
        table.getColumns().add(Columns.right("Took", 80, RunWords::duration));
        table.getColumns().add(Columns.number("Rows written", 104, -1, RunWords::rowsWritten));
        table.getColumns().add(Columns.text("Actor", 90, RunRecord::actor));
    }

    private void ended(ListChangeListener.Change<? extends Running> change) {
        while (change.next()) {
            if (shell.shown() == this
                    && change.getRemoved().stream().anyMatch(r -> r.title().startsWith("Run of"))) {
                load();
            }
        }
    }

    private void load() {
        if (loading) {
            return;
        }
        loading = true;
        if (runs.isEmpty()) {
            state("Reading the runs …", false);
        }
        shell.tasks()
                .start(
                        "Reading the runs",
                        _ -> shell.workspace().ownedRecords().runs().list(LATEST, null),
                        this::loaded,
                        this::failed);
    }

    private void loaded(List<RunRecord> read) {
        loading = false;
        runs = read;
        refilling = true;
        String pipeline = pipelines.getValue();
        List<String> names = new ArrayList<>();
        names.add(ALL_PIPELINES);
        runs.stream().map(RunRecord::pipeline).distinct().sorted().forEach(names::add);
        pipelines.getItems().setAll(names);
        pipelines.setValue(names.contains(pipeline) ? pipeline : ALL_PIPELINES);
        refilling = false;
        filter();
        if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
    }

    private void failed(List<Problem> problems) {
        loading = false;
        runs = List.of();
        table.getItems().clear();
        count.setText("");
        state("The runs cannot be read. " + Notice.text(problems), true);
    }

    private void state(String words, boolean retry) {
        placeholder.setText(words);
        again.setVisible(retry);
        again.setManaged(retry);
    }

    private void filter() {
        if (refilling) {
            return;
        }
        Set<String> chosen =
                table.getSelectionModel().getSelectedItems().stream()
                        .map(RunRecord::id)
                        .collect(Collectors.toSet());
        List<RunRecord> found = runs.stream().filter(this::matches).toList();
        refilling = true;
        table.getItems().setAll(found);
        table.getSelectionModel().clearSelection();
        for (int i = 0; i < found.size(); i++) {
            if (chosen.contains(found.get(i).id())) {
                table.getSelectionModel().select(i);
            }
        }
        refilling = false;
        count.setText(
                (found.size() == runs.size() ? "" : RunWords.count(found.size()) + " of ")
                        + RunWords.count(runs.size())
                        + (runs.size() == 1 ? " run" : " runs")
                        + (runs.size() == LATEST ? ", the latest" : ""));
        state(
                runs.isEmpty()
                        ? "No run yet: open a pipeline and press Run"
                        : "No run matches: choose other filters",
                false);
        select();
    }

    private boolean matches(RunRecord run) {
        if (!ALL_PIPELINES.equals(pipelines.getValue())
                && !run.pipeline().equals(pipelines.getValue())) {
            return false;
        }
        if (!ALL_STATES.equals(states.getValue())
                && !RunWords.state(run.state()).equals(states.getValue())) {
            return false;
        }
        StringBuilder all = new StringBuilder();
        all.append(run.pipeline()).append(' ').append(run.actor()).append(' ').append(run.id());
        run.outputs().forEach(o -> all.append(' ').append(o.dataset()));
        run.problems()
                .forEach(p -> all.append(' ').append(p.code()).append(' ').append(p.message()));
        return all.toString()
                .toLowerCase(Locale.ROOT)
                .contains(text.getText().strip().toLowerCase(Locale.ROOT));
    }

    private void select() {
        if (refilling) {
            return;
        }
        List<RunRecord> chosen = List.copyOf(table.getSelectionModel().getSelectedItems());
        Node shown =
                switch (chosen.size()) {
                    case 1 -> new RunDetail(chosen.getFirst());
                    case 2 ->
                            new ComparisonPane(
                                    RunComparison.of(chosen.getFirst(), chosen.getLast()));
                    default -> hint();
                };
        beside.getChildren().setAll(shown);
    }

    private static Label hint() {
        Label hint =
                new Label(
                        "Select a run to see what it did,\nor two with Ctrl to compare them step by"
                                + " step");
        hint.getStyleClass().add("empty-hint");
        return hint;
    }

    /// A state as shape, word and colour.
    private static final class StateCell extends TableCell<RunRecord, RunState> {
        @Override
        protected void updateItem(@Nullable RunState state, boolean empty) {
            super.updateItem(state, empty);
            setText(null);
            if (empty || state == null) {
                setGraphic(null);
                return;
            }
            Label label = new Label(RunWords.state(state));
            label.getStyleClass().add(RunWords.style(state));
            setGraphic(label);
        }
    }

    @Override
    public String title() {
        return "Runs";
    }

    @Override
    public Ikon icon() {
        return Feather.ACTIVITY;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void shown() {
        shell.actions(List.of());
        load();
    }
}

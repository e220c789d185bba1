package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Connector;
import io.plumbline.workbench.desktop.view.shell.Tasks;
import io.plumbline.workbench.service.ConnectionService;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A connection: its form, its test, and what it holds.
final class ConnectionEditor implements DataEditor {
    private static final String UNTESTED = "Not tested yet: the form is tested as it stands";

    private final Desk desk;
    private final boolean isNew;
    private final ConnectionService service;
    private final Edits<Connection> edits;
    private final BorderPane content = new BorderPane();
    private final ConnectionForm form;
    private final VBox result = new VBox(8);
    private final VBox warning = new VBox();
    private final Discovery discovery;
    private final Button test = Parts.button("Test connection", "test-connection", this::test);
    private final Button stop = Parts.button("Cancel", "cancel-test", this::cancel);
    private final Button undo = Parts.button("Undo", "undo-connection", this::undo);
    private final Button redo = Parts.button("Redo", "redo-connection", this::redo);
    private final Button save = Parts.button("Save", "save-connection", this::save);
    private Tasks.@Nullable Running running;

    ConnectionEditor(Desk desk, Connection connection, boolean isNew) {
        this.desk = desk;
        this.isNew = isNew;
        this.edits = new Edits<>(connection);
        this.service = new ConnectionService(desk.shell().workspace().surroundings());
        Connector connector =
                desk.shell().workspace().surroundings().connectors().of(connection.kind());
        form =
                new ConnectionForm(
                        connection,
                        connector.settings(),
                        desk.workspace().regions(),
                        isNew,
                        this::edited);
        discovery = new Discovery(desk, service, edits::now, this::saveFirst);
        save.getStyleClass().add("primary");
        content.setTop(head(connector));
        ScrollPane scroll = new ScrollPane(new VBox(form));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        scroll.setPrefWidth(370);
        scroll.setMinWidth(300);
        content.setLeft(scroll);
        content.setCenter(side());
        buttons();
        warn();
    }

    private Node head(Connector connector) {
        VBox words =
                new VBox(
                        1,
                        Parts.label(
                                isNew
                                        ? "New " + connector.kind() + " connection"
                                        : edits.now().name(),
                                "pane-title"),
                        Parts.label(connector.kind() + " · " + connector.summary(), "muted"));
        words.setMinWidth(0);
        Node row = Parts.row(words, Parts.gap(), undo, redo, save);
        row.getStyleClass().add("data-head");
        return row;
    }

    private Node side() {
        Node bar = Parts.row(test, stop);
        stop.setVisible(false);
        result.setId("test-result");
        VBox side =
                new VBox(
                        10,
                        warning,
                        Parts.label("Test", "section"),
                        bar,
                        result,
                        discovery.content());
        VBox.setVgrow(discovery.content(), Priority.ALWAYS);
        side.getStyleClass().add("data-side");
        result.getChildren().setAll(Parts.label(UNTESTED, "muted"));
        return side;
    }

    private void edited(Connection next, String field) {
        edits.set(next, field);
        if (running == null) {
            result.getChildren().setAll(Parts.label(UNTESTED, "muted"));
        }
        buttons();
        warn();
    }

    private void buttons() {
        undo.setDisable(!edits.canUndo());
        redo.setDisable(!edits.canRedo());
        save.setDisable(!isNew && !edits.isChanged());
        desk.changed();
    }

    /// Says at once when a secret is typed where only a reference may stand.
    private void warn() {
        try {
            WorkspaceWriter.check(edits.now());
            warning.getChildren().clear();
        } catch (PlumblineException e) {
            List<Problem> secrets =
                    e.problems().stream()
                            .filter(p -> p.code() == ErrorCode.SECRET_IN_CLEAR_TEXT)
                            .toList();
            warning.getChildren().setAll(Parts.card(secrets.isEmpty() ? e.problems() : secrets));
        }
        warning.setManaged(!warning.getChildren().isEmpty());
    }

    private void test() {
        Connection tested = edits.now();
        Path root = desk.workspace().root();
        test.setDisable(true);
        stop.setVisible(true);
        result.getChildren().setAll(Parts.label("Reaching " + tested.kind() + " …", "muted"));
        running =
                desk.shell()
                        .tasks()
                        .start(
                                "Test of " + tested.name(),
                                c -> service.test(tested, root, c),
                                who -> tested(Parts.good("It answers: " + who)),
                                problems -> tested(Parts.card(problems)));
    }

    private void tested(Node card) {
        running = null;
        test.setDisable(false);
        stop.setVisible(false);
        result.getChildren().setAll(card);
    }

    private void cancel() {
        if (running != null) {
            running.cancellation().cancel();
        }
    }

    /// Returns whether the connection is on the disk; says so where it is not.
    private boolean saveFirst() {
        if (isNew || edits.isChanged()) {
            result.getChildren()
                    .setAll(Parts.label("Save the connection before you import", "warn-text"));
            return false;
        }
        return true;
    }

    @Override
    public void save() {
        if (!isNew && !edits.isChanged()) {
            return;
        }
        Connection written = edits.now();
        Path root = desk.workspace().root();
        if (isNew && desk.workspace().connections().containsKey(written.name())) {
            result.getChildren()
                    .setAll(
                            Parts.label(
                                    "There is a connection '" + written.name() + "' already",
                                    "bad-text"));
            return;
        }
        desk.shell()
                .tasks()
                .start(
                        "Saving " + written.name(),
                        _ -> WorkspaceWriter.save(root, written),
                        _ -> {
                            edits.saved(written);
                            buttons();
                            desk.written(
                                    "Saved connection '" + written.name() + "'",
                                    new Entry(Entry.Kind.CONNECTION, written.name()));
                        },
                        problems -> result.getChildren().setAll(Parts.card(problems)));
    }

    @Override
    public void undo() {
        if (edits.undo()) {
            again();
        }
    }

    @Override
    public void redo() {
        if (edits.redo()) {
            again();
        }
    }

    private void again() {
        form.show(edits.now());
        buttons();
        warn();
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public boolean isChanged() {
        return edits.isChanged();
    }

    @Override
    public void focus() {
        form.focus();
    }
}

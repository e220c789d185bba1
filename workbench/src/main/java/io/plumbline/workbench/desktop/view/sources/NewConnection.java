package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Connector;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The way to a new connection: its kind, its settings, its test, saved.
final class NewConnection implements DataEditor {
    private final Desk desk;
    private final BorderPane content = new BorderPane();
    private final VBox kinds = new VBox(10);
    private @Nullable ConnectionEditor editor;

    NewConnection(Desk desk) {
        this.desk = desk;
        kinds.getStyleClass().add("data-empty");
        kinds.getChildren()
                .addAll(
                        Parts.label("New connection", "pane-title"),
                        Parts.label("1 Kind   →   2 Settings   →   3 Test and save", "muted"),
                        Parts.label(
                                "Secrets never stand in files: refer to them as env:NAME,"
                                        + " file:PATH or keychain:NAME",
                                "muted"));
        desk.shell().workspace().surroundings().connectors().all().forEach(this::add);
        content.setCenter(kinds);
    }

    private void add(Connector connector) {
        Button button = new Button();
        button.setId("kind-" + connector.kind());
        button.getStyleClass().add("kind-card");
        Label kind = new Label(connector.kind());
        kind.getStyleClass().add("pane-title");
        Label summary = new Label(connector.summary());
        summary.getStyleClass().add("muted");
        button.setGraphic(new VBox(2, kind, summary));
        button.setAccessibleText(connector.kind() + ": " + connector.summary());
        button.setMaxWidth(560);
        button.setOnAction(_ -> choose(connector));
        kinds.getChildren().add(button);
    }

    private void choose(Connector connector) {
        Connection empty = new Connection("", connector.kind(), null, null, null, null, Map.of());
        ConnectionEditor chosen = new ConnectionEditor(desk, empty, true);
        editor = chosen;
        content.setTop(back());
        content.setCenter(chosen.content());
        chosen.focus();
    }

    private Node back() {
        Node row =
                Parts.row(
                        Parts.button("Another kind", "another-kind", this::kinds),
                        Parts.label(
                                "Fill in the settings, test the connection, then save it",
                                "muted"));
        row.getStyleClass().add("data-head");
        return row;
    }

    private void kinds() {
        editor = null;
        content.setTop(null);
        content.setCenter(kinds);
        desk.changed();
        focus();
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public boolean isChanged() {
        return editor != null && editor.isChanged();
    }

    @Override
    public void save() {
        if (editor != null) {
            editor.save();
        }
    }

    @Override
    public void undo() {
        if (editor != null) {
            editor.undo();
        }
    }

    @Override
    public void redo() {
        if (editor != null) {
            editor.redo();
        }
    }

    @Override
    public void focus() {
        if (editor != null) {
            editor.focus();
        } else {
            kinds.getChildren().get(3).requestFocus();
        }
    }
}

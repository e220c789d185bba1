package io.plumbline.workbench.desktop.view.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// A list of all that can be done or gone to, found by typing parts of its words.
public final class CommandPalette {
    private static final double WIDTH = 520;
    private static final double HEIGHT = 320;

    private final Supplier<List<Command>> commands;
    private final Popup popup = new Popup();
    private final VBox box = new VBox();
    private final TextField search = new TextField();
    private final ListView<Command> found = new ListView<>();

    /// Takes what lists the commands each time it is opened.
    public CommandPalette(Supplier<List<Command>> commands) {
        this.commands = commands;
        box.getStyleClass().add("palette");
        box.setPrefSize(WIDTH, HEIGHT);
        search.setPromptText("Type a command, a pipeline, a dataset or a column");
        search.setId("palette-search");
        search.setAccessibleText("Search commands");
        found.setId("palette-list");
        found.setFocusTraversable(false);
        VBox.setVgrow(found, Priority.ALWAYS);
        found.setCellFactory(_ -> new CommandCell());
        found.setOnMouseClicked(_ -> run());
        box.getChildren().addAll(search, found);
        popup.getContent().add(box);
        popup.setAutoHide(true);
        search.textProperty().addListener((_, _, text) -> list(text));
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Opens it in the upper middle of a window.
    public void open(Window window, List<String> styles, List<String> sheets) {
        box.getStyleClass().setAll("palette");
        box.getStyleClass().addAll(styles);
        box.getStyleClass().add("root");
        box.getStylesheets().setAll(sheets);
        search.clear();
        list("");
        popup.show(window, window.getX() + (window.getWidth() - WIDTH) / 2, window.getY() + 60);
        search.requestFocus();
    }

    private void list(String text) {
        List<String> words =
                Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                        .filter(w -> !w.isEmpty())
                        .toList();
        found.getItems()
                .setAll(
                        commands.get().stream()
                                .filter(c -> c.possible().getAsBoolean())
                                .filter(c -> {
                                    String title = c.title().toLowerCase(Locale.ROOT);
                                    return words.stream().allMatch(title::contains);
                                })
                                .limit(200)
                                .toList());
        found.getSelectionModel().selectFirst();
        found.scrollTo(0);
    }

    private void key(KeyEvent e) {
        int at = found.getSelectionModel().getSelectedIndex();
        if (e.getCode() == KeyCode.DOWN) {
            found.getSelectionModel().select(Math.min(at + 1, found.getItems().size() - 1));
        } else if (e.getCode() == KeyCode.UP) {
            found.getSelectionModel().select(Math.max(at - 1, 0));
        } else if (e.getCode() == KeyCode.ENTER) {
            run();
        } else if (e.getCode() == KeyCode.ESCAPE) {
            popup.hide();
        } else {
            return;
        }
        found.scrollTo(Math.max(0, found.getSelectionModel().getSelectedIndex() - 4));
        e.consume();
    }

    private void run() {
        Command chosen = found.getSelectionModel().getSelectedItem();
        popup.hide();
        if (chosen != null) {
            chosen.action().run();
        }
    }

    /// A command with its keys.
    private static final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(null);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label name = new Label(command.title());
            name.getStyleClass().add("name");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            Label keys = new Label(command.keys() == null ? "" : command.keys().getDisplayText());
            keys.getStyleClass().add("keys");
            HBox row = new HBox(name, gap, keys);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.step.Role;
import io.plumbline.engine.step.StepType;
import io.plumbline.engine.step.StepTypes;
import io.plumbline.workbench.desktop.theme.Icons;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All step types, found by typing: a press and drag carries one to the canvas, Enter or a click
/// takes it.
final class StepPalette extends VBox {
    private static final double WIDTH = 440;

    private final TextField search = new TextField();
    private final ListView<StepType> found = new ListView<>();
    private boolean withoutSources;
    private Consumer<StepType> chosen = _ -> {};
    private Runnable closed = () -> {};
    private @Nullable Carry carry;

    /// Takes a step type that is carried over the window.
    interface Carry {
        /// It is over a point of the scene; it is let go when `dropped`.
        void over(StepType type, double sceneX, double sceneY, boolean dropped);
    }

    StepPalette() {
        getStyleClass().add("palette");
        setPrefSize(WIDTH, 380);
        setMaxSize(WIDTH, 380);
        search.setPromptText("Find a step");
        search.setId("step-search");
        search.setAccessibleText("Find a step type");
        found.setId("step-list");
        found.setFocusTraversable(false);
        VBox.setVgrow(found, Priority.ALWAYS);
        getChildren().addAll(search, found);
        found.setCellFactory(_ -> new TypeCell());
        search.textProperty().addListener((_, _, _) -> list());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list();
    }

    /// Opens it for one choice.
    ///
    /// @param behindAnother whether the step will take rows from another, so that sources are of no
    ///   use
    void open(boolean behindAnother, Consumer<StepType> taken, Runnable ended) {
        withoutSources = behindAnother;
        chosen = taken;
        closed = ended;
        search.clear();
        list();
        search.requestFocus();
    }

    /// Takes who is told when a type is carried.
    void carries(Carry told) {
        carry = told;
    }

    private void list() {
        String text = search.getText().toLowerCase(Locale.ROOT).strip();
        List<StepType> types =
                StepTypes.all().stream()
                        .filter(t -> !withoutSources || !t.inputs().isEmpty())
                        .filter(t -> !t.name().equals("input") || !withoutSources)
                        .filter(t ->
                                label(t).toLowerCase(Locale.ROOT).contains(text)
                                        || t.name().contains(text)
                                        || t.summary().toLowerCase(Locale.ROOT).contains(text))
                        .sorted(
                                Comparator.comparing((StepType t) ->
                                                !label(t).toLowerCase(Locale.ROOT).startsWith(text))
                                        .thenComparing(t -> order(t.role()))
                                        .thenComparing(StepType::name))
                        .toList();
        found.getItems().setAll(types);
        found.getSelectionModel().selectFirst();
        found.scrollTo(0);
    }

    private static int order(Role role) {
        return switch (role) {
            case SOURCE -> 0;
            case TRANSFORM -> 1;
            case CHECK -> 2;
            case SINK -> 3;
        };
    }

    /// Returns a type's name as a person reads it.
    static String label(StepType type) {
        if (type.name().equals("sql")) {
            return "SQL";
        } else if (type.name().equals("scd2")) {
            return "History (SCD 2)";
        }
        String words = type.name().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private void key(KeyEvent e) {
        int at = found.getSelectionModel().getSelectedIndex();
        if (e.getCode() == KeyCode.DOWN) {
            found.getSelectionModel().select(Math.min(at + 1, found.getItems().size() - 1));
        } else if (e.getCode() == KeyCode.UP) {
            found.getSelectionModel().select(Math.max(at - 1, 0));
        } else if (e.getCode() == KeyCode.ENTER) {
            take(found.getSelectionModel().getSelectedItem());
        } else if (e.getCode() == KeyCode.ESCAPE) {
            closed.run();
        } else {
            return;
        }
        found.scrollTo(Math.max(0, found.getSelectionModel().getSelectedIndex() - 3));
        e.consume();
    }

    private void take(@Nullable StepType type) {
        if (type != null) {
            chosen.accept(type);
        }
    }

    /// A type with what it does.
    private final class TypeCell extends ListCell<StepType> {
        private boolean carried;

        TypeCell() {
            setOnMouseDragged(e -> {
                StepType type = getItem();
                Carry told = carry;
                if (type != null && told != null) {
                    carried = true;
                    told.over(type, e.getSceneX(), e.getSceneY(), false);
                }
            });
            setOnMouseReleased(e -> {
                StepType type = getItem();
                Carry told = carry;
                if (type == null) {
                    return;
                }
                if (carried && told != null) {
                    carried = false;
                    told.over(type, e.getSceneX(), e.getSceneY(), true);
                } else {
                    take(type);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable StepType type, boolean empty) {
            super.updateItem(type, empty);
            setText(null);
            if (empty || type == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Label name = new Label(label(type));
            name.getStyleClass().add("name");
            // what it does in short; the rest is shown where it is rested upon
            Label what = new Label(type.summary().replaceFirst(";.*", ""));
            what.getStyleClass().add("what");
            what.setMaxWidth(WIDTH - 84);
            setTooltip(new Tooltip(type.summary()));
            VBox words = new VBox(name, what);
            HBox row = new HBox(10, Icons.node(Icons.ofStep(type.name()), 16), words);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
            setAccessibleText(label(type) + ": " + type.summary());
        }
    }
}

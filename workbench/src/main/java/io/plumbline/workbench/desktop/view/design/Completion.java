package io.plumbline.workbench.desktop.view.design;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/// Offers names while they are typed into a field: columns with their types, functions with what
/// they mean. Tab or Enter takes one, Escape none; Ctrl-Space asks for all.
final class Completion {
    private static final int SHOWN = 60;
    private static final double WIDTH = 300;

    private final TextInputControl field;
    private final Supplier<List<Candidate>> candidates;
    private final Popup popup = new Popup();
    private final StackPane frame = new StackPane();
    private final ListView<Candidate> found = new ListView<>();

    /// A name that can be taken.
    ///
    /// @param beside what stands beside it: a type, a signature
    /// @param meaning what it is, for the tooltip; empty for nothing
    /// @param inserted what is put into the field
    record Candidate(String name, String beside, String meaning, String inserted) {}

    private Completion(TextInputControl field, Supplier<List<Candidate>> candidates) {
        this.field = field;
        this.candidates = candidates;
        frame.getStyleClass().add("palette");
        found.setPrefSize(WIDTH, 180);
        found.setFocusTraversable(false);
        found.setCellFactory(_ -> new CandidateCell());
        found.setOnMouseClicked(_ -> take());
        frame.getChildren().add(found);
        popup.getContent().add(frame);
        popup.setAutoHide(true);
    }

    /// Makes a field offer names.
    static void on(TextInputControl field, Supplier<List<Candidate>> candidates) {
        Completion completion = new Completion(field, candidates);
        field.addEventFilter(KeyEvent.KEY_PRESSED, completion::pressed);
        field.addEventHandler(KeyEvent.KEY_TYPED, completion::typed);
        field.focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        completion.popup.hide();
                    }
                });
    }

    private void typed(KeyEvent e) {
        String typed = e.getCharacter();
        boolean word = !typed.isEmpty() && isWord(typed.charAt(0));
        if (word || popup.isShowing()) {
            offer(prefix(), false);
        }
    }

    private void pressed(KeyEvent e) {
        if (e.getCode() == KeyCode.SPACE && e.isControlDown()) {
            offer(prefix(), true);
            e.consume();
        } else if (popup.isShowing()) {
            int at = found.getSelectionModel().getSelectedIndex();
            switch (e.getCode()) {
                case DOWN ->
                        found.getSelectionModel()
                                .select(Math.min(at + 1, found.getItems().size() - 1));
                case UP -> found.getSelectionModel().select(Math.max(at - 1, 0));
                case ENTER, TAB -> take();
                case ESCAPE -> popup.hide();
                default -> {
                    return;
                }
            }
            found.scrollTo(Math.max(0, found.getSelectionModel().getSelectedIndex() - 3));
            e.consume();
        }
    }

    private String prefix() {
        String text = field.getText() == null ? "" : field.getText();
        int end = Math.min(field.getCaretPosition(), text.length());
        int start = end;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void offer(String prefix, boolean all) {
        String low = prefix.toLowerCase(Locale.ROOT);
        if (low.isEmpty() && !all) {
            popup.hide();
            return;
        }
        List<Candidate> fitting =
                candidates.get().stream()
                        .filter(c -> c.name().toLowerCase(Locale.ROOT).startsWith(low))
                        .filter(c -> all || !c.name().equalsIgnoreCase(prefix))
                        .limit(SHOWN)
                        .toList();
        if (fitting.isEmpty() || field.getScene() == null) {
            popup.hide();
            return;
        }
        found.getItems().setAll(fitting);
        found.getSelectionModel().selectFirst();
        found.setPrefHeight(Math.min(180, fitting.size() * 30.0 + 8));
        if (!popup.isShowing()) {
            var root = field.getScene().getRoot();
            frame.getStylesheets().setAll(root.getStylesheets());
            frame.getStyleClass().setAll("palette", "root");
            frame.getStyleClass().add(root.getStyleClass().contains("dark") ? "dark" : "light");
            Bounds at = field.localToScreen(field.getBoundsInLocal());
            popup.show(field, at.getMinX(), at.getMaxY() + 2);
        }
    }

    private void take() {
        Candidate chosen = found.getSelectionModel().getSelectedItem();
        popup.hide();
        if (chosen != null) {
            int end = field.getCaretPosition();
            field.replaceText(end - prefix().length(), end, chosen.inserted());
            if (chosen.inserted().endsWith("()")) {
                field.positionCaret(field.getCaretPosition() - 1);
            }
        }
    }

    /// A name with what stands beside it.
    private static final class CandidateCell extends ListCell<Candidate> {
        @Override
        protected void updateItem(@Nullable Candidate candidate, boolean empty) {
            super.updateItem(candidate, empty);
            if (empty || candidate == null) {
                setText(null);
                setTooltip(null);
                return;
            }
            setText(candidate.name() + "   " + candidate.beside());
            Tooltip meaning = new Tooltip(candidate.meaning());
            meaning.setWrapText(true);
            meaning.setMaxWidth(420);
            setTooltip(candidate.meaning().isEmpty() ? null : meaning);
        }
    }
}

package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.Position;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// What keys do on a canvas: go from box to box, move, remove, open. Others go on.
final class CanvasKeys {
    private final DiagramCanvas canvas;
    private final CanvasActions actions;
    private boolean space;
    private Consumer<KeyEvent> otherKeys = _ -> {};

    CanvasKeys(DiagramCanvas canvas, CanvasActions actions) {
        this.canvas = canvas;
        this.actions = actions;
    }

    void others(Consumer<KeyEvent> other) {
        otherKeys = other;
    }

    /// Returns whether the space bar is held, so that a drag pans.
    boolean isSpace() {
        return space;
    }

    void released(KeyEvent e) {
        space = space && e.getCode() != KeyCode.SPACE;
    }

    void key(KeyEvent e) {
        double step = e.isShiftDown() ? 5 * Gestures.GRID : Gestures.GRID;
        boolean plain = !e.isShortcutDown() && !e.isAltDown();
        switch (e.getCode()) {
            case SPACE -> space = true;
            case DELETE, BACK_SPACE -> actions.remove(canvas.selectionProperty().get());
            case LEFT -> nudge(-step, 0, e);
            case RIGHT -> nudge(step, 0, e);
            case UP -> nudge(0, -step, e);
            case DOWN -> nudge(0, step, e);
            case TAB -> {
                if (!e.isShortcutDown()) {
                    cycle(e);
                }
            }
            case ENTER -> {
                if (plain) {
                    canvas.selectionProperty().get().boxes().stream()
                            .findFirst()
                            .ifPresent(actions::open);
                }
            }
            case ESCAPE -> canvas.selectionProperty().set(Selection.NONE);
            default -> otherKeys.accept(e);
        }
    }

    private void nudge(double dx, double dy, KeyEvent e) {
        Map<String, Position> places = new HashMap<>();
        canvas.places(canvas.selectionProperty().get().boxes())
                .forEach((id, at) -> places.put(id, new Position(at.x() + dx, at.y() + dy)));
        if (!places.isEmpty()) {
            actions.move(places);
            e.consume();
        }
    }

    /// Goes from box to box; from the last one on to the next control.
    private void cycle(KeyEvent e) {
        List<Box> boxes = canvas.diagram().boxes();
        String now = canvas.selectionProperty().get().boxes().stream().findFirst().orElse("");
        List<String> ids = new ArrayList<>(boxes.stream().map(Box::id).toList());
        canvas.diagram().notes().forEach(n -> ids.add(n.id()));
        int next = ids.indexOf(now) + (e.isShiftDown() ? -1 : 1);
        if (now.isEmpty() && e.isShiftDown() || next < 0 || next >= ids.size()) {
            return;
        }
        canvas.selectionProperty().set(Selection.box(ids.get(next)));
        canvas.reveal(ids.get(next));
        e.consume();
    }
}

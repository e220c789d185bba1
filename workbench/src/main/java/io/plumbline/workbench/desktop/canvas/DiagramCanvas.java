package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.Position;
import io.plumbline.workbench.desktop.theme.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Shows a diagram and lets hands work on it: one painted surface with hit-testing of its own. What
/// is done is told to the actions; the diagram changes only when another is shown.
public final class DiagramCanvas extends Region {
    private static final long MOTION_NANOS = 150_000_000;

    private final Canvas surface = new Canvas();
    private final DiagramPainter painter = new DiagramPainter(surface.getGraphicsContext2D());
    private final Gestures gestures;
    private final ReadOnlyObjectWrapper<Viewport> viewport =
            new ReadOnlyObjectWrapper<>(Viewport.START);
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NONE);
    private final ReadOnlyObjectWrapper<Diagram> diagram =
            new ReadOnlyObjectWrapper<>(Diagram.EMPTY);
    private Tokens tokens;
    private boolean fitting;
    private @Nullable AnimationTimer motion;

    /// Makes an empty canvas.
    public DiagramCanvas(Tokens tokens, CanvasActions actions) {
        this.tokens = tokens;
        this.gestures = new Gestures(this, actions);
        getStyleClass().add("diagram-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        surface.setManaged(false);
        getChildren().add(surface);
        viewport.addListener((_, _, _) -> requestLayout());
        diagram.addListener((_, _, _) -> requestLayout());
        selection.addListener((_, _, _) -> {
            requestLayout();
            describe();
        });
        gestures.listen();
    }

    /// Shows a diagram; what is selected and still there stays selected.
    public void show(Diagram next) {
        stopMotion();
        diagram.set(next);
        selection.set(selection.get().within(next));
        describe();
    }

    /// Shows a diagram whose boxes go to their new places in a moment.
    public void showMoving(Diagram next) {
        Diagram start = diagram.get();
        stopMotion();
        Motion moving = new Motion(start, next);
        motion = moving;
        moving.start();
    }

    private void stopMotion() {
        AnimationTimer running = motion;
        if (running != null) {
            running.stop();
            motion = null;
        }
    }

    /// Moves boxes from where they were to where they are.
    private final class Motion extends AnimationTimer {
        private final Diagram from;
        private final Diagram to;
        private long began;

        Motion(Diagram from, Diagram to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void handle(long now) {
            began = began == 0 ? now : began;
            double t = Math.min(1, (double) (now - began) / MOTION_NANOS);
            double eased = 1 - Math.pow(1 - t, 3);
            if (t >= 1) {
                show(to);
                if (fitting) {
                    fit();
                }
                return;
            }
            List<Diagram.Box> boxes =
                    to.boxes().stream()
                            .map(b -> {
                                Diagram.Box old = from.box(b.id()).orElse(b);
                                return b.at(
                                        old.x() + (b.x() - old.x()) * eased,
                                        old.y() + (b.y() - old.y()) * eased);
                            })
                            .toList();
            diagram.set(to.with(boxes, to.notes()));
        }
    }

    /// Returns what is shown.
    public Diagram diagram() {
        return diagram.get();
    }

    /// Returns what is shown, to be listened to.
    public ReadOnlyObjectProperty<Diagram> diagramProperty() {
        return diagram.getReadOnlyProperty();
    }

    /// Returns what is selected, to be listened to and set.
    public ObjectProperty<Selection> selectionProperty() {
        return selection;
    }

    /// Returns which part is seen, to be listened to.
    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    /// Shows another part.
    public void look(Viewport view) {
        fitting = false;
        viewport.set(view);
    }

    /// Shows all of the diagram, at most at full size, and goes on doing so while the window takes
    /// its size, until another part is looked at.
    public void fit() {
        fitting = true;
        viewport.set(Viewport.fitting(diagram.get().area(), getWidth(), getHeight()));
    }

    /// Makes it larger or smaller around its middle.
    public void zoom(double factor) {
        look(viewport.get().zoomed(factor, getWidth() / 2, getHeight() / 2));
    }

    /// Shows a box in full, moving as little as needed.
    public void reveal(String id) {
        diagram.get()
                .box(id)
                .ifPresent(b -> {
                    Viewport v = viewport.get();
                    Diagram.Area seen = v.shown(getWidth(), getHeight());
                    boolean inside =
                            b.x() >= seen.x()
                                    && b.y() >= seen.y()
                                    && b.x() + Diagram.Box.WIDTH <= seen.x() + seen.width()
                                    && b.y() + b.height() <= seen.y() + seen.height();
                    if (!inside) {
                        look(
                                new Viewport(
                                        v.scale(),
                                        b.x() + Diagram.Box.WIDTH / 2 - seen.width() / 2,
                                        b.y() + b.height() / 2 - seen.height() / 2));
                    }
                });
    }

    /// Uses the colours of another theme.
    public void use(Tokens other) {
        tokens = other;
        requestLayout();
    }

    /// Is told of keys that the canvas itself does nothing with.
    public void onKeys(Consumer<javafx.scene.input.KeyEvent> other) {
        gestures.otherKeys(other);
    }

    /// Shows boxes and notes elsewhere while they are moved by hand.
    void showMoved(Map<String, Position> places) {
        List<Diagram.Box> boxes =
                diagram.get().boxes().stream()
                        .map(b -> {
                            Position at = places.get(b.id());
                            return at == null ? b : b.at(at.x(), at.y());
                        })
                        .toList();
        List<Diagram.Sticky> notes =
                diagram.get().notes().stream()
                        .map(n -> {
                            Position at = places.get(n.id());
                            return at == null ? n : n.at(at.x(), at.y());
                        })
                        .toList();
        diagram.set(diagram.get().with(boxes, notes));
    }

    /// Shows a note in another size while it is pulled by hand.
    void showSized(String note, double width, double height) {
        diagram.set(
                diagram.get()
                        .with(
                                diagram.get().boxes(),
                                diagram.get().notes().stream()
                                        .map(n -> n.id().equals(note) ? n.sized(width, height) : n)
                                        .toList()));
    }

    Map<String, Position> places(java.util.Set<String> ids) {
        Map<String, Position> places = new HashMap<>();
        diagram.get().boxes().stream()
                .filter(b -> ids.contains(b.id()))
                .forEach(b -> places.put(b.id(), new Position(b.x(), b.y())));
        diagram.get().notes().stream()
                .filter(n -> ids.contains(n.id()))
                .forEach(n -> places.put(n.id(), new Position(n.x(), n.y())));
        return places;
    }

    /// Returns the boxes in a frame.
    java.util.Set<String> inFrame(String name) {
        return diagram.get().frames().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .map(f -> java.util.Set.copyOf(f.boxes()))
                .orElse(java.util.Set.of());
    }

    private void describe() {
        Selection now = selection.get();
        String what =
                now.boxes().isEmpty()
                        ? "nothing selected"
                        : "selected: " + String.join(", ", new java.util.TreeSet<>(now.boxes()));
        setAccessibleText("Pipeline of " + diagram.get().steps() + " steps, " + what);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        if (surface.getWidth() != width || surface.getHeight() != height) {
            surface.setWidth(width);
            surface.setHeight(height);
            if (fitting) {
                fit();
            }
        }
        painter.paint(
                new DiagramPainter.Picture(
                        diagram.get(), selection.get(), viewport.get(), tokens, gestures.doing()),
                width,
                height,
                density());
    }

    /// Pixels of the screen to a unit.
    private double density() {
        var scene = getScene();
        var window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }
}

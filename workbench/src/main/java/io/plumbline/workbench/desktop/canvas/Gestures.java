package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.Spot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// What hands do on a canvas: press, drag, release, wheel, keys. One thing at a time.
final class Gestures {
    static final double GRID = 4;
    private static final double STILL = 3;
    private static final double WHEEL = 1.0015;

    private final DiagramCanvas canvas;
    private final CanvasActions actions;
    private Mode mode = Mode.NONE;
    private double pressX;
    private double pressY;
    private boolean moved;
    private Map<String, Position> grabbed = Map.of();
    private Selection before = Selection.NONE;
    private @Nullable PortRef from;
    private Diagram.@Nullable Sticky sized;
    private boolean fromInput;
    private @Nullable Wire detached;
    private @Nullable PortRef target;
    private Set<PortRef> open = Set.of();
    private Diagram.@Nullable Area band;
    private @Nullable Curve pulled;
    private Hit hover = new Hit.Ground();
    private final CanvasKeys keys;

    private enum Mode {
        NONE,
        PAN,
        MOVE,
        WIRE,
        BAND,
        SIZE
    }

    Gestures(DiagramCanvas canvas, CanvasActions actions) {
        this.canvas = canvas;
        this.actions = actions;
        this.keys = new CanvasKeys(canvas, actions);
    }

    void listen() {
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseDragged(this::dragged);
        canvas.setOnMouseReleased(this::released);
        canvas.setOnMouseMoved(this::pointed);
        canvas.setOnMouseExited(e -> point(new Hit.Ground(), e));
        canvas.setOnScroll(this::scrolled);
        canvas.setOnKeyPressed(keys::key);
        canvas.setOnKeyReleased(keys::released);
    }

    void otherKeys(Consumer<KeyEvent> other) {
        keys.others(other);
    }

    DiagramPainter.Doing doing() {
        return new DiagramPainter.Doing(pulled, from, fromInput, target, open, band, hover);
    }

    private Hit hit(MouseEvent e) {
        Viewport v = canvas.viewportProperty().get();
        return Hit.at(canvas.diagram(), v.toX(e.getX()), v.toY(e.getY()), v.scale());
    }

    private Spot spot(MouseEvent e) {
        Viewport v = canvas.viewportProperty().get();
        return new Spot(v.toX(e.getX()), v.toY(e.getY()));
    }

    private void pressed(MouseEvent e) {
        canvas.requestFocus();
        pressX = e.getX();
        pressY = e.getY();
        moved = false;
        before = canvas.selectionProperty().get();
        Hit hit = hit(e);
        if (e.getButton() == MouseButton.MIDDLE
                || e.getButton() == MouseButton.SECONDARY
                || keys.isSpace()) {
            mode = Mode.PAN;
            return;
        }
        switch (hit) {
            case Hit.OnPort port -> pull(port);
            case Hit.OnBox(String id) -> grab(Set.of(id), e);
            case Hit.OnNote(String id, boolean corner) -> {
                grab(Set.of(id), e);
                sized = corner ? canvas.diagram().note(id).orElse(null) : null;
                mode = sized == null ? mode : Mode.SIZE;
            }
            case Hit.OnFrame(String name) -> grab(canvas.inFrame(name), e);
            case Hit.OnWire(Wire wire) -> {
                canvas.selectionProperty().set(Selection.wire(wire));
                mode = Mode.NONE;
            }
            case Hit.Ground _ -> {
                if (!e.isShiftDown()) {
                    canvas.selectionProperty().set(Selection.NONE);
                    before = Selection.NONE;
                }
                mode = Mode.BAND;
            }
        }
        if (e.getClickCount() == 2) {
            twice(hit, e);
        }
    }

    private void twice(Hit hit, MouseEvent e) {
        mode = Mode.NONE;
        if (hit instanceof Hit.OnBox(String id)) {
            actions.open(id);
        } else if (hit instanceof Hit.OnNote(String id, _)) {
            actions.open(id);
        } else if (hit instanceof Hit.OnFrame(String name)) {
            actions.open(Box.GROUP + name);
        } else if (hit instanceof Hit.Ground) {
            actions.wantStep(spot(e), null, e.getScreenX(), e.getScreenY());
        }
    }

    private void grab(Set<String> ids, MouseEvent e) {
        Selection now = canvas.selectionProperty().get();
        if (e.isShiftDown() || e.isShortcutDown()) {
            Selection changed = now;
            for (String id : ids) {
                changed = changed.toggled(id);
            }
            canvas.selectionProperty().set(changed);
        } else if (!now.boxes().containsAll(ids)) {
            canvas.selectionProperty().set(new Selection(ids, Set.of()));
        }
        grabbed = canvas.places(canvas.selectionProperty().get().boxes());
        mode = Mode.MOVE;
    }

    /// An input with a wire gives the wire's end into the hand; another begins a wire.
    private void pull(Hit.OnPort port) {
        mode = Mode.WIRE;
        detached = null;
        from = port.port();
        fromInput = port.input();
        if (port.input()) {
            canvas.diagram().links().stream()
                    .map(Diagram.Link::wire)
                    .filter(w -> w.to().equals(port.port()))
                    .findFirst()
                    .ifPresent(w -> {
                        detached = w;
                        from = w.from();
                        fromInput = false;
                    });
        }
        open = openPorts();
    }

    private Set<PortRef> openPorts() {
        PortRef start = from;
        Set<PortRef> ports = new HashSet<>();
        if (start == null) {
            return ports;
        }
        for (Box box : canvas.diagram().boxes()) {
            for (String name : fromInput ? box.outputs() : box.inputs()) {
                PortRef other = box.port(name);
                if (fromInput
                        ? actions.mayConnect(other, start)
                        : actions.mayConnect(start, other)) {
                    ports.add(other);
                }
            }
        }
        return ports;
    }

    private void dragged(MouseEvent e) {
        moved |= Math.hypot(e.getX() - pressX, e.getY() - pressY) > STILL;
        if (!moved) {
            return;
        }
        Viewport v = canvas.viewportProperty().get();
        switch (mode) {
            case PAN -> {
                canvas.look(v.panned(e.getX() - pressX, e.getY() - pressY));
                pressX = e.getX();
                pressY = e.getY();
                canvas.setCursor(Cursor.CLOSED_HAND);
            }
            case MOVE -> canvas.showMoved(carried(e, v.scale()));
            case WIRE -> lead(e);
            case BAND -> {
                Diagram.Area area =
                        Diagram.Area.between(
                                v.toX(pressX), v.toY(pressY), v.toX(e.getX()), v.toY(e.getY()));
                band = area;
                canvas.selectionProperty().set(before.and(within(area)));
            }
            case SIZE -> size(e, v.scale(), canvas::showSized);
            case NONE -> {}
        }
        canvas.requestLayout();
    }

    /// Takes the size of a note whose corner is pulled.
    private interface Sized {
        void size(String note, double width, double height);
    }

    private void size(MouseEvent e, double scale, Sized taken) {
        if (sized != null) {
            double width = snapped(sized.width() + (e.getX() - pressX) / scale);
            double height = snapped(sized.height() + (e.getY() - pressY) / scale);
            taken.size(sized.id(), Math.max(80, width), Math.max(32, height));
        }
    }

    private Map<String, Position> carried(MouseEvent e, double scale) {
        double dx = (e.getX() - pressX) / scale;
        double dy = (e.getY() - pressY) / scale;
        Map<String, Position> places = new HashMap<>();
        grabbed.forEach((id, at) ->
                places.put(id, new Position(snapped(at.x() + dx), snapped(at.y() + dy))));
        return places;
    }

    private static double snapped(double value) {
        return Math.round(value / GRID) * GRID;
    }

    private void lead(MouseEvent e) {
        PortRef start = from;
        if (start == null) {
            return;
        }
        Hit hit = hit(e);
        target = null;
        if (hit instanceof Hit.OnPort p && p.input() != fromInput && open.contains(p.port())) {
            target = p.port();
        } else if (hit instanceof Hit.OnBox(String id)) {
            target = nearest(id, e);
        }
        Spot end = spot(e);
        Spot begin = canvas.diagram().spot(start, fromInput).orElse(end);
        pulled =
                fromInput
                        ? new Curve(end.x(), end.y(), begin.x(), begin.y())
                        : new Curve(begin.x(), begin.y(), end.x(), end.y());
    }

    /// The port of a box that is nearest to the pointer, of those that may be connected.
    private @Nullable PortRef nearest(String id, MouseEvent e) {
        double y = spot(e).y();
        Box box = canvas.diagram().box(id).orElse(null);
        if (box == null) {
            return null;
        }
        List<String> names = fromInput ? box.outputs() : box.inputs();
        return names.stream()
                .map(box::port)
                .filter(open::contains)
                .min(
                        java.util.Comparator.comparingDouble(
                                p -> Math.abs(y - (fromInput ? box.outputY(p) : box.inputY(p)))))
                .orElse(null);
    }

    private Selection within(Diagram.Area area) {
        Set<String> boxes = new LinkedHashSet<>();
        canvas.diagram().boxes().stream()
                .filter(b -> area.meets(b.x(), b.y(), Box.WIDTH, b.height()))
                .forEach(b -> boxes.add(b.id()));
        canvas.diagram().notes().stream()
                .filter(n -> area.meets(n.x(), n.y(), n.width(), n.height()))
                .forEach(n -> boxes.add(n.id()));
        return new Selection(boxes, Set.of());
    }

    private void released(MouseEvent e) {
        Mode ended = mode;
        mode = Mode.NONE;
        canvas.setCursor(Cursor.DEFAULT);
        switch (ended) {
            case MOVE -> {
                if (moved) {
                    actions.move(carried(e, canvas.viewportProperty().get().scale()));
                }
            }
            case SIZE -> {
                if (moved) {
                    size(e, canvas.viewportProperty().get().scale(), actions::resize);
                }
            }
            case WIRE -> letGo(e);
            case PAN -> {
                if (!moved && e.getButton() == MouseButton.SECONDARY) {
                    menu(e);
                }
            }
            case BAND, NONE -> {}
        }
        from = null;
        sized = null;
        target = null;
        pulled = null;
        band = null;
        detached = null;
        open = Set.of();
        canvas.requestLayout();
    }

    private void letGo(MouseEvent e) {
        PortRef start = from;
        PortRef end = target;
        Wire taken = detached;
        if (start == null || !moved) {
            return;
        }
        if (end != null) {
            if (taken == null || !taken.to().equals(end)) {
                actions.connect(fromInput ? end : start, fromInput ? start : end, taken);
            }
        } else if (taken != null) {
            actions.disconnect(taken);
        } else if (!fromInput && hit(e) instanceof Hit.Ground) {
            actions.wantStep(spot(e), start, e.getScreenX(), e.getScreenY());
        }
    }

    private void menu(MouseEvent e) {
        Hit hit = hit(e);
        Set<String> pointed =
                switch (hit) {
                    case Hit.OnBox(String id) -> Set.of(id);
                    case Hit.OnNote(String id, _) -> Set.of(id);
                    case Hit.OnFrame(String name) -> canvas.inFrame(name);
                    case Hit.Ground _, Hit.OnPort _, Hit.OnWire _ -> Set.of();
                };
        if (!canvas.selectionProperty().get().boxes().containsAll(pointed)) {
            canvas.selectionProperty().set(new Selection(pointed, Set.of()));
        } else if (hit instanceof Hit.OnWire(Wire wire)) {
            canvas.selectionProperty().set(Selection.wire(wire));
        }
        actions.menu(hit, spot(e), e.getScreenX(), e.getScreenY());
    }

    private void pointed(MouseEvent e) {
        point(hit(e), e);
    }

    private void point(Hit hit, MouseEvent e) {
        if (!hit.equals(hover)) {
            hover = hit;
            boolean corner = hit instanceof Hit.OnNote n && n.corner();
            canvas.setCursor(
                    hit instanceof Hit.Ground
                            ? Cursor.DEFAULT
                            : corner ? Cursor.SE_RESIZE : Cursor.HAND);
            actions.hover(hit, e.getScreenX(), e.getScreenY());
            canvas.requestLayout();
        }
    }

    private void scrolled(ScrollEvent e) {
        Viewport v = canvas.viewportProperty().get();
        if (e.isShortcutDown()) {
            canvas.look(v.zoomed(Math.pow(WHEEL, e.getDeltaY()), e.getX(), e.getY()));
        } else {
            canvas.look(v.panned(e.getDeltaX(), e.getDeltaY()));
        }
        e.consume();
    }
}

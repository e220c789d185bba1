package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the canvas shows: boxes with ports, and wires. Immutable; in canvas units. Boxes later in
/// the list lie above earlier ones.
public final class Diagram {
    /// Shows nothing.
    public static final Diagram EMPTY = new Diagram(List.of(), List.of());

    private final List<Box> boxes;
    private final List<Link> links;
    private final List<Curve> curves;
    private final Map<String, Box> byId = new LinkedHashMap<>();

    /// Takes boxes and wires; a wire whose ends are no boxes is not shown.
    public Diagram(List<Box> boxes, List<Link> links) {
        this.boxes = List.copyOf(boxes);
        boxes.forEach(b -> byId.put(b.id(), b));
        this.links =
                links.stream()
                        .filter(l ->
                                byId.containsKey(l.wire().from().step())
                                        && byId.containsKey(l.wire().to().step()))
                        .toList();
        this.curves = this.links.stream().map(l -> curve(l.wire())).toList();
    }

    /// How things stand with a box or a wire.
    public enum State {
        /// Types hold.
        GOOD,
        /// There is a warning.
        WARNING,
        /// There is an error.
        ERROR,
        /// Something before it has an error.
        BLOCKED,
        /// It is being worked on.
        RUNNING,
        /// Nothing is known yet.
        UNKNOWN
    }

    /// A box.
    ///
    /// @param id the step's id, which is its title too
    /// @param detail what it does or did, in a few words
    /// @param icon the icon's character in the icon font
    /// @param inputs names of its inputs from top to bottom
    /// @param outputs names of its outputs from top to bottom
    /// @param problem what is wrong, shown on hover; null for nothing
    public record Box(
            String id,
            double x,
            double y,
            String detail,
            int icon,
            State state,
            List<String> inputs,
            List<String> outputs,
            @Nullable String problem) {
        /// How wide every box is.
        public static final double WIDTH = 168;

        private static final double HEIGHT = 58;
        private static final double PORT_SPACE = 16;

        /// Copies the lists.
        public Box {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        /// Returns how high it is: 58, more when its ports need it.
        public double height() {
            int ports = Math.max(inputs.size(), outputs.size());
            return Math.max(HEIGHT, (ports + 1) * PORT_SPACE);
        }

        /// Returns the y of an input; the middle for a port that is not shown.
        public double inputY(String port) {
            return portY(inputs, port);
        }

        /// Returns the y of an output; the middle for a port that is not shown.
        public double outputY(String port) {
            return portY(outputs, port);
        }

        private double portY(List<String> ports, String port) {
            int index = ports.indexOf(port);
            return index < 0 ? y + height() / 2 : y + height() * (index + 1) / (ports.size() + 1);
        }

        /// Returns this box elsewhere.
        public Box at(double newX, double newY) {
            return new Box(id, newX, newY, detail, icon, state, inputs, outputs, problem);
        }

        /// Returns whether a point is within.
        public boolean contains(double px, double py) {
            return px >= x && px <= x + WIDTH && py >= y && py <= y + height();
        }
    }

    /// A wire.
    ///
    /// @param label a finding on it; null for none
    public record Link(Wire wire, State state, @Nullable String label) {}

    /// Returns the boxes, from below to above.
    public List<Box> boxes() {
        return boxes;
    }

    /// Returns the wires.
    public List<Link> links() {
        return links;
    }

    /// Returns the curves of the wires, in their order.
    public List<Curve> curves() {
        return curves;
    }

    /// Returns a box.
    public Optional<Box> box(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// Returns the curve of a wire; the ends must be there.
    public Curve curve(Wire wire) {
        Box from = byId.get(wire.from().step());
        Box to = byId.get(wire.to().step());
        if (from == null || to == null) {
            return new Curve(0, 0, 0, 0);
        }
        return new Curve(
                from.x() + Box.WIDTH,
                from.outputY(wire.from().port()),
                to.x(),
                to.inputY(wire.to().port()));
    }

    /// Returns the place of a port.
    public Optional<Spot> spot(PortRef port, boolean input) {
        return box(port.step())
                .map(b ->
                        input
                                ? new Spot(b.x(), b.inputY(port.port()))
                                : new Spot(b.x() + Box.WIDTH, b.outputY(port.port())));
    }

    /// A point, in canvas units.
    public record Spot(double x, double y) {}

    /// Returns the rectangle around all boxes; empty at 0, 0 when there is none.
    public Area area() {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Box b : boxes) {
            left = Math.min(left, b.x());
            top = Math.min(top, b.y());
            right = Math.max(right, b.x() + Box.WIDTH);
            bottom = Math.max(bottom, b.y() + b.height());
        }
        return boxes.isEmpty()
                ? new Area(0, 0, 0, 0)
                : new Area(left, top, right - left, bottom - top);
    }

    /// A rectangle, in canvas units.
    public record Area(double x, double y, double width, double height) {
        /// Returns the smallest rectangle that holds two corners.
        public static Area between(double x1, double y1, double x2, double y2) {
            return new Area(
                    Math.min(x1, x2), Math.min(y1, y2), Math.abs(x1 - x2), Math.abs(y1 - y2));
        }

        /// Returns whether it shares a point with another.
        public boolean meets(double ox, double oy, double ow, double oh) {
            return ox <= x + width && ox + ow >= x && oy <= y + height && oy + oh >= y;
        }
    }
}

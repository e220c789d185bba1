package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the canvas shows: boxes with ports, wires, frames around boxes, notes. Immutable; in canvas
/// units. Boxes later in the list lie above earlier ones.
public final class Diagram {
    /// Shows nothing.
    public static final Diagram EMPTY = new Diagram(List.of(), List.of());

    private static final double FRAME_MARGIN = 16;

    private final List<Box> boxes;
    private final List<Link> links;
    private final List<Curve> curves;
    private final List<Frame> frames;
    private final List<Sticky> notes;
    private final Map<String, Box> byId = new LinkedHashMap<>();
    private final Map<String, Box> byStep = new LinkedHashMap<>();

    /// Takes boxes and wires; a wire whose ends are in no box, or in one, is not shown.
    public Diagram(List<Box> boxes, List<Link> links) {
        this(boxes, links, List.of(), List.of());
    }

    /// Takes boxes, wires, frames and notes.
    public Diagram(List<Box> boxes, List<Link> links, List<Frame> frames, List<Sticky> notes) {
        this.boxes = List.copyOf(boxes);
        this.frames = List.copyOf(frames);
        this.notes = List.copyOf(notes);
        for (Box b : boxes) {
            byId.put(b.id(), b);
            if (b.isGroup()) {
                b.members().forEach(m -> byStep.put(m, b));
            } else {
                byStep.put(b.id(), b);
            }
        }
        this.links =
                links.stream()
                        .filter(l -> {
                            Box from = byStep.get(l.wire().from().step());
                            Box to = byStep.get(l.wire().to().step());
                            return from != null && to != null && from != to;
                        })
                        .toList();
        this.curves = this.links.stream().map(l -> curve(l.wire())).toList();
    }

    /// Returns this with boxes and notes that stand elsewhere.
    Diagram with(List<Box> moved, List<Sticky> movedNotes) {
        return new Diagram(moved, links, frames, movedNotes);
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
    /// @param members the steps that a folded group holds; none for a step
    public record Box(
            String id,
            double x,
            double y,
            String detail,
            int icon,
            State state,
            List<String> inputs,
            List<String> outputs,
            @Nullable String problem,
            List<String> members) {
        /// What the ids of folded groups begin with, which no step's id does.
        public static final String GROUP = "group:";

        /// How wide every box is.
        public static final double WIDTH = 168;

        private static final double HEIGHT = 58;
        private static final double PORT_SPACE = 16;

        /// Makes the box of a step.
        public Box(
                String id,
                double x,
                double y,
                String detail,
                int icon,
                State state,
                List<String> inputs,
                List<String> outputs,
                @Nullable String problem) {
            this(id, x, y, detail, icon, state, inputs, outputs, problem, List.of());
        }

        /// Copies the lists.
        public Box {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            members = List.copyOf(members);
        }

        /// Returns whether it is a folded group.
        public boolean isGroup() {
            return id.startsWith(GROUP);
        }

        /// Returns what it is called.
        public String title() {
            return isGroup() ? id.substring(GROUP.length()) : id;
        }

        /// Returns the port of a name here; those of a folded group are named `step.port`.
        public PortRef port(String name) {
            int dot = name.lastIndexOf('.');
            return isGroup() && dot > 0
                    ? new PortRef(name.substring(0, dot), name.substring(dot + 1))
                    : new PortRef(id, name);
        }

        /// Returns the y of an input by its reference.
        public double inputY(PortRef port) {
            return inputY(name(port));
        }

        /// Returns the y of an output by its reference.
        public double outputY(PortRef port) {
            return outputY(name(port));
        }

        private String name(PortRef port) {
            return isGroup() ? port.step() + "." + port.port() : port.port();
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
            return new Box(id, newX, newY, detail, icon, state, inputs, outputs, problem, members);
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

    /// Returns the box that shows a step: its own, or that of a folded group.
    public Optional<Box> holder(String step) {
        return Optional.ofNullable(byStep.get(step));
    }

    /// Returns how many steps are shown, those in folded groups included.
    public int steps() {
        return byStep.size();
    }

    /// Returns the curve of a wire; the ends must be there.
    public Curve curve(Wire wire) {
        Box from = byStep.get(wire.from().step());
        Box to = byStep.get(wire.to().step());
        if (from == null || to == null) {
            return new Curve(0, 0, 0, 0);
        }
        return new Curve(
                from.x() + Box.WIDTH, from.outputY(wire.from()), to.x(), to.inputY(wire.to()));
    }

    /// Returns the place of a port.
    public Optional<Spot> spot(PortRef port, boolean input) {
        return holder(port.step())
                .map(b ->
                        input
                                ? new Spot(b.x(), b.inputY(port))
                                : new Spot(b.x() + Box.WIDTH, b.outputY(port)));
    }

    /// A frame around the boxes of a group.
    ///
    /// @param boxes their ids
    public record Frame(String name, List<String> boxes) {
        /// How high the strip with the name is.
        public static final double TITLE = 24;

        /// Copies the ids.
        public Frame {
            boxes = List.copyOf(boxes);
        }
    }

    /// A note.
    ///
    /// @param id `note:` and its place in the list
    public record Sticky(
            String id,
            String text,
            double x,
            double y,
            double width,
            double height,
            Note.Tone tone) {
        /// What the ids of notes begin with, which no step's id does.
        public static final String NOTE = "note:";

        /// Returns this elsewhere.
        public Sticky at(double newX, double newY) {
            return new Sticky(id, text, newX, newY, width, height, tone);
        }

        /// Returns this in another size.
        public Sticky sized(double newWidth, double newHeight) {
            return new Sticky(id, text, x, y, newWidth, newHeight, tone);
        }

        /// Returns whether a point is within.
        public boolean contains(double px, double py) {
            return px >= x && px <= x + width && py >= y && py <= y + height;
        }
    }

    /// Returns the frames.
    public List<Frame> frames() {
        return frames;
    }

    /// Returns the notes, from below to above.
    public List<Sticky> notes() {
        return notes;
    }

    /// Returns a note.
    public Optional<Sticky> note(String id) {
        return notes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    /// Returns the rectangle of a frame with its strip; nothing when none of its boxes is there.
    public Optional<Area> area(Frame frame) {
        List<Box> inside = frame.boxes().stream().map(byId::get).filter(Objects::nonNull).toList();
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        Area around = around(inside, List.of());
        return Optional.of(
                new Area(
                        around.x() - FRAME_MARGIN,
                        around.y() - FRAME_MARGIN - Frame.TITLE,
                        around.width() + 2 * FRAME_MARGIN,
                        around.height() + 2 * FRAME_MARGIN + Frame.TITLE));
    }

    /// A point, in canvas units.
    public record Spot(double x, double y) {}

    /// Returns the rectangle around all that is shown; empty at 0, 0 when there is nothing.
    public Area area() {
        Area all = around(boxes, notes);
        for (Frame frame : frames) {
            Area area = area(frame).orElse(all);
            double right = Math.max(all.x() + all.width(), area.x() + area.width());
            double bottom = Math.max(all.y() + all.height(), area.y() + area.height());
            double left = Math.min(all.x(), area.x());
            double top = Math.min(all.y(), area.y());
            all = new Area(left, top, right - left, bottom - top);
        }
        return all;
    }

    private static Area around(List<Box> boxes, List<Sticky> notes) {
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
        for (Sticky n : notes) {
            left = Math.min(left, n.x());
            top = Math.min(top, n.y());
            right = Math.max(right, n.x() + n.width());
            bottom = Math.max(bottom, n.y() + n.height());
        }
        return boxes.isEmpty() && notes.isEmpty()
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

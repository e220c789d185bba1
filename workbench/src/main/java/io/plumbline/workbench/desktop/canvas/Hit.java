package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.Link;
import java.util.List;

/// What of a diagram is at a point.
public sealed interface Hit {
    /// The empty ground.
    record Ground() implements Hit {}

    /// A box.
    record OnBox(String id) implements Hit {}

    /// A port.
    record OnPort(PortRef port, boolean input) implements Hit {}

    /// A wire.
    record OnWire(Wire wire) implements Hit {}

    /// A note.
    ///
    /// @param corner whether it is the corner that sizes it
    record OnNote(String id, boolean corner) implements Hit {}

    /// The strip of a frame.
    record OnFrame(String name) implements Hit {}

    /// How near a port must be, in screen pixels.
    double PORT_REACH = 9;

    /// How near a wire must be, in screen pixels.
    double WIRE_REACH = 6;

    /// Returns what is at a point of the canvas: ports before boxes before wires, upper before
    /// lower.
    ///
    /// @param scale screen pixels of one canvas unit
    static Hit at(Diagram diagram, double x, double y, double scale) {
        double reach = PORT_REACH / scale;
        List<Box> boxes = diagram.boxes().reversed();
        for (Box box : boxes) {
            boolean near =
                    x >= box.x() - reach
                            && x <= box.x() + Box.WIDTH + reach
                            && y >= box.y() - reach
                            && y <= box.y() + box.height() + reach;
            if (!near) {
                continue;
            }
            for (String port : box.inputs()) {
                if (Math.hypot(x - box.x(), y - box.inputY(port)) <= reach) {
                    return new OnPort(box.port(port), true);
                }
            }
            for (String port : box.outputs()) {
                if (Math.hypot(x - box.x() - Box.WIDTH, y - box.outputY(port)) <= reach) {
                    return new OnPort(box.port(port), false);
                }
            }
            if (box.contains(x, y)) {
                return new OnBox(box.id());
            }
        }
        Hit wire = wireAt(diagram, x, y, WIRE_REACH / scale);
        return wire instanceof Ground ? besideAt(diagram, x, y, 2 * reach) : wire;
    }

    private static Hit besideAt(Diagram diagram, double x, double y, double corner) {
        for (Diagram.Sticky note : diagram.notes().reversed()) {
            if (note.contains(x, y)) {
                boolean sizes =
                        x >= note.x() + note.width() - corner
                                && y >= note.y() + note.height() - corner;
                return new OnNote(note.id(), sizes);
            }
        }
        for (Diagram.Frame frame : diagram.frames().reversed()) {
            Diagram.Area area = diagram.area(frame).orElse(null);
            if (area != null
                    && x >= area.x()
                    && x <= area.x() + area.width()
                    && y >= area.y()
                    && y <= area.y() + Diagram.Frame.TITLE) {
                return new OnFrame(frame.name());
            }
        }
        return new Ground();
    }

    private static Hit wireAt(Diagram diagram, double x, double y, double reach) {
        Diagram.Area near = new Diagram.Area(x - reach, y - reach, 2 * reach, 2 * reach);
        for (Link link : diagram.links().reversed()) {
            Curve curve = diagram.curve(link.wire());
            if (curve.meets(near) && curve.distance(x, y) <= reach) {
                return new OnWire(link.wire());
            }
        }
        return new Ground();
    }
}

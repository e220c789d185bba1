package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.workbench.desktop.canvas.Diagram;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Arranges a diagram in layers from left to right, with few crossings: ELK's layered algorithm.
/// May take a second for thousands of boxes; not for the window's thread.
final class AutoLayout {
    private static final double GRID = 4;

    private AutoLayout() {}

    /// Returns a place for every box, the upper left one at 40, 40.
    static Map<String, Position> of(Diagram diagram) {
        ElkNode root = graph();
        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        Map<String, ElkPort> inputs = new HashMap<>();
        Map<String, ElkPort> outputs = new HashMap<>();
        for (Diagram.Box box : diagram.boxes()) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(Diagram.Box.WIDTH, box.height());
            node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            nodes.put(box.id(), node);
            box.inputs()
                    .forEach(p ->
                            inputs.put(
                                    key(box.port(p)),
                                    port(node, PortSide.WEST, 0, box.inputY(p) - box.y())));
            box.outputs()
                    .forEach(p ->
                            outputs.put(
                                    key(box.port(p)),
                                    port(
                                            node,
                                            PortSide.EAST,
                                            Diagram.Box.WIDTH,
                                            box.outputY(p) - box.y())));
        }
        for (Diagram.Link link : diagram.links()) {
            ElkPort from = outputs.get(key(link.wire().from()));
            ElkPort to = inputs.get(key(link.wire().to()));
            if (from != null && to != null) {
                ElkGraphUtil.createSimpleEdge(from, to);
            }
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        Map<String, Position> places = new LinkedHashMap<>();
        nodes.forEach((id, node) ->
                places.put(id, new Position(snapped(node.getX()), snapped(node.getY()))));
        return places;
    }

    private static String key(PortRef port) {
        return port.step() + "\n" + port.port();
    }

    private static ElkNode graph() {
        // makes the types of its options known, without which none can be read
        LayoutMetaDataService.getInstance();
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 36.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 56.0);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(40));
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        return root;
    }

    private static ElkPort port(ElkNode node, PortSide side, double x, double y) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        port.setLocation(x, y);
        return port;
    }

    private static double snapped(double value) {
        return Math.round(value / GRID) * GRID;
    }

    /// Returns places in which boxes share an edge or a middle.
    ///
    /// @param vertical whether they come to stand one above the other
    static Map<String, Position> aligned(List<Diagram.Box> boxes, boolean vertical) {
        Map<String, Position> places = new HashMap<>();
        if (boxes.isEmpty()) {
            return places;
        }
        double x = boxes.stream().mapToDouble(Diagram.Box::x).min().orElse(0);
        double y = boxes.stream().mapToDouble(Diagram.Box::y).min().orElse(0);
        boxes.forEach(b ->
                places.put(b.id(), vertical ? new Position(x, b.y()) : new Position(b.x(), y)));
        return places;
    }

    /// Returns places with the same gap from each box to the next; the outer ones stay.
    static Map<String, Position> distributed(List<Diagram.Box> boxes, boolean vertical) {
        Map<String, Position> places = new HashMap<>();
        List<Diagram.Box> sorted =
                boxes.stream()
                        .sorted(java.util.Comparator.comparingDouble(b -> vertical ? b.y() : b.x()))
                        .toList();
        if (sorted.size() < 3) {
            return places;
        }
        double first = vertical ? sorted.getFirst().y() : sorted.getFirst().x();
        double last = vertical ? sorted.getLast().y() : sorted.getLast().x();
        for (int i = 0; i < sorted.size(); i++) {
            Diagram.Box b = sorted.get(i);
            double at = snapped(first + (last - first) * i / (sorted.size() - 1));
            places.put(b.id(), vertical ? new Position(b.x(), at) : new Position(at, b.y()));
        }
        return places;
    }
}

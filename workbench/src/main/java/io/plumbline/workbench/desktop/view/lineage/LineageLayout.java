package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.engine.model.Position;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Box;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Arranges datasets in layers from left to right, sources first. May take seconds for thousands;
/// not for the window's thread.
final class LineageLayout {
    private LineageLayout() {}

    /// Returns the drawing with a place for every box. Lines between columns count once for their
    /// datasets: their order within a box is given.
    static LineageDrawing arranged(LineageDrawing drawing) {
        // makes the types of its options known, without which none can be read
        LayoutMetaDataService.getInstance();
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 28.0);
        root.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, 40.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 130.0);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(40));
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(CoreOptions.ASPECT_RATIO, 1.6);
        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        for (Box box : drawing.boxes()) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(Box.WIDTH, box.height());
            nodes.put(box.name(), node);
        }
        Set<List<String>> joined = new HashSet<>();
        for (LineageDrawing.Line line : drawing.lines()) {
            String from = line.from().dataset();
            String to = line.to().dataset();
            ElkNode source = nodes.get(from);
            ElkNode target = nodes.get(to);
            boolean fresh = !from.equals(to) && joined.add(List.of(from, to));
            if (source != null && target != null && fresh) {
                ElkGraphUtil.createSimpleEdge(source, target);
            }
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        Map<String, Position> places = new LinkedHashMap<>();
        nodes.forEach((name, n) ->
                places.put(name, new Position(Math.round(n.getX()), Math.round(n.getY()))));
        return drawing.placed(places);
    }
}

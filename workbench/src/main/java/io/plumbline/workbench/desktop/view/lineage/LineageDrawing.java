package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.engine.model.Position;
import io.plumbline.workbench.desktop.canvas.Curve;
import io.plumbline.workbench.desktop.canvas.Diagram.Area;
import io.plumbline.workbench.service.lineage.LineageItem;
import io.plumbline.workbench.service.lineage.LineageMap.Basis;
import io.plumbline.workbench.service.lineage.LineageMap.Dataset;
import io.plumbline.workbench.service.lineage.LineageMap.Edge;
import io.plumbline.workbench.service.lineage.LineageMap.Link;
import io.plumbline.workbench.service.lineage.LineagePart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Boxes of datasets with rows of columns, and the lines between them. Immutable; in canvas units.
final class LineageDrawing {
    static final LineageDrawing EMPTY = new LineageDrawing(List.of(), List.of());

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final List<Line> lines;

    private LineageDrawing(List<Box> boxes, List<Line> lines) {
        boxes.forEach(b -> this.boxes.put(b.name(), b));
        this.lines = List.copyOf(lines);
    }

    /// A dataset.
    ///
    /// @param rows the columns shown
    /// @param hidden how many columns of an open box are not shown; 0 when it is closed
    record Box(Dataset dataset, double x, double y, List<String> rows, int hidden) {
        static final double WIDTH = 220;
        static final double HEAD = 48;
        static final double ROW = 22;
        private static final double FOOT = 6;

        Box {
            rows = List.copyOf(rows);
        }

        String name() {
            return dataset.name();
        }

        boolean isOpen() {
            return !rows.isEmpty() || hidden > 0;
        }

        double height() {
            return isOpen() ? HEAD + (rows.size() + (hidden > 0 ? 1 : 0)) * ROW + FOOT : HEAD;
        }

        /// Returns the y at which lines of a column end: its row's, or the head's where it is not
        /// shown.
        double lineY(@Nullable String column) {
            int row = column == null ? -1 : rows.indexOf(column);
            return row < 0 ? y + HEAD / 2 : y + HEAD + row * ROW + ROW / 2;
        }

        String detail() {
            int columns = dataset.columns().size();
            return dataset.place() + " · " + columns + (columns == 1 ? " column" : " columns");
        }

        boolean contains(double px, double py) {
            return px >= x && px <= x + WIDTH && py >= y && py <= y + height();
        }
    }

    /// All that leads from one box or row to another.
    ///
    /// @param from the dataset, or its column where that is shown
    /// @param edges what it stands for between columns; may be empty between datasets
    record Line(
            LineageItem from,
            LineageItem to,
            boolean direct,
            Basis basis,
            Set<String> pipelines,
            List<Edge> edges) {
        Line {
            edges = List.copyOf(edges);
        }

        boolean isBetweenColumns() {
            return from.column() != null || to.column() != null;
        }
    }

    /// Draws a part, all boxes at 0, 0.
    ///
    /// @param open what the person opened (true) and closed (false)
    static LineageDrawing of(LineagePart part, Map<String, Boolean> open) {
        List<Box> boxes = new ArrayList<>();
        for (Dataset d : part.datasets()) {
            Set<String> touched = part.columns().getOrDefault(d.name(), Set.of());
            Boolean chosen = open.get(d.name());
            List<String> rows = List.of();
            int hidden = 0;
            if (Boolean.TRUE.equals(chosen)) {
                rows = d.columns();
            } else if (chosen == null && !touched.isEmpty()) {
                rows = d.columns().stream().filter(touched::contains).toList();
                hidden = d.columns().size() - rows.size();
            }
            boxes.add(new Box(d, 0, 0, rows, hidden));
        }
        LineageDrawing bare = new LineageDrawing(boxes, List.of());
        return new LineageDrawing(boxes, bare.lines(part));
    }

    private List<Line> lines(LineagePart part) {
        Map<List<LineageItem>, List<Edge>> byEnds = new LinkedHashMap<>();
        Set<List<String>> joined = new HashSet<>();
        for (Edge e : part.edges()) {
            LineageItem from = shown(e.from());
            LineageItem to = shown(e.to());
            byEnds.computeIfAbsent(List.of(from, to), _ -> new ArrayList<>()).add(e);
            if (from.column() != null || to.column() != null) {
                joined.add(List.of(from.dataset(), to.dataset()));
            }
        }
        List<Line> lines = new ArrayList<>();
        Map<List<String>, List<Link>> links = new LinkedHashMap<>();
        part.links()
                .forEach(l ->
                        links.computeIfAbsent(List.of(l.from(), l.to()), _ -> new ArrayList<>())
                                .add(l));
        links.forEach((ends, of) -> {
            LineageItem from = LineageItem.of(ends.getFirst());
            LineageItem to = LineageItem.of(ends.getLast());
            List<Edge> edges = byEnds.getOrDefault(List.of(from, to), List.of());
            if (!joined.contains(ends) && !from.equals(to)) {
                lines.add(line(from, to, of, edges));
            }
        });
        byEnds.forEach((ends, edges) -> {
            if (ends.stream().anyMatch(i -> i.column() != null)) {
                lines.add(line(ends.getFirst(), ends.getLast(), List.of(), edges));
            }
        });
        return lines;
    }

    private static Line line(LineageItem from, LineageItem to, List<Link> links, List<Edge> edges) {
        Set<String> pipelines = new TreeSet<>();
        links.forEach(l -> pipelines.add(l.pipeline()));
        edges.forEach(e -> pipelines.add(e.pipeline()));
        // one that is recorded is enough to say so
        Set<Basis> bases = new TreeSet<>();
        links.forEach(l -> bases.add(l.basis()));
        edges.forEach(e -> bases.add(e.basis()));
        boolean direct = edges.isEmpty() || edges.stream().anyMatch(Edge::direct);
        return new Line(from, to, direct, bases.iterator().next(), pipelines, edges);
    }

    private LineageItem shown(LineageItem item) {
        Box box = boxes.get(item.dataset());
        boolean row = box != null && item.column() != null && box.rows().contains(item.column());
        return row ? item : LineageItem.of(item.dataset());
    }

    /// Returns this with its boxes elsewhere.
    LineageDrawing placed(Map<String, Position> places) {
        List<Box> moved =
                boxes.values().stream()
                        .map(b -> {
                            Position at = places.getOrDefault(b.name(), new Position(0, 0));
                            return new Box(b.dataset(), at.x(), at.y(), b.rows(), b.hidden());
                        })
                        .toList();
        return new LineageDrawing(moved, lines);
    }

    List<Box> boxes() {
        return List.copyOf(boxes.values());
    }

    Optional<Box> box(String dataset) {
        return Optional.ofNullable(boxes.get(dataset));
    }

    List<Line> lines() {
        return lines;
    }

    /// Returns the course of a line.
    Curve curve(Line line) {
        Box from = boxes.get(line.from().dataset());
        Box to = boxes.get(line.to().dataset());
        if (from == null || to == null) {
            return new Curve(0, 0, 0, 0);
        }
        return new Curve(
                from.x() + Box.WIDTH,
                from.lineY(line.from().column()),
                to.x(),
                to.lineY(line.to().column()));
    }

    /// Returns the item at a point; the dataset for the head of its box.
    Optional<LineageItem> itemAt(double x, double y) {
        for (Box b : boxes.values()) {
            if (b.contains(x, y)) {
                int row = (int) Math.floor((y - b.y() - Box.HEAD) / Box.ROW);
                boolean column = row >= 0 && row < b.rows().size();
                return Optional.of(new LineageItem(b.name(), column ? b.rows().get(row) : null));
            }
        }
        return Optional.empty();
    }

    /// Returns whether a point opens or closes the box that is there: its arrow, or the row that
    /// says how many columns are not shown.
    boolean isOpener(double x, double y) {
        return boxes.values().stream()
                .filter(b -> b.contains(x, y))
                .anyMatch(b ->
                        y <= b.y() + Box.HEAD
                                ? x >= b.x() + Box.WIDTH - 32
                                : y >= b.y() + Box.HEAD + b.rows().size() * Box.ROW);
    }

    /// Returns the line near a point.
    Optional<Line> lineAt(double x, double y, double reach) {
        Area near = new Area(x - reach, y - reach, 2 * reach, 2 * reach);
        return lines.stream()
                .filter(l -> curve(l).meets(near))
                .filter(l -> curve(l).distance(x, y) <= reach)
                .findFirst();
    }

    /// Returns the expressions on a way, each behind the id of its step and a colon.
    static List<String> reasons(String expression) {
        return expression.isEmpty()
                ? List.of()
                : List.of(expression.split("; (?=[A-Za-z_][A-Za-z0-9_]*: )"));
    }

    /// Returns the rectangle around all boxes.
    Area area() {
        if (boxes.isEmpty()) {
            return new Area(0, 0, 0, 0);
        }
        double left = boxes().stream().mapToDouble(Box::x).min().orElse(0);
        double top = boxes().stream().mapToDouble(Box::y).min().orElse(0);
        double right = boxes().stream().mapToDouble(b -> b.x() + Box.WIDTH).max().orElse(0);
        double bottom = boxes().stream().mapToDouble(b -> b.y() + b.height()).max().orElse(0);
        return new Area(left, top, right - left, bottom - top);
    }
}

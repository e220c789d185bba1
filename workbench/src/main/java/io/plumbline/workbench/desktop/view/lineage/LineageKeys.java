package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Box;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Line;
import io.plumbline.workbench.service.lineage.LineageItem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// Where the arrow keys lead: along the lines to the left and right, from row to row and box to box
/// up and down.
final class LineageKeys {
    private static final double SAME_LAYER = 40;

    private LineageKeys() {}

    static Optional<LineageItem> next(
            LineageDrawing drawing, @Nullable LineageItem focus, KeyCode key) {
        Optional<Box> box = focus == null ? Optional.empty() : drawing.box(focus.dataset());
        if (focus == null || box.isEmpty()) {
            return drawing.boxes().stream()
                    .min(Comparator.comparingDouble((Box b) -> b.x()).thenComparingDouble(Box::y))
                    .map(b -> LineageItem.of(b.name()));
        }
        return switch (key) {
            case LEFT -> along(drawing, focus, true);
            case RIGHT -> along(drawing, focus, false);
            case UP -> beside(drawing, box.orElseThrow(), focus, -1);
            case DOWN -> beside(drawing, box.orElseThrow(), focus, 1);
            default -> Optional.empty();
        };
    }

    private static Optional<LineageItem> along(
            LineageDrawing drawing, LineageItem focus, boolean upstream) {
        return drawing.lines().stream()
                .filter(l -> touches(upstream ? l.to() : l.from(), focus))
                .filter(l -> !l.from().dataset().equals(l.to().dataset()))
                // values before mere influence
                .min(Comparator.comparing((Line l) -> !l.direct()))
                .map(l -> upstream ? l.from() : l.to());
    }

    private static boolean touches(LineageItem end, LineageItem focus) {
        return focus.column() == null ? end.dataset().equals(focus.dataset()) : end.equals(focus);
    }

    private static Optional<LineageItem> beside(
            LineageDrawing drawing, Box box, LineageItem focus, int step) {
        int row = focus.column() == null ? -1 : box.rows().indexOf(focus.column());
        int wanted = row + step;
        if (wanted >= 0 && wanted < box.rows().size()) {
            return Optional.of(new LineageItem(box.name(), box.rows().get(wanted)));
        }
        if (wanted == -1) {
            return Optional.of(LineageItem.of(box.name()));
        }
        List<Box> layer =
                drawing.boxes().stream()
                        .filter(b -> Math.abs(b.x() - box.x()) < SAME_LAYER)
                        .sorted(Comparator.comparingDouble(Box::y))
                        .toList();
        int at = layer.indexOf(box) + step;
        return at < 0 || at >= layer.size()
                ? Optional.empty()
                : Optional.of(LineageItem.of(layer.get(at).name()));
    }
}

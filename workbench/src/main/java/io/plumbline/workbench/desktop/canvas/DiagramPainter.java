package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// Paints a diagram: only what is seen, and of small things only what can be read.
final class DiagramPainter {
    private static final double GRID = 16;
    private static final double READABLE_FROM = 0.3;

    private final GraphicsContext g;
    private final WirePainter wires;
    private final BoxPainter boxes;
    private final OverviewPainter overview;

    DiagramPainter(GraphicsContext g) {
        this.g = g;
        FittedText texts = new FittedText();
        wires = new WirePainter(g, texts);
        boxes = new BoxPainter(g, texts);
        overview = new OverviewPainter(g);
    }

    /// What hands are doing, to be painted over the diagram.
    ///
    /// @param pulled the wire being drawn
    /// @param from the port it comes from
    /// @param target the port or box that it would be led to
    /// @param band the rectangle that selects
    record Doing(
            @Nullable Curve pulled,
            @Nullable PortRef from,
            boolean fromInput,
            @Nullable PortRef target,
            java.util.Set<PortRef> open,
            Diagram.@Nullable Area band,
            @Nullable Hit hover) {}

    /// What is painted.
    record Picture(
            Diagram diagram, Selection selection, Viewport view, Tokens tokens, Doing doing) {}

    void paint(Picture picture, double width, double height) {
        Viewport view = picture.view();
        Tokens tokens = picture.tokens();
        double scale = view.scale();
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.setFill(tokens.canvas());
        g.fillRect(0, 0, width, height);
        grid(view, tokens, width, height);
        g.setTransform(scale, 0, 0, scale, -view.x() * scale, -view.y() * scale);
        Diagram.Area shown = view.shown(width, height);
        wires.paint(picture, shown);
        if (scale < READABLE_FROM) {
            g.setTransform(1, 0, 0, 1, 0, 0);
        }
        for (Box box : picture.diagram().boxes()) {
            if (!shown.meets(box.x() - 8, box.y() - 8, Box.WIDTH + 16, box.height() + 16)) {
                continue;
            }
            if (scale < READABLE_FROM) {
                overview.paint(box, picture);
            } else {
                boolean selected = picture.selection().boxes().contains(box.id());
                boxes.paint(box, selected, tokens, picture.doing(), scale);
            }
        }
        g.setTransform(scale, 0, 0, scale, -view.x() * scale, -view.y() * scale);
        over(picture.doing(), tokens);
        g.setTransform(1, 0, 0, 1, 0, 0);
    }

    private void grid(Viewport view, Tokens tokens, double width, double height) {
        double step = GRID * view.scale();
        while (step < 20) {
            step *= 2;
        }
        g.setFill(tokens.line());
        double left = -(view.x() * view.scale()) % step;
        double top = -(view.y() * view.scale()) % step;
        for (double x = left; x < width; x += step) {
            for (double y = top; y < height; y += step) {
                g.fillRect(x, y, 1, 1);
            }
        }
    }

    static Color colour(State state, Tokens tokens, Color otherwise) {
        return switch (state) {
            case ERROR -> tokens.error();
            case WARNING -> tokens.warning();
            case RUNNING -> tokens.accent();
            case GOOD, BLOCKED, UNKNOWN -> otherwise;
        };
    }

    private void over(Doing doing, Tokens tokens) {
        Curve pulled = doing.pulled();
        if (pulled != null) {
            wires.pulled(pulled, tokens);
        }
        Diagram.Area band = doing.band();
        if (band != null) {
            g.setFill(tokens.accent().deriveColor(0, 1, 1, 0.08));
            g.fillRect(band.x(), band.y(), band.width(), band.height());
            g.setStroke(tokens.accent());
            g.setLineWidth(1);
            g.strokeRect(band.x(), band.y(), band.width(), band.height());
        }
    }
}

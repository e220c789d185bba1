package io.plumbline.workbench.desktop.canvas;

import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Paints boxes that are too small to be read: where they are, which are selected, how they stand.
/// On whole pixels, for these need no smoothing, which is what small shapes cost in software.
final class OverviewPainter {
    private final GraphicsContext g;

    OverviewPainter(GraphicsContext g) {
        this.g = g;
    }

    /// Paints a box on a surface whose unit is the screen's pixel.
    void paint(Box box, DiagramPainter.Picture picture) {
        Viewport view = picture.view();
        Tokens tokens = picture.tokens();
        double x = Math.rint(view.screenX(box.x()));
        double y = Math.rint(view.screenY(box.y()));
        double width = Math.max(3, Math.rint(Box.WIDTH * view.scale()));
        double height = Math.max(3, Math.rint(box.height() * view.scale()));
        boolean selected = picture.selection().boxes().contains(box.id());
        boolean hovered = picture.doing().hover() instanceof Hit.OnBox b && b.id().equals(box.id());
        Color line =
                selected
                        ? tokens.accent()
                        : DiagramPainter.colour(
                                box.state(), tokens, hovered ? tokens.wire() : tokens.boxLine());
        g.setFill(line);
        g.fillRect(x, y, width, height);
        double edge = selected && height > 6 ? 2 : 1;
        g.setFill(tokens.panel());
        g.fillRect(x + edge, y + edge, width - 2 * edge, height - 2 * edge);
        Color dot = dot(box.state(), tokens);
        if (dot != null && height >= 6) {
            g.setFill(dot);
            g.fillRect(x + width - 4, y + 2, 2, 2);
        }
    }

    private static @org.jspecify.annotations.Nullable Color dot(State state, Tokens tokens) {
        return switch (state) {
            case GOOD -> tokens.good();
            case ERROR -> tokens.error();
            case WARNING -> tokens.warning();
            case RUNNING -> tokens.accent();
            case BLOCKED, UNKNOWN -> null;
        };
    }
}

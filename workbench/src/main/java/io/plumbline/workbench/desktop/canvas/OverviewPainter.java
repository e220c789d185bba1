package io.plumbline.workbench.desktop.canvas;

import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// Paints boxes that are too small to be read: where they are, which are selected, how they stand.
final class OverviewPainter {
    private final Raster raster;
    private final DiagramPainter.Picture picture;
    private final Viewport view;

    /// Takes what is painted and where to.
    ///
    /// @param view what is seen, in the raster's pixels
    OverviewPainter(Raster raster, DiagramPainter.Picture picture, Viewport view) {
        this.raster = raster;
        this.picture = picture;
        this.view = view;
    }

    void paint(Box box) {
        Tokens tokens = picture.tokens();
        int x = (int) Math.rint(view.screenX(box.x()));
        int y = (int) Math.rint(view.screenY(box.y()));
        int width = (int) Math.max(3, Math.rint(Box.WIDTH * view.scale()));
        int height = (int) Math.max(3, Math.rint(box.height() * view.scale()));
        boolean selected = picture.selection().boxes().contains(box.id());
        boolean hovered = picture.doing().hover() instanceof Hit.OnBox b && b.id().equals(box.id());
        Color line =
                selected
                        ? tokens.accent()
                        : DiagramPainter.colour(
                                box.state(), tokens, hovered ? tokens.wire() : tokens.boxLine());
        raster.rect(x, y, width, height, line);
        int edge = selected && height > 6 ? 2 : 1;
        raster.rect(x + edge, y + edge, width - 2 * edge, height - 2 * edge, tokens.panel());
        Color dot = dot(box.state(), tokens);
        if (dot != null && height >= 6) {
            raster.rect(x + width - 4, y + 2, 2, 2, dot);
        }
    }

    private static @Nullable Color dot(State state, Tokens tokens) {
        return switch (state) {
            case GOOD -> tokens.good();
            case ERROR -> tokens.error();
            case WARNING -> tokens.warning();
            case RUNNING -> tokens.accent();
            case BLOCKED, UNKNOWN -> null;
        };
    }
}

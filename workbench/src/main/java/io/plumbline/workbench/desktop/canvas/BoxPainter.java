package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.DiagramPainter.Doing;
import io.plumbline.workbench.desktop.canvas.DiagramPainter.Picture;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.scene.paint.Color;

/// Paints the shapes of boxes that are large enough to be read: ground, edge, state, ports.
final class BoxPainter {
    private static final double CORNER = 8;
    private static final double PORT = 4.5;
    private static final Color SHADOW = Color.color(0, 0, 0, 0.07);

    private final Raster raster;
    private final Picture picture;
    private final Viewport view;
    private final double scale;
    private final Tokens tokens;

    /// Takes what is painted and where to.
    ///
    /// @param view what is seen, in the raster's pixels
    BoxPainter(Raster raster, Picture picture, Viewport view) {
        this.raster = raster;
        this.picture = picture;
        this.view = view;
        this.scale = view.scale();
        this.tokens = picture.tokens();
    }

    void paint(Box box) {
        boolean selected = picture.selection().boxes().contains(box.id());
        boolean hovered = picture.doing().hover() instanceof Hit.OnBox b && b.id().equals(box.id());
        Raster.Round ground = round(box);
        double r = ground.radius();
        // only its lower edge is seen
        raster.fill(
                new Raster.Round(
                        ground.x(),
                        ground.y() + ground.height() - 2 * r + 1.5 * scale,
                        ground.width(),
                        2 * r,
                        r),
                SHADOW);
        raster.fill(ground, tokens.panel());
        Color line =
                selected
                        ? tokens.accent()
                        : DiagramPainter.colour(
                                box.state(), tokens, hovered ? tokens.wire() : tokens.boxLine());
        raster.frame(ground, Math.max(1, (selected ? 2 : 1) * scale), line);
        state(box);
        ports(box);
    }

    /// On whole pixels, so that edges are sharp.
    private Raster.Round round(Box box) {
        double x = Math.rint(view.screenX(box.x()));
        double y = Math.rint(view.screenY(box.y()));
        double width = Math.rint(Box.WIDTH * scale);
        double height = Math.rint(box.height() * scale);
        return new Raster.Round(x, y, width, height, CORNER * scale);
    }

    /// The state has a shape as well as a colour: full good, ring unknown, bar blocked, square
    /// error, triangle warning, circle running.
    private void state(Box box) {
        double x = view.screenX(box.x() + Box.WIDTH - 13);
        double y = view.screenY(box.y() + 13);
        switch (box.state()) {
            case GOOD -> raster.disc(x, y, 3.5 * scale, tokens.good());
            case ERROR -> bar(x, y, 3.5 * scale, 3.5 * scale, tokens.error());
            case WARNING ->
                    raster.triangle(x, y - 4 * scale, 4.5 * scale, 8 * scale, tokens.warning());
            case BLOCKED -> bar(x, y, 4 * scale, 1.2 * scale, tokens.faint());
            case RUNNING -> raster.circle(x, y, 4 * scale, 2 * scale, tokens.accent());
            case UNKNOWN -> raster.circle(x, y, 3.5 * scale, 1.2 * scale, tokens.faint());
        }
    }

    private void bar(double x, double y, double halfWidth, double halfHeight, Color colour) {
        raster.fill(
                new Raster.Round(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight, 0),
                colour);
    }

    private void ports(Box box) {
        for (String port : box.inputs()) {
            port(box.port(port), true, box.x(), box.inputY(port));
        }
        for (String port : box.outputs()) {
            port(box.port(port), false, box.x() + Box.WIDTH, box.outputY(port));
        }
    }

    private void port(PortRef port, boolean input, double x, double y) {
        Doing doing = picture.doing();
        boolean target = port.equals(doing.target()) && input != doing.fromInput();
        boolean open =
                doing.from() != null && input != doing.fromInput() && doing.open().contains(port);
        boolean hovered =
                doing.hover() instanceof Hit.OnPort p
                        && p.port().equals(port)
                        && p.input() == input;
        double r = (target || hovered ? PORT + 2 : PORT) * scale;
        double px = view.screenX(x);
        double py = view.screenY(y);
        raster.disc(
                px,
                py,
                r,
                target ? tokens.accent() : open ? tokens.accentGround() : tokens.panel());
        raster.circle(
                px,
                py,
                r,
                Math.max(0.8, 1.2 * scale),
                target || open || hovered ? tokens.accent() : tokens.wire());
    }
}

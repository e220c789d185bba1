package io.plumbline.workbench.desktop.canvas;

import io.plumbline.workbench.desktop.canvas.Diagram.Link;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Tokens;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints wires; those that are selected or pointed at lie above the others.
final class WirePainter {
    private static final double CURVED_FROM = 0.2;
    private static final double WORDS_FROM = 0.3;
    private static final double THINNEST = 0.45;
    private static final double DASH = 5;
    private static final double GAP = 4;
    private static final double PART = 12;
    private static final int LEAST_PARTS = 10;

    private final GraphicsContext g;
    private final FittedText texts;
    private final Font font = Fonts.text(11);

    WirePainter(GraphicsContext g, FittedText texts) {
        this.g = g;
        this.texts = texts;
    }

    private record Look(Color colour, double width, boolean dashed) {}

    /// Paints the wires of a picture.
    ///
    /// @param view what is seen, in the raster's pixels
    void paint(Raster raster, DiagramPainter.Picture picture, Viewport view) {
        Diagram.Area shown = view.shown(raster.width(), raster.height());
        List<Link> links = picture.diagram().links();
        for (int i = 0; i < links.size(); i++) {
            Curve curve = picture.diagram().curves().get(i);
            if (curve.meets(shown) && !marked(picture, links.get(i))) {
                trace(raster, curve, look(picture, links.get(i)), view);
            }
        }
        for (Link link : links) {
            if (marked(picture, link)) {
                trace(raster, picture.diagram().curve(link.wire()), look(picture, link), view);
            }
        }
    }

    private static boolean marked(DiagramPainter.Picture picture, Link link) {
        return picture.selection().wires().contains(link.wire()) || hovered(picture, link);
    }

    private static boolean hovered(DiagramPainter.Picture picture, Link link) {
        return picture.doing().hover() instanceof Hit.OnWire w && w.wire().equals(link.wire());
    }

    private static Look look(DiagramPainter.Picture picture, Link link) {
        Tokens tokens = picture.tokens();
        boolean selected = picture.selection().wires().contains(link.wire());
        boolean hovered = hovered(picture, link);
        Color colour =
                selected || hovered && link.state() == State.GOOD
                        ? tokens.accent()
                        : DiagramPainter.colour(link.state(), tokens, tokens.wire());
        return new Look(
                colour, selected ? 2.5 : hovered ? 2.2 : 1.6, link.state() == State.BLOCKED);
    }

    /// Paints a curve as straight parts of a few pixels; very small, one part tells it as well.
    private static void trace(Raster raster, Curve curve, Look look, Viewport view) {
        double width = Math.max(THINNEST, look.width() * view.scale());
        double length = Math.hypot(curve.x2() - curve.x1(), curve.y2() - curve.y1());
        double part = look.dashed() ? 1.5 : PART;
        int parts =
                view.scale() < CURVED_FROM && !look.dashed()
                        ? 1
                        : (int) Math.clamp(1.2 * length * view.scale() / part, LEAST_PARTS, 600);
        double x = view.screenX(curve.x1());
        double y = view.screenY(curve.y1());
        double way = 0;
        for (int i = 1; i <= parts; i++) {
            double t = (double) i / parts;
            double nextX = view.screenX(parts == 1 ? curve.x2() : curve.x(t));
            double nextY = view.screenY(parts == 1 ? curve.y2() : curve.y(t));
            if (!look.dashed() || way % (DASH + GAP) < DASH) {
                raster.line(new Raster.Line(x, y, nextX, nextY), width, look.colour());
            }
            way += Math.hypot(nextX - x, nextY - y) / view.scale();
            x = nextX;
            y = nextY;
        }
    }

    /// Writes the findings on wires; the surface is in canvas units.
    void labels(DiagramPainter.Picture picture, Diagram.Area shown) {
        if (picture.view().scale() < WORDS_FROM) {
            return;
        }
        for (Link link : picture.diagram().links()) {
            String text = link.label();
            Curve curve = text == null ? null : picture.diagram().curve(link.wire());
            if (text != null && curve != null && curve.meets(shown)) {
                label(text, curve, picture.tokens());
            }
        }
    }

    private void label(String text, Curve curve, Tokens tokens) {
        double width = texts.width(text, font) + 18;
        double x = curve.x(0.5) - width / 2;
        double y = curve.y(0.5) - 9;
        g.setFill(tokens.panel());
        g.fillRoundRect(x, y, width, 18, 18, 18);
        g.setStroke(tokens.error());
        g.setLineWidth(1);
        g.strokeRoundRect(x, y, width, 18, 18, 18);
        g.setFill(tokens.error());
        g.setFont(font);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, curve.x(0.5), curve.y(0.5));
    }

    /// Paints the wire that a hand is drawing; the surface is in canvas units.
    void pulled(Curve curve, Tokens tokens) {
        g.setStroke(tokens.accent());
        g.setLineWidth(2);
        g.beginPath();
        g.moveTo(curve.x1(), curve.y1());
        g.bezierCurveTo(
                curve.x1() + curve.reach(),
                curve.y1(),
                curve.x2() - curve.reach(),
                curve.y2(),
                curve.x2(),
                curve.y2());
        g.stroke();
    }
}

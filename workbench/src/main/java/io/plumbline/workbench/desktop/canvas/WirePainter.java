package io.plumbline.workbench.desktop.canvas;

import io.plumbline.workbench.desktop.canvas.Diagram.Link;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints wires. Those that look alike are one path: in software a path costs far more than what is
/// in it.
final class WirePainter {
    private static final double CURVED_FROM = 0.3;
    private static final double WORDS_FROM = 0.3;

    private final GraphicsContext g;
    private final FittedText texts;
    private final Font font = Fonts.text(11);

    WirePainter(GraphicsContext g, FittedText texts) {
        this.g = g;
        this.texts = texts;
    }

    /// How a wire looks; later ones lie above.
    private record Look(Color colour, double width, boolean dashed) {}

    void paint(DiagramPainter.Picture picture, Diagram.Area shown) {
        double scale = picture.view().scale();
        Map<Look, List<Curve>> plain = new LinkedHashMap<>();
        Map<Look, List<Curve>> marked = new LinkedHashMap<>();
        List<Link> labelled = new ArrayList<>();
        for (Link link : picture.diagram().links()) {
            Curve curve = picture.diagram().curve(link.wire());
            if (!curve.meets(shown)) {
                continue;
            }
            Look look = look(picture, link);
            (look.width() > 2 ? marked : plain)
                    .computeIfAbsent(look, _ -> new ArrayList<>())
                    .add(curve);
            if (link.label() != null && scale >= WORDS_FROM) {
                labelled.add(link);
            }
        }
        plain.forEach((look, curves) -> stroke(look, curves, scale));
        marked.forEach((look, curves) -> stroke(look, curves, scale));
        for (Link link : labelled) {
            label(link, picture.diagram().curve(link.wire()), picture.tokens());
        }
    }

    private static Look look(DiagramPainter.Picture picture, Link link) {
        Tokens tokens = picture.tokens();
        boolean selected = picture.selection().wires().contains(link.wire());
        boolean hovered =
                picture.doing().hover() instanceof Hit.OnWire w && w.wire().equals(link.wire());
        Color colour =
                selected || hovered && link.state() == State.GOOD
                        ? tokens.accent()
                        : DiagramPainter.colour(link.state(), tokens, tokens.wire());
        return new Look(
                colour, selected ? 2.5 : hovered ? 2.2 : 1.6, link.state() == State.BLOCKED);
    }

    private void stroke(Look look, List<Curve> curves, double scale) {
        g.setStroke(look.colour());
        g.setLineWidth(look.width());
        if (look.dashed()) {
            g.setLineDashes(5, 4);
        }
        g.beginPath();
        for (Curve curve : curves) {
            trace(curve, scale);
        }
        g.stroke();
        g.setLineDashes();
    }

    /// Adds a curve to the path; small, a line tells it as well.
    private void trace(Curve curve, double scale) {
        g.moveTo(curve.x1(), curve.y1());
        if (scale < CURVED_FROM) {
            g.lineTo(curve.x2(), curve.y2());
        } else {
            g.bezierCurveTo(
                    curve.x1() + curve.reach(),
                    curve.y1(),
                    curve.x2() - curve.reach(),
                    curve.y2(),
                    curve.x2(),
                    curve.y2());
        }
    }

    /// Paints the wire that a hand is drawing.
    void pulled(Curve curve, Tokens tokens) {
        stroke(new Look(tokens.accent(), 2, false), List.of(curve), 1);
    }

    private void label(Link link, Curve curve, Tokens tokens) {
        String text = java.util.Objects.requireNonNullElse(link.label(), "");
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
}

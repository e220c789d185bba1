package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.Link;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Paints a diagram: only what is seen, and of small things only what can be read.
final class DiagramPainter {
    private static final double GRID = 16;
    private static final double CORNER = 16;
    private static final double PORT = 4.5;
    private static final int ICON = 16;
    private static final double DETAILS_FROM = 0.5;
    private static final double WORDS_FROM = 0.3;
    private static final double PORTS_FROM = 0.3;
    private static final double TEXT_LEFT = 36;
    private static final double TEXT_WIDTH = Box.WIDTH - TEXT_LEFT - 24;

    private final GraphicsContext g;
    private final FittedText texts = new FittedText();
    private final Font title = Fonts.title(13);
    private final Font detail = Fonts.text(11);
    private final Font icon = Icons.font(ICON);

    DiagramPainter(GraphicsContext g) {
        this.g = g;
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
        for (Link link : picture.diagram().links()) {
            link(picture, link, shown);
        }
        for (Box box : picture.diagram().boxes()) {
            if (shown.meets(box.x() - 8, box.y() - 8, Box.WIDTH + 16, box.height() + 16)) {
                boolean selected = picture.selection().boxes().contains(box.id());
                box(box, selected, tokens, picture.doing(), scale);
            }
        }
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

    private void link(Picture picture, Link link, Diagram.Area shown) {
        Tokens tokens = picture.tokens();
        Curve curve = picture.diagram().curve(link.wire());
        if (!curve.meets(shown)) {
            return;
        }
        boolean selected = picture.selection().wires().contains(link.wire());
        boolean hovered =
                picture.doing().hover() instanceof Hit.OnWire w && w.wire().equals(link.wire());
        g.setStroke(
                selected || hovered && link.state() == State.GOOD
                        ? tokens.accent()
                        : colour(link.state(), tokens, tokens.wire()));
        g.setLineWidth(selected ? 2.5 : hovered ? 2.2 : 1.6);
        if (link.state() == State.BLOCKED) {
            g.setLineDashes(5, 4);
        }
        stroke(curve, picture.view().scale());
        g.setLineDashes();
        if (link.label() != null && picture.view().scale() >= WORDS_FROM) {
            label(link.label(), curve, tokens);
        }
    }

    private void stroke(Curve curve, double scale) {
        g.beginPath();
        g.moveTo(curve.x1(), curve.y1());
        if (scale < WORDS_FROM) {
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
        g.stroke();
    }

    private void label(String text, Curve curve, Tokens tokens) {
        double width = texts.width(text, detail) + 18;
        double x = curve.x(0.5) - width / 2;
        double y = curve.y(0.5) - 9;
        g.setFill(tokens.panel());
        g.fillRoundRect(x, y, width, 18, 18, 18);
        g.setStroke(tokens.error());
        g.setLineWidth(1);
        g.strokeRoundRect(x, y, width, 18, 18, 18);
        g.setFill(tokens.error());
        g.setFont(detail);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, curve.x(0.5), curve.y(0.5));
    }

    private static Color colour(State state, Tokens tokens, Color otherwise) {
        return switch (state) {
            case ERROR -> tokens.error();
            case WARNING -> tokens.warning();
            case RUNNING -> tokens.accent();
            case GOOD, BLOCKED, UNKNOWN -> otherwise;
        };
    }

    private void box(Box box, boolean selected, Tokens tokens, Doing doing, double scale) {
        double h = box.height();
        if (scale >= WORDS_FROM) {
            g.setFill(Color.color(0, 0, 0, 0.07));
            g.fillRoundRect(box.x(), box.y() + 1.5, Box.WIDTH, h, CORNER, CORNER);
        }
        g.setFill(tokens.panel());
        g.fillRoundRect(box.x(), box.y(), Box.WIDTH, h, CORNER, CORNER);
        boolean hovered = doing.hover() instanceof Hit.OnBox b && b.id().equals(box.id());
        g.setStroke(
                selected
                        ? tokens.accent()
                        : colour(box.state(), tokens, hovered ? tokens.wire() : tokens.boxLine()));
        g.setLineWidth(selected ? 2 : 1);
        g.strokeRoundRect(box.x() + 0.5, box.y() + 0.5, Box.WIDTH - 1, h - 1, CORNER, CORNER);
        if (scale >= WORDS_FROM) {
            words(box, selected, tokens, scale);
        }
        dot(box, tokens);
        if (scale >= PORTS_FROM) {
            ports(box, tokens, doing);
        }
    }

    private void words(Box box, boolean selected, Tokens tokens, double scale) {
        double middle = box.y() + box.height() / 2;
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        boolean details = scale >= DETAILS_FROM && !box.detail().isEmpty();
        g.setFont(title);
        g.setFill(tokens.text());
        g.fillText(
                texts.fit(box.id(), title, TEXT_WIDTH),
                box.x() + TEXT_LEFT,
                details ? middle - 10 : middle);
        if (details) {
            g.setFont(detail);
            g.setFill(tokens.muted());
            g.fillText(
                    texts.fit(box.detail(), detail, TEXT_WIDTH + 14),
                    box.x() + TEXT_LEFT,
                    middle + 9);
        }
        if (scale >= DETAILS_FROM) {
            g.setFont(icon);
            g.setFill(selected ? tokens.accent() : tokens.muted());
            g.fillText(Character.toString(box.icon()), box.x() + 13, middle);
        }
    }

    /// The state has a shape as well as a colour: full good, ring unknown, bar blocked, square
    /// error, triangle warning.
    private void dot(Box box, Tokens tokens) {
        double x = box.x() + Box.WIDTH - 13;
        double y = box.y() + 13;
        switch (box.state()) {
            case GOOD -> {
                g.setFill(tokens.good());
                g.fillOval(x - 3.5, y - 3.5, 7, 7);
            }
            case ERROR -> {
                g.setFill(tokens.error());
                g.fillRect(x - 3.5, y - 3.5, 7, 7);
            }
            case WARNING -> {
                g.setFill(tokens.warning());
                g.fillPolygon(
                        new double[] {x - 4.5, x + 4.5, x}, new double[] {y + 4, y + 4, y - 4}, 3);
            }
            case BLOCKED -> {
                g.setFill(tokens.faint());
                g.fillRect(x - 4, y - 1.2, 8, 2.4);
            }
            case RUNNING -> {
                g.setStroke(tokens.accent());
                g.setLineWidth(2);
                g.strokeArc(x - 4, y - 4, 8, 8, 90, 270, javafx.scene.shape.ArcType.OPEN);
            }
            case UNKNOWN -> {
                g.setStroke(tokens.faint());
                g.setLineWidth(1.2);
                g.strokeOval(x - 3.5, y - 3.5, 7, 7);
            }
        }
    }

    private void ports(Box box, Tokens tokens, Doing doing) {
        for (String port : box.inputs()) {
            port(new PortRef(box.id(), port), true, box.x(), box.inputY(port), tokens, doing);
        }
        for (String port : box.outputs()) {
            port(
                    new PortRef(box.id(), port),
                    false,
                    box.x() + Box.WIDTH,
                    box.outputY(port),
                    tokens,
                    doing);
        }
    }

    private void port(PortRef port, boolean input, double x, double y, Tokens tokens, Doing doing) {
        boolean target = port.equals(doing.target()) && input != doing.fromInput();
        boolean open =
                doing.from() != null && input != doing.fromInput() && doing.open().contains(port);
        boolean hovered =
                doing.hover() instanceof Hit.OnPort p
                        && p.port().equals(port)
                        && p.input() == input;
        double r = target || hovered ? PORT + 2 : PORT;
        g.setFill(target ? tokens.accent() : open ? tokens.accentGround() : tokens.panel());
        g.fillOval(x - r, y - r, 2 * r, 2 * r);
        g.setStroke(target || open || hovered ? tokens.accent() : tokens.wire());
        g.setLineWidth(1.2);
        g.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }

    private void over(Doing doing, Tokens tokens) {
        Curve pulled = doing.pulled();
        if (pulled != null) {
            g.setStroke(tokens.accent());
            g.setLineWidth(2);
            stroke(pulled, 1);
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

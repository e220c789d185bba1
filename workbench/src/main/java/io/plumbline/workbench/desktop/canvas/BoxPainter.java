package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.DiagramPainter.Doing;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints boxes that are large enough to be read.
final class BoxPainter {
    private static final double CORNER = 16;
    private static final double PORT = 4.5;
    private static final int ICON = 16;
    private static final Color SHADOW = Color.color(0, 0, 0, 0.07);
    private static final double DETAILS_FROM = 0.5;
    private static final double TEXT_LEFT = 36;
    private static final double TEXT_WIDTH = Box.WIDTH - TEXT_LEFT - 24;

    private final GraphicsContext g;
    private final FittedText texts;
    private final Font title = Fonts.title(13);
    private final Font detail = Fonts.text(11);
    private final Font icon = Icons.font(ICON);

    BoxPainter(GraphicsContext g, FittedText texts) {
        this.g = g;
        this.texts = texts;
    }

    void paint(Box box, boolean selected, Tokens tokens, Doing doing, double scale) {
        double h = box.height();
        g.setFill(SHADOW);
        g.fillRoundRect(box.x(), box.y() + 1.5, Box.WIDTH, h, CORNER, CORNER);
        g.setFill(tokens.panel());
        g.fillRoundRect(box.x(), box.y(), Box.WIDTH, h, CORNER, CORNER);
        boolean hovered = doing.hover() instanceof Hit.OnBox b && b.id().equals(box.id());
        g.setStroke(
                selected
                        ? tokens.accent()
                        : DiagramPainter.colour(box.state(), tokens, hovered ? tokens.wire() : tokens.boxLine()));
        g.setLineWidth(selected ? 2 : 1);
        g.strokeRoundRect(box.x() + 0.5, box.y() + 0.5, Box.WIDTH - 1, h - 1, CORNER, CORNER);
        words(box, selected, tokens, scale);
        dot(box, tokens);
        ports(box, tokens, doing);
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
}

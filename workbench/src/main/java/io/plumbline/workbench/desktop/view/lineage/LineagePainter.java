package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.workbench.desktop.canvas.Curve;
import io.plumbline.workbench.desktop.canvas.Diagram.Area;
import io.plumbline.workbench.desktop.canvas.FittedText;
import io.plumbline.workbench.desktop.canvas.Viewport;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.theme.Tokens;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Box;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Line;
import io.plumbline.workbench.service.lineage.LineageItem;
import io.plumbline.workbench.service.lineage.LineageMap.Basis;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Paints a drawing: only what is seen, and of small things only what can be read.
final class LineagePainter {
    private static final double CORNER = 16;
    private static final double WORDS_FROM = 0.25;
    private static final double ROWS_FROM = 0.35;

    private final FittedText texts = new FittedText();
    private final Font title = Fonts.title(13);
    private final Font detail = Fonts.text(11);
    private final Font row = Fonts.text(12);
    private final Font icon = Icons.font(14);

    /// What is painted.
    ///
    /// @param selected the line that is selected
    record Picture(
            LineageDrawing drawing,
            @Nullable LineageItem focus,
            @Nullable Line selected,
            Viewport view,
            Tokens tokens) {}

    void paint(GraphicsContext g, Picture picture, double width, double height) {
        Viewport view = picture.view();
        double scale = view.scale();
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.setFill(picture.tokens().canvas());
        g.fillRect(0, 0, width, height);
        g.setTransform(scale, 0, 0, scale, -view.x() * scale, -view.y() * scale);
        Area shown = view.shown(width, height);
        for (Line line : picture.drawing().lines()) {
            line(g, picture, line, shown);
        }
        for (Box box : picture.drawing().boxes()) {
            if (shown.meets(box.x() - 4, box.y() - 4, Box.WIDTH + 8, box.height() + 8)) {
                box(g, picture, box, scale);
            }
        }
        g.setTransform(1, 0, 0, 1, 0, 0);
    }

    private void line(GraphicsContext g, Picture picture, Line line, Area shown) {
        Curve curve = picture.drawing().curve(line);
        if (!curve.meets(shown)) {
            return;
        }
        Tokens tokens = picture.tokens();
        boolean marked =
                line.equals(picture.selected())
                        || line.from().equals(picture.focus())
                        || line.to().equals(picture.focus());
        double scale = picture.view().scale();
        g.setStroke(
                marked
                        ? tokens.accent()
                        : line.basis() == Basis.DESIGNED ? tokens.warning() : tokens.wire());
        g.setLineWidth(line.equals(picture.selected()) ? 2.6 : marked ? 1.8 : 1.3);
        if (!line.direct()) {
            g.setLineDashes(2, 4);
        }
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
        g.setLineDashes();
        if (scale >= ROWS_FROM && !line.isBetweenColumns() && curve.x2() - curve.x1() > 90) {
            label(g, line, curve, tokens);
        }
    }

    private void label(GraphicsContext g, Line line, Curve curve, Tokens tokens) {
        double room = Math.min(170, curve.x2() - curve.x1() - 16);
        String first = line.pipelines().iterator().next();
        int more = line.pipelines().size() - 1;
        String text = texts.fit(first + (more > 0 ? " +" + more : ""), detail, room);
        double width = texts.width(text, detail) + 10;
        // near the end: there the lines of one pipeline meet, and its name stands once
        double x = curve.x2() - 10 - width;
        double y = curve.y2() - 8;
        g.setFill(tokens.canvas());
        g.fillRoundRect(x, y, width, 16, 6, 6);
        g.setFill(line.basis() == Basis.DESIGNED ? tokens.warning() : tokens.muted());
        words(g, text, detail, x + 5, curve.y2());
    }

    private void box(GraphicsContext g, Picture picture, Box box, double scale) {
        Tokens tokens = picture.tokens();
        LineageItem focus = picture.focus();
        boolean here = focus != null && focus.dataset().equals(box.name());
        if (scale >= WORDS_FROM) {
            g.setFill(Color.color(0, 0, 0, 0.07));
            g.fillRoundRect(box.x(), box.y() + 1.5, Box.WIDTH, box.height(), CORNER, CORNER);
        }
        boolean whole = here && focus != null && focus.column() == null;
        g.setFill(whole && !box.isOpen() ? tokens.accentGround() : tokens.panel());
        g.fillRoundRect(box.x(), box.y(), Box.WIDTH, box.height(), CORNER, CORNER);
        g.setStroke(here ? tokens.accent() : tokens.boxLine());
        g.setLineWidth(here ? 1.8 : 1);
        g.strokeRoundRect(box.x(), box.y(), Box.WIDTH, box.height(), CORNER, CORNER);
        if (scale < WORDS_FROM) {
            return;
        }
        g.setFill(here ? tokens.accent() : tokens.muted());
        boolean managed = box.dataset().place().equals("managed");
        icon(g, managed ? Feather.LAYERS : Feather.DATABASE, box.x() + 12, box.y() + 24);
        g.setFill(tokens.text());
        words(g, texts.fit(box.name(), title, 148), title, box.x() + 36, box.y() + 17);
        g.setFill(tokens.muted());
        words(g, texts.fit(box.detail(), detail, 148), detail, box.x() + 36, box.y() + 34);
        icon(
                g,
                box.isOpen() ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN,
                box.x() + Box.WIDTH - 24,
                box.y() + 24);
        if (box.isOpen() && scale >= ROWS_FROM) {
            rows(g, picture, box);
        }
    }

    private void rows(GraphicsContext g, Picture picture, Box box) {
        Tokens tokens = picture.tokens();
        g.setStroke(tokens.line());
        g.setLineWidth(1);
        g.strokeLine(box.x(), box.y() + Box.HEAD, box.x() + Box.WIDTH, box.y() + Box.HEAD);
        for (String column : box.rows()) {
            double y = box.lineY(column);
            boolean focused = new LineageItem(box.name(), column).equals(picture.focus());
            if (focused) {
                g.setFill(tokens.accentGround());
                g.fillRoundRect(box.x() + 4, y - Box.ROW / 2 + 1, Box.WIDTH - 8, Box.ROW - 2, 8, 8);
            }
            g.setFill(focused ? tokens.accent() : tokens.text());
            words(g, texts.fit(column, row, Box.WIDTH - 32), row, box.x() + 16, y);
        }
        if (box.hidden() > 0) {
            g.setFill(tokens.muted());
            String more = "Show " + box.hidden() + " more";
            double y = box.y() + Box.HEAD + box.rows().size() * Box.ROW + Box.ROW / 2;
            words(g, more, detail, box.x() + 16, y);
        }
    }

    private void icon(GraphicsContext g, Feather which, double x, double y) {
        words(g, Character.toString(which.getCode()), icon, x, y);
    }

    private static void words(GraphicsContext g, String text, Font font, double x, double y) {
        g.setFont(font);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, x, y);
    }
}

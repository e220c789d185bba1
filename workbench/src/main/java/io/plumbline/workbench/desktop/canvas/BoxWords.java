package io.plumbline.workbench.desktop.canvas;

import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Writes what stands on boxes: icon, name, and a few words.
final class BoxWords {
    private static final int ICON = 16;
    private static final double DETAILS_FROM = 0.5;
    private static final double SMALL_MARGIN = 5;
    private static final double TEXT_LEFT = 36;
    private static final double TEXT_WIDTH = Box.WIDTH - TEXT_LEFT - 24;

    /// Sizes of letters in one doubling of the scale: the toolkit makes and keeps a picture of each
    /// letter in each size, so a zoom must not ask for a new size in each frame.
    private static final double SIZES = 12;

    private final GraphicsContext g;
    private final FittedText texts;
    private final Font title = Fonts.title(13);
    private final Font small = Fonts.title(9);
    private final Font detail = Fonts.text(11);
    private final Font icon = Icons.font(ICON);

    BoxWords(GraphicsContext g, FittedText texts) {
        this.g = g;
        this.texts = texts;
    }

    void write(Box box, DiagramPainter.Picture picture) {
        Tokens tokens = picture.tokens();
        double scale = picture.view().scale();
        if (scale < DETAILS_FROM) {
            name(box, picture);
            return;
        }
        double middle = box.y() + box.height() / 2;
        boolean details = !box.detail().isEmpty();
        line(
                new Line(texts.fit(box.title(), title, TEXT_WIDTH), title, tokens.text()),
                picture.view(),
                box.x() + TEXT_LEFT,
                details ? middle - 10 : middle);
        if (details) {
            line(
                    new Line(
                            texts.fit(box.detail(), detail, TEXT_WIDTH + 14),
                            detail,
                            tokens.muted()),
                    picture.view(),
                    box.x() + TEXT_LEFT,
                    middle + 9);
        }
        boolean selected = picture.selection().boxes().contains(box.id());
        line(
                new Line(
                        Character.toString(box.icon()),
                        icon,
                        selected ? tokens.accent() : tokens.muted()),
                picture.view(),
                box.x() + 13,
                middle);
    }

    /// On a small box stands its name alone, as large as can be read, from edge to edge.
    private void name(Box box, DiagramPainter.Picture picture) {
        Viewport view = picture.view();
        // in steps, so that a zoom does not measure every name anew in each frame
        double room = Math.floor((Box.WIDTH * view.scale() - 2 * SMALL_MARGIN) / 6) * 6;
        g.setTransform(
                1,
                0,
                0,
                1,
                view.screenX(box.x()) + SMALL_MARGIN,
                view.screenY(box.y() + box.height() / 2));
        write(new Line(texts.fit(box.title(), small, room), small, picture.tokens().text()));
    }

    private record Line(String text, Font font, Color colour) {}

    private void line(Line line, Viewport view, double x, double y) {
        double size = Math.pow(2, Math.rint(SIZES * Math.log(view.scale()) / Math.log(2)) / SIZES);
        g.setTransform(size, 0, 0, size, view.screenX(x), view.screenY(y));
        write(line);
    }

    private void write(Line line) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(line.font());
        g.setFill(line.colour());
        g.fillText(line.text(), 0, 0);
    }
}

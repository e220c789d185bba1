package io.plumbline.workbench.desktop.canvas;

import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.Frame;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Tokens;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints the frames of groups behind their boxes, and the sheets behind the box of a folded one.
final class GroupPainter {
    private static final double CORNER = 8;
    private static final double SHEET = 4;

    private final GraphicsContext g;
    private final FittedText texts;
    private final Font font = Fonts.title(12);

    GroupPainter(GraphicsContext g, FittedText texts) {
        this.g = g;
        this.texts = texts;
    }

    /// Paints the frames.
    static void frames(Raster raster, DiagramPainter.Picture picture, Viewport pixels) {
        Tokens tokens = picture.tokens();
        for (Frame frame : picture.diagram().frames()) {
            Diagram.Area area = picture.diagram().area(frame).orElse(null);
            if (area != null) {
                boolean hovered =
                        picture.doing().hover() instanceof Hit.OnFrame f
                                && f.name().equals(frame.name());
                boolean selected = picture.selection().boxes().containsAll(frame.boxes());
                Raster.Round shape = round(area, pixels);
                raster.fill(shape, tokens.canvas().interpolate(tokens.muted(), 0.09));
                raster.frame(
                        shape,
                        Math.max(1, pixels.scale()),
                        selected || hovered ? tokens.accent() : tokens.boxLine());
            }
        }
    }

    private static Raster.Round round(Diagram.Area area, Viewport pixels) {
        return new Raster.Round(
                Math.rint(pixels.screenX(area.x())),
                Math.rint(pixels.screenY(area.y())),
                Math.rint(area.width() * pixels.scale()),
                Math.rint(area.height() * pixels.scale()),
                CORNER * pixels.scale());
    }

    /// Paints what tells the boxes of folded groups from those of steps.
    static void behind(Raster raster, List<Box> boxes, Tokens tokens, Viewport pixels) {
        for (Box box : boxes) {
            for (int sheet = box.isGroup() ? 2 : 0; sheet >= 1; sheet--) {
                double by = sheet * SHEET;
                Diagram.Area area =
                        new Diagram.Area(box.x() + by, box.y() + by, Box.WIDTH, box.height());
                Raster.Round shape = round(area, pixels);
                raster.fill(shape, tokens.panel());
                raster.frame(shape, Math.max(1, pixels.scale()), tokens.boxLine());
            }
        }
    }

    /// Writes the names of the frames that are seen.
    void words(DiagramPainter.Picture picture, Diagram.Area shown) {
        Tokens tokens = picture.tokens();
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(font);
        for (Frame frame : picture.diagram().frames()) {
            Diagram.Area area = picture.diagram().area(frame).orElse(null);
            if (area != null && shown.meets(area.x(), area.y(), area.width(), Frame.TITLE)) {
                double middle = area.y() + Frame.TITLE / 2 + 1;
                double x = area.x() + 12;
                g.setFill(tokens.muted());
                g.fillPolygon(
                        new double[] {x, x + 8, x + 4},
                        new double[] {middle - 2.5, middle - 2.5, middle + 2.5},
                        3);
                g.setFill(tokens.text());
                g.fillText(texts.fit(frame.name(), font, area.width() - 40), x + 15, middle);
            }
        }
    }
}

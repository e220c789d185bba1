package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.Note;
import io.plumbline.workbench.desktop.canvas.Diagram.Sticky;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints notes: a coloured edge, and as many lines of text as fit.
final class NotePainter {
    static final double LINE = 17;
    static final double INSET = 10;

    private static final double CORNER = 4;
    private static final int REMEMBERED = 500;

    private final GraphicsContext g;
    private final FittedText texts;
    private final Font font = Fonts.text(12);
    private final Map<Asked, List<String>> broken = new HashMap<>();

    private record Asked(String text, double width) {}

    NotePainter(GraphicsContext g, FittedText texts) {
        this.g = g;
        this.texts = texts;
    }

    /// Paints the sheets.
    static void sheets(Raster raster, DiagramPainter.Picture picture, Viewport pixels) {
        Tokens tokens = picture.tokens();
        double scale = pixels.scale();
        for (Sticky note : picture.diagram().notes()) {
            Color tone = tone(note.tone(), tokens);
            double x = Math.rint(pixels.screenX(note.x()));
            double y = Math.rint(pixels.screenY(note.y()));
            double height = Math.rint(note.height() * scale);
            Raster.Round shape =
                    new Raster.Round(x, y, Math.rint(note.width() * scale), height, CORNER * scale);
            raster.fill(shape, tokens.panel().interpolate(tone, 0.12));
            raster.fill(new Raster.Round(x, y, Math.max(2, 4 * scale), height, scale), tone);
            if (picture.selection().boxes().contains(note.id())) {
                raster.frame(shape, Math.max(1, 1.5 * scale), tokens.accent());
            }
        }
    }

    /// Writes what the notes that are seen say, and marks the corner of a selected one.
    void words(DiagramPainter.Picture picture, Diagram.Area shown) {
        for (Sticky note : picture.diagram().notes()) {
            if (shown.meets(note.x(), note.y(), note.width(), note.height())) {
                words(note, picture.tokens());
                if (picture.selection().boxes().contains(note.id())) {
                    corner(note, picture.tokens());
                }
            }
        }
    }

    private void corner(Sticky note, Tokens tokens) {
        double x = note.x() + note.width() - 3;
        double y = note.y() + note.height() - 3;
        g.setStroke(tokens.muted());
        g.setLineWidth(1);
        g.strokeLine(x - 8, y, x, y - 8);
        g.strokeLine(x - 4, y, x, y - 4);
    }

    private void words(Sticky note, Tokens tokens) {
        double width = note.width() - 2 * INSET - 4;
        if (broken.size() > REMEMBERED) {
            broken.clear();
        }
        List<String> lines =
                broken.computeIfAbsent(
                        new Asked(note.text(), width), a -> lines(a.text(), a.width()));
        int fit = (int) Math.max(1, Math.floor((note.height() - 2 * INSET + 4) / LINE));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(font);
        g.setFill(tokens.text());
        for (int i = 0; i < Math.min(fit, lines.size()); i++) {
            boolean more = i == fit - 1 && lines.size() > fit;
            String line = more ? texts.fit(lines.get(i) + " …", font, width) : lines.get(i);
            g.fillText(line, note.x() + INSET + 4, note.y() + INSET + LINE * i + LINE / 2 - 1);
        }
    }

    /// Breaks a text into lines of a width, between words where there are any.
    private List<String> lines(String text, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ")) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && texts.width(longer, font) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                    longer = word;
                }
                line.setLength(0);
                line.append(texts.fit(longer, font, width));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static Color tone(Note.Tone tone, Tokens tokens) {
        return switch (tone) {
            case PLAIN -> tokens.muted();
            case ACCENT -> tokens.accent();
            case GOOD -> tokens.good();
            case WARNING -> tokens.warning();
            case ERROR -> tokens.error();
        };
    }
}

package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.theme.Tokens;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// Paints a diagram: only what is seen, and of small things only what can be read.
final class DiagramPainter {
    private static final double GRID = 16;
    private static final double READABLE_FROM = 0.3;

    private final GraphicsContext g;
    private final Sheet sheet = new Sheet();
    private final WirePainter wires;
    private final BoxWords words;
    private final GroupPainter groups;
    private final NotePainter notes;

    DiagramPainter(GraphicsContext g) {
        this.g = g;
        FittedText texts = new FittedText();
        wires = new WirePainter(g, texts);
        words = new BoxWords(g, texts);
        groups = new GroupPainter(g, texts);
        notes = new NotePainter(g, texts);
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

    /// Paints all of it.
    ///
    /// @param density pixels of the screen to a unit of the surface
    void paint(Picture picture, double width, double height, double density) {
        Viewport view = picture.view();
        Tokens tokens = picture.tokens();
        double scale = view.scale();
        Raster raster =
                sheet.next((int) Math.ceil(width * density), (int) Math.ceil(height * density));
        Viewport pixels = new Viewport(scale * density, view.x(), view.y());
        List<Box> seen = seen(picture, view.shown(width, height));
        boolean readable = scale >= READABLE_FROM;
        raster.clear(tokens.canvas());
        grid(raster, pixels, density, tokens);
        GroupPainter.frames(raster, picture, pixels);
        NotePainter.sheets(raster, picture, pixels);
        wires.paint(raster, picture, pixels);
        GroupPainter.behind(raster, seen, tokens, pixels);
        if (readable) {
            seen.forEach(new BoxPainter(raster, picture, pixels)::paint);
        } else {
            seen.forEach(new OverviewPainter(raster, picture, pixels)::paint);
        }
        g.setTransform(1, 0, 0, 1, 0, 0);
        sheet.draw(g, density);
        if (readable) {
            g.setTransform(scale, 0, 0, scale, -view.x() * scale, -view.y() * scale);
            groups.words(picture, view.shown(width, height));
            notes.words(picture, view.shown(width, height));
            g.setTransform(1, 0, 0, 1, 0, 0);
            words(picture, seen);
        }
        g.setTransform(scale, 0, 0, scale, -view.x() * scale, -view.y() * scale);
        wires.labels(picture, view.shown(width, height));
        over(picture.doing(), tokens);
        g.setTransform(1, 0, 0, 1, 0, 0);
    }

    private static List<Box> seen(Picture picture, Diagram.Area shown) {
        return picture.diagram().boxes().stream()
                .filter(b -> shown.meets(b.x() - 8, b.y() - 8, Box.WIDTH + 16, b.height() + 16))
                .toList();
    }

    /// Words lie above all shapes, so those of a box that another covers are left out.
    private void words(Picture picture, List<Box> seen) {
        for (int i = 0; i < seen.size(); i++) {
            Box box = seen.get(i);
            Diagram.Area area = new Diagram.Area(box.x(), box.y(), Box.WIDTH, box.height());
            boolean covered = false;
            for (int above = i + 1; above < seen.size() && !covered; above++) {
                Box other = seen.get(above);
                covered = area.meets(other.x(), other.y(), Box.WIDTH, other.height());
            }
            if (!covered) {
                words.write(box, picture);
            }
        }
    }

    private static void grid(Raster raster, Viewport pixels, double density, Tokens tokens) {
        double step = GRID * pixels.scale();
        while (step < 20 * density) {
            step *= 2;
        }
        int dot = (int) Math.max(1, Math.rint(density));
        double left = -(pixels.x() * pixels.scale()) % step;
        double top = -(pixels.y() * pixels.scale()) % step;
        for (double x = left; x < raster.width(); x += step) {
            for (double y = top; y < raster.height(); y += step) {
                raster.rect((int) Math.rint(x), (int) Math.rint(y), dot, dot, tokens.line());
            }
        }
    }

    static Color colour(State state, Tokens tokens, Color otherwise) {
        return switch (state) {
            case ERROR -> tokens.error();
            case WARNING -> tokens.warning();
            case RUNNING -> tokens.accent();
            case GOOD, BLOCKED, UNKNOWN -> otherwise;
        };
    }

    private void over(Doing doing, Tokens tokens) {
        Curve pulled = doing.pulled();
        if (pulled != null) {
            wires.pulled(pulled, tokens);
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

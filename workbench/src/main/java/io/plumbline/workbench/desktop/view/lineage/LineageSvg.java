package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.workbench.desktop.canvas.Curve;
import io.plumbline.workbench.desktop.canvas.Diagram.Area;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Box;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Line;
import io.plumbline.workbench.service.lineage.LineageMap.Basis;
import java.util.Locale;

/// Writes a drawing as SVG, in the light colours, with the names as text that can be searched.
final class LineageSvg {
    private static final double MARGIN = 32;
    private static final int MOST_LETTERS = 28;

    private final StringBuilder out = new StringBuilder();
    private final LineageDrawing drawing;

    private LineageSvg(LineageDrawing drawing) {
        this.drawing = drawing;
    }

    /// Returns the document.
    static String of(LineageDrawing drawing) {
        return new LineageSvg(drawing).document();
    }

    private String document() {
        Area area = drawing.area();
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%s %s %s %s\" width=\"%s\""
                        + " height=\"%s\" font-family=\"Inter, sans-serif\">%n",
                number(area.x() - MARGIN),
                number(area.y() - MARGIN),
                number(area.width() + 2 * MARGIN),
                number(area.height() + 2 * MARGIN),
                number(area.width() + 2 * MARGIN),
                number(area.height() + 2 * MARGIN));
        add(
                "<title>Lineage of %d datasets</title>%n<rect x=\"%s\" y=\"%s\" width=\"100%%\""
                        + " height=\"100%%\" fill=\"#FAFBFC\"/>%n",
                drawing.boxes().size(), number(area.x() - MARGIN), number(area.y() - MARGIN));
        drawing.lines().forEach(this::line);
        drawing.boxes().forEach(this::box);
        out.append("</svg>\n");
        return out.toString();
    }

    private void line(Line line) {
        Curve c = drawing.curve(line);
        add(
                "<path d=\"M%s %s C%s %s %s %s %s %s\" fill=\"none\" stroke=\"%s\""
                        + " stroke-width=\"1.4\"%s><title>%s</title></path>%n",
                number(c.x1()),
                number(c.y1()),
                number(c.x1() + c.reach()),
                number(c.y1()),
                number(c.x2() - c.reach()),
                number(c.y2()),
                number(c.x2()),
                number(c.y2()),
                line.basis() == Basis.DESIGNED ? "#B7791F" : "#9AA6B6",
                line.direct() ? "" : " stroke-dasharray=\"2 4\"",
                escaped(
                        line.from().text()
                                + " to "
                                + line.to().text()
                                + ", "
                                + String.join(", ", line.pipelines())
                                + ", "
                                + line.basis().word()));
    }

    private void box(Box box) {
        add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\" fill=\"#FFFFFF\""
                        + " stroke=\"#D3D9E1\"/>%n",
                number(box.x()), number(box.y()), number(Box.WIDTH), number(box.height()));
        text(box.x() + 12, box.y() + 20, 13, "#1B2430\" font-weight=\"600", box.name());
        text(box.x() + 12, box.y() + 37, 11, "#5C687A", box.detail());
        for (String column : box.rows()) {
            text(box.x() + 16, box.lineY(column) + 4, 12, "#1B2430", column);
        }
    }

    private void text(double x, double y, int size, String fill, String text) {
        add(
                "<text x=\"%s\" y=\"%s\" font-size=\"%d\" fill=\"%s\"><title>%s</title>%s</text>%n",
                number(x), number(y), size, fill, escaped(text), escaped(cut(text)));
    }

    private static String cut(String text) {
        int letters = text.codePointCount(0, text.length());
        return letters <= MOST_LETTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_LETTERS - 1)) + "…";
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// What XML 1.0 cannot hold becomes a mark of its own.
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> safe.append("&amp;");
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '"' -> safe.append("&quot;");
                        default -> safe.appendCodePoint(isXml(c) ? c : 0xFFFD);
                    }
                });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}

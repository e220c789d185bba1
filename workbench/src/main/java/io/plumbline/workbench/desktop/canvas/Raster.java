package io.plumbline.workbench.desktop.canvas;

import java.util.Arrays;
import javafx.scene.paint.Color;

/// A picture of opaque pixels with smooth shapes painted into it: lines, boxes with round corners,
/// discs and triangles. What the toolkit's software renderer takes most of a frame for - it builds
/// a mask for every shape and sorts its edges - is done here from each pixel's distance to the
/// shape. Places are in pixels; the middle of the first pixel is at 0.5, 0.5. Not for use by two
/// threads.
final class Raster {
    private static final int OPAQUE = 0xff000000;
    private static final int FULL = 256;

    private final int width;
    private final int height;
    private final int[] pixels;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// Returns the pixels, row by row, alpha above red, green and blue.
    int[] pixels() {
        return pixels;
    }

    private static int rgb(Color c) {
        return OPAQUE
                | (int) Math.round(c.getRed() * 255) << 16
                | (int) Math.round(c.getGreen() * 255) << 8
                | (int) Math.round(c.getBlue() * 255);
    }

    /// Makes every pixel that colour.
    void clear(Color colour) {
        Arrays.fill(pixels, rgb(colour));
    }

    /// Fills a rectangle of whole pixels.
    void rect(int x, int y, int w, int h, Color colour) {
        int left = Math.max(0, x);
        int right = Math.min(width, x + w);
        int rgb = rgb(colour);
        for (int row = Math.max(0, y); row < Math.min(height, y + h) && left < right; row++) {
            Arrays.fill(pixels, row * width + left, row * width + right, rgb);
        }
    }

    /// Fills a rectangle with round corners.
    void fill(Round shape, Color colour) {
        shape(shape, colour, -1);
    }

    /// Draws a line of that width along the inner edge of a rectangle with round corners.
    void frame(Round shape, double line, Color colour) {
        shape(shape, colour, line);
    }

    /// A rectangle with round corners.
    record Round(double x, double y, double width, double height, double radius) {
        /// Returns how far a point is outside; negative within.
        double outside(double px, double py) {
            double qx = Math.abs(px - x - width / 2) - width / 2 + radius;
            double qy = Math.abs(py - y - height / 2) - height / 2 + radius;
            double corner = qx > 0 && qy > 0 ? Math.sqrt(qx * qx + qy * qy) : Math.max(qx, qy);
            return corner - radius;
        }
    }

    private void shape(Round s, Color colour, double line) {
        int rgb = rgb(colour);
        int alpha = (int) Math.round(colour.getOpacity() * FULL);
        int left = Math.max(0, (int) Math.floor(s.x()));
        int right = Math.min(width - 1, (int) Math.ceil(s.x() + s.width()));
        int bottom = Math.min(height - 1, (int) Math.ceil(s.y() + s.height()));
        double edge = s.radius() + Math.max(1, line) + 1;
        // between the corners all pixels of a row are alike
        int from = Math.max(left, (int) Math.ceil(s.x() + edge));
        int to = Math.min(right, (int) Math.floor(s.x() + s.width() - edge));
        for (int y = Math.max(0, (int) Math.floor(s.y())); y <= bottom; y++) {
            int row = y * width;
            if (to > from) {
                double part = part(s, s.x() + s.width() / 2, y + 0.5, line);
                span(row + from, row + to, rgb, (int) (part * alpha));
            }
            for (int x = left; x <= right; x++) {
                if (x == from && to > from) {
                    x = to;
                }
                blend(row + x, rgb, (int) (part(s, x + 0.5, y + 0.5, line) * alpha));
            }
        }
    }

    /// How much of a pixel is covered, by the distance of its middle from the edge.
    private static double part(Round s, double x, double y, double line) {
        double out = s.outside(x, y);
        return Math.clamp(line < 0 ? 0.5 - out : Math.min(0.5 - out, out + line + 0.5), 0.0, 1.0);
    }

    private void span(int from, int to, int rgb, int alpha) {
        if (alpha >= FULL) {
            Arrays.fill(pixels, from, to, rgb);
        } else if (alpha > 0) {
            for (int i = from; i < to; i++) {
                blend(i, rgb, alpha);
            }
        }
    }

    /// Fills a disc.
    void disc(double x, double y, double radius, Color colour) {
        fill(new Round(x - radius, y - radius, 2 * radius, 2 * radius, radius), colour);
    }

    /// Draws a circle whose line lies around its radius.
    void circle(double x, double y, double radius, double line, Color colour) {
        double r = radius + line / 2;
        frame(new Round(x - r, y - r, 2 * r, 2 * r, r), line, colour);
    }

    /// Fills a triangle that stands on its base.
    void triangle(double x, double top, double halfBase, double h, Color colour) {
        int rgb = rgb(colour);
        double slope = halfBase / h;
        double slant = Math.sqrt(1 + slope * slope);
        for (int py = (int) Math.floor(top); py <= (int) Math.ceil(top + h); py++) {
            for (int px = (int) Math.floor(x - halfBase);
                    px <= (int) Math.ceil(x + halfBase);
                    px++) {
                double down = py + 0.5 - top;
                double side = (Math.abs(px + 0.5 - x) - down * slope) / slant;
                double out = Math.max(side, down - h);
                if (px >= 0 && py >= 0 && px < width && py < height) {
                    blend(py * width + px, rgb, (int) (Math.clamp(0.5 - out, 0.0, 1.0) * FULL));
                }
            }
        }
    }

    /// Draws a straight line; one thinner than a pixel is fainter. It ends at right angles to the
    /// way that it mainly goes, so that lines one after the other meet without gap or overlap.
    void line(Line way, double lineWidth, Color colour) {
        double dx = way.x2() - way.x1();
        double dy = way.y2() - way.y1();
        double room = lineWidth + 1;
        if (Math.max(way.x1(), way.x2()) < -room
                || Math.min(way.x1(), way.x2()) > width + room
                || Math.max(way.y1(), way.y2()) < -room
                || Math.min(way.y1(), way.y2()) > height + room) {
            return;
        }
        boolean steep = Math.abs(dy) > Math.abs(dx);
        double length = Math.abs(steep ? dy : dx);
        if (length < 1e-9) {
            return;
        }
        double slope = steep ? dx / dy : dy / dx;
        double start = steep ? Math.min(way.y1(), way.y2()) : Math.min(way.x1(), way.x2());
        double base = steep ? way.x1() - way.y1() * slope : way.y1() - way.x1() * slope;
        double radius = Math.max(1, lineWidth) / 2;
        double strength = Math.min(1, lineWidth) * FULL;
        double thin = 1 / Math.sqrt(1 + slope * slope);
        double reach = (radius + 0.5) / thin;
        int rgb = rgb(colour);
        int limit = (steep ? width : height) - 1;
        int step = steep ? 1 : width;
        int last = Math.min((steep ? height : width) - 1, (int) (start + length));
        for (int along = Math.max(0, (int) start); along <= last; along++) {
            double within = Math.min(along + 1, start + length) - Math.max(along, start);
            double centre = base + (along + 0.5) * slope;
            int from = (int) Math.max(0, centre - reach);
            int to = (int) Math.min(limit, centre + reach);
            int at = steep ? along * width + from : from * width + along;
            for (int across = from; across <= to; across++, at += step) {
                double part = radius + 0.5 - Math.abs(across + 0.5 - centre) * thin;
                if (part > 0) {
                    blend(at, rgb, (int) ((part < 1 ? part : 1) * within * strength));
                }
            }
        }
    }

    /// From a point to a point.
    record Line(double x1, double y1, double x2, double y2) {}

    private void blend(int at, int rgb, int part) {
        if (part >= FULL) {
            pixels[at] = rgb;
        } else if (part > 0) {
            int old = pixels[at];
            int redBlue = old & 0xff00ff;
            int green = old & 0x00ff00;
            redBlue += ((rgb & 0xff00ff) - redBlue) * part >> 8;
            green += ((rgb & 0x00ff00) - green) * part >> 8;
            pixels[at] = OPAQUE | redBlue & 0xff00ff | green & 0x00ff00;
        }
    }
}

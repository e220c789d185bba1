package io.plumbline.workbench.desktop.canvas;

/// Which part of the drawing is seen, and how large. Immutable.
///
/// @param scale screen pixels of one canvas unit
/// @param x canvas x at the left edge
/// @param y canvas y at the top edge
public record Viewport(double scale, double x, double y) {
    /// The smallest and the largest scale.
    public static final double LEAST = 0.08;

    /// The largest scale.
    public static final double MOST = 3;

    private static final double MARGIN = 40;

    /// The drawing as large as it is, from its origin.
    public static final Viewport START = new Viewport(1, 0, 0);

    /// Returns the canvas x of a screen x.
    public double toX(double screenX) {
        return x + screenX / scale;
    }

    /// Returns the canvas y of a screen y.
    public double toY(double screenY) {
        return y + screenY / scale;
    }

    /// Returns the screen x of a canvas x.
    public double screenX(double canvasX) {
        return (canvasX - x) * scale;
    }

    /// Returns the screen y of a canvas y.
    public double screenY(double canvasY) {
        return (canvasY - y) * scale;
    }

    /// Returns this moved by screen pixels.
    public Viewport panned(double dx, double dy) {
        return new Viewport(scale, x - dx / scale, y - dy / scale);
    }

    /// Returns this larger or smaller; what is at the screen point stays there.
    public Viewport zoomed(double factor, double screenX, double screenY) {
        double to = Math.clamp(scale * factor, LEAST, MOST);
        return new Viewport(to, toX(screenX) - screenX / to, toY(screenY) - screenY / to);
    }

    /// Returns the view that shows an area whole in a window of that size, at most at full size.
    public static Viewport fitting(Diagram.Area area, double width, double height) {
        if (area.width() <= 0 || width <= 0 || height <= 0) {
            return START;
        }
        double scale =
                Math.clamp(
                        Math.min(
                                (width - 2 * MARGIN) / area.width(),
                                (height - 2 * MARGIN) / area.height()),
                        LEAST,
                        1);
        return new Viewport(
                scale,
                area.x() + area.width() / 2 - width / 2 / scale,
                area.y() + area.height() / 2 - height / 2 / scale);
    }

    /// Returns the part of the drawing that a window of that size shows.
    public Diagram.Area shown(double width, double height) {
        return new Diagram.Area(x, y, width / scale, height / scale);
    }
}

package io.plumbline.workbench.desktop.canvas;

/// The course of a wire: a cubic curve that leaves to the right and arrives from the left.
///
/// @param x1 where it starts
/// @param x2 where it ends
public record Curve(double x1, double y1, double x2, double y2) {
    private static final double LEAST_REACH = 36;
    private static final double MOST_REACH = 180;
    private static final int PARTS = 24;

    /// Returns how far the control points stand out: half the way, more when it leads back.
    public double reach() {
        double way = x2 - x1;
        double wanted = way >= 0 ? way / 2 : LEAST_REACH - way / 3;
        return Math.clamp(wanted, LEAST_REACH, MOST_REACH);
    }

    /// Returns x at a part of the way from 0 to 1.
    public double x(double t) {
        return cubic(x1, x1 + reach(), x2 - reach(), x2, t);
    }

    /// Returns y at a part of the way from 0 to 1.
    public double y(double t) {
        return cubic(y1, y1, y2, y2, t);
    }

    private static double cubic(double a, double b, double c, double d, double t) {
        double u = 1 - t;
        return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    }

    /// Returns how far a point is from the curve, near enough for a hand.
    public double distance(double px, double py) {
        double least = Double.MAX_VALUE;
        double ax = x1;
        double ay = y1;
        for (int i = 1; i <= PARTS; i++) {
            double bx = x((double) i / PARTS);
            double by = y((double) i / PARTS);
            least = Math.min(least, toSegment(px, py, ax, ay, bx, by));
            ax = bx;
            ay = by;
        }
        return least;
    }

    private static double toSegment(
            double px, double py, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double length = dx * dx + dy * dy;
        double t =
                length == 0 ? 0 : Math.clamp(((px - ax) * dx + (py - ay) * dy) / length, 0.0, 1.0);
        return Math.hypot(px - ax - t * dx, py - ay - t * dy);
    }

    /// Returns whether it may touch a rectangle: its hull does.
    public boolean meets(Diagram.Area area) {
        double left = Math.min(x1, x2 - reach());
        double right = Math.max(x1 + reach(), x2);
        double top = Math.min(y1, y2);
        return area.meets(left, top, right - left, Math.abs(y2 - y1));
    }
}

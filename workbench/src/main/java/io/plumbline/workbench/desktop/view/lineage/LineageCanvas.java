package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.workbench.desktop.canvas.Diagram.Area;
import io.plumbline.workbench.desktop.canvas.Viewport;
import io.plumbline.workbench.desktop.theme.Tokens;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Box;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Line;
import io.plumbline.workbench.service.lineage.LineageItem;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Shows a drawing of lineage: drag to move it, Ctrl and wheel to zoom, click to choose.
final class LineageCanvas extends Region {
    private static final double WHEEL = 1.0015;
    private static final double STILL = 3;
    private static final double REACH = 6;
    private static final double LARGEST = 8_000;
    private static final double MARGIN = 32;

    private final Canvas surface = new Canvas();
    private final LineagePainter painter = new LineagePainter();
    private final Chosen chosen;
    private Tokens tokens;
    private LineageDrawing drawing = LineageDrawing.EMPTY;
    private Viewport view = Viewport.START;
    private @Nullable LineageItem focus;
    private @Nullable Line selected;
    private boolean fitting = true;
    private double pressX;
    private double pressY;
    private Viewport pressed = Viewport.START;

    /// What is told of hands.
    interface Chosen {
        /// A dataset or column was clicked.
        void item(LineageItem item);

        /// A line was clicked.
        void line(Line line);

        /// A box is to be opened or closed.
        void toggle(String dataset);
    }

    LineageCanvas(Tokens tokens, Chosen chosen) {
        this.tokens = tokens;
        this.chosen = chosen;
        setId("lineage-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        surface.setManaged(false);
        getChildren().add(surface);
        setOnMousePressed(this::press);
        setOnMouseDragged(e -> look(pressed.panned(e.getX() - pressX, e.getY() - pressY)));
        setOnMouseReleased(this::release);
        setOnScroll(this::scroll);
    }

    private void press(MouseEvent e) {
        requestFocus();
        pressX = e.getX();
        pressY = e.getY();
        pressed = view;
    }

    private void release(MouseEvent e) {
        boolean still = Math.hypot(e.getX() - pressX, e.getY() - pressY) <= STILL;
        if (!still || e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        double x = view.toX(e.getX());
        double y = view.toY(e.getY());
        Optional<LineageItem> item = drawing.itemAt(x, y);
        if (item.isEmpty()) {
            drawing.lineAt(x, y, REACH / view.scale()).ifPresent(chosen::line);
        } else if (drawing.isOpener(x, y)) {
            chosen.toggle(item.orElseThrow().dataset());
        } else {
            chosen.item(item.orElseThrow());
        }
    }

    private void scroll(ScrollEvent e) {
        look(
                e.isShortcutDown()
                        ? view.zoomed(Math.pow(WHEEL, e.getDeltaY()), e.getX(), e.getY())
                        : view.panned(e.getDeltaX(), e.getDeltaY()));
        e.consume();
    }

    /// Shows a drawing. Where the focus was seen before, it stays where it is on the screen; else
    /// all is shown.
    void show(LineageDrawing next, @Nullable LineageItem focused) {
        Optional<Box> before = focused == null ? Optional.empty() : drawing.box(focused.dataset());
        Optional<Box> after = focused == null ? Optional.empty() : next.box(focused.dataset());
        boolean wasEmpty = drawing.boxes().isEmpty();
        drawing = next;
        focus = focused;
        selected = null;
        if (before.isPresent() && after.isPresent() && !wasEmpty && !fitting) {
            Box old = before.orElseThrow();
            Box now = after.orElseThrow();
            view =
                    new Viewport(
                            view.scale(),
                            view.x() + now.x() - old.x(),
                            view.y() + now.y() - old.y());
        } else {
            fit();
        }
        requestLayout();
    }

    void select(@Nullable Line line) {
        selected = line;
        requestLayout();
    }

    LineageDrawing drawing() {
        return drawing;
    }

    Viewport view() {
        return view;
    }

    void look(Viewport other) {
        fitting = false;
        view = other;
        requestLayout();
    }

    void fit() {
        fitting = true;
        view = Viewport.fitting(drawing.area(), getWidth(), getHeight());
        requestLayout();
    }

    void zoom(double factor) {
        look(view.zoomed(factor, getWidth() / 2, getHeight() / 2));
    }

    void use(Tokens other) {
        tokens = other;
        requestLayout();
    }

    /// Returns a picture of the whole drawing: as large as it is, smaller where that would be more
    /// than graphics cards hold.
    WritableImage picture() {
        Area area = drawing.area();
        double width = area.width() + 2 * MARGIN;
        double height = area.height() + 2 * MARGIN;
        double scale = Math.min(2, LARGEST / Math.max(width, height));
        Canvas whole = new Canvas(Math.ceil(width * scale), Math.ceil(height * scale));
        Viewport all = new Viewport(scale, area.x() - MARGIN, area.y() - MARGIN);
        painter.paint(
                whole.getGraphicsContext2D(),
                new LineagePainter.Picture(drawing, focus, selected, all, tokens),
                whole.getWidth(),
                whole.getHeight());
        return whole.snapshot(new SnapshotParameters(), null);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        if (surface.getWidth() != width || surface.getHeight() != height) {
            surface.setWidth(width);
            surface.setHeight(height);
            if (fitting) {
                view = Viewport.fitting(drawing.area(), width, height);
            }
        }
        painter.paint(
                surface.getGraphicsContext2D(),
                new LineagePainter.Picture(drawing, focus, selected, view, tokens),
                width,
                height);
    }
}

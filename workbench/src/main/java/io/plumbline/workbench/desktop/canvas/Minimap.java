package io.plumbline.workbench.desktop.canvas;

import io.plumbline.workbench.desktop.canvas.Diagram.Area;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.theme.Tokens;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The whole diagram, small, with the part that is seen; a press goes there.
public final class Minimap extends Region {
    private static final double WIDTH = 128;
    private static final double HEIGHT = 70;
    private static final double MARGIN = 8;

    private final DiagramCanvas canvas;
    private final Canvas surface = new Canvas(WIDTH, HEIGHT);
    private final Canvas frame = new Canvas(WIDTH, HEIGHT);
    private @Nullable Boxes painted;
    private Tokens tokens;

    /// Makes the small picture of a canvas.
    public Minimap(DiagramCanvas canvas, Tokens tokens) {
        this.canvas = canvas;
        this.tokens = tokens;
        getStyleClass().add("minimap");
        setAccessibleText("Overview of the pipeline");
        surface.setManaged(false);
        frame.setManaged(false);
        getChildren().addAll(surface, frame);
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        canvas.diagramProperty().addListener((_, _, _) -> requestLayout());
        canvas.viewportProperty().addListener((_, _, _) -> requestLayout());
        canvas.widthProperty().addListener((_, _, _) -> requestLayout());
        canvas.heightProperty().addListener((_, _, _) -> requestLayout());
        setOnMousePressed(this::go);
        setOnMouseDragged(this::go);
    }

    /// Uses the colours of another theme.
    public void use(Tokens other) {
        tokens = other;
        requestLayout();
    }

    private Area all() {
        Area boxes = canvas.diagram().area();
        Area seen = canvas.viewportProperty().get().shown(canvas.getWidth(), canvas.getHeight());
        double left = Math.min(boxes.x(), seen.x());
        double top = Math.min(boxes.y(), seen.y());
        return new Area(
                left,
                top,
                Math.max(boxes.x() + boxes.width(), seen.x() + seen.width()) - left,
                Math.max(boxes.y() + boxes.height(), seen.y() + seen.height()) - top);
    }

    private static double scale(Area all) {
        return Math.min(
                (WIDTH - 2 * MARGIN) / Math.max(1, all.width()),
                (HEIGHT - 2 * MARGIN) / Math.max(1, all.height()));
    }

    private void go(MouseEvent e) {
        Area all = all();
        double scale = scale(all);
        double x = all.x() + (e.getX() - MARGIN) / scale;
        double y = all.y() + (e.getY() - MARGIN) / scale;
        Viewport v = canvas.viewportProperty().get();
        Area seen = v.shown(canvas.getWidth(), canvas.getHeight());
        canvas.look(new Viewport(v.scale(), x - seen.width() / 2, y - seen.height() / 2));
    }

    @Override
    protected void layoutChildren() {
        Area all = all();
        double scale = scale(all);
        Boxes wanted = new Boxes(canvas.diagram(), all, tokens);
        if (!wanted.equals(painted)) {
            paintBoxes(all, scale);
            painted = wanted;
        }
        GraphicsContext g = frame.getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        Area seen = canvas.viewportProperty().get().shown(canvas.getWidth(), canvas.getHeight());
        g.setStroke(tokens.accent());
        g.setLineWidth(1);
        g.strokeRect(
                MARGIN + (seen.x() - all.x()) * scale,
                MARGIN + (seen.y() - all.y()) * scale,
                seen.width() * scale,
                seen.height() * scale);
        g.setStroke(tokens.line());
        g.strokeRoundRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, 6, 6);
    }

    private void paintBoxes(Area all, double scale) {
        GraphicsContext g = surface.getGraphicsContext2D();
        g.setFill(tokens.panel());
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setFill(tokens.wire());
        for (Box b : canvas.diagram().boxes()) {
            g.fillRect(
                    Math.rint(MARGIN + (b.x() - all.x()) * scale),
                    Math.rint(MARGIN + (b.y() - all.y()) * scale),
                    Math.max(2, Math.rint(Box.WIDTH * scale)),
                    Math.max(1, Math.rint(b.height() * scale)));
        }
    }

    /// What the boxes' picture was made of; it is made again only when this changes.
    private record Boxes(Diagram diagram, Area all, Tokens tokens) {}
}

package io.plumbline.workbench.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.desktop.canvas.CanvasActions;
import io.plumbline.workbench.desktop.canvas.Diagram;
import io.plumbline.workbench.desktop.canvas.Diagram.Box;
import io.plumbline.workbench.desktop.canvas.Diagram.Link;
import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Viewport;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.theme.Theme;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Time of a frame while a canvas is panned and zoomed, painted in software without a screen:
/// `CanvasBenchmark BOXES WIRES`. From one pulse of the toolkit to the next, with no limit on their
/// rate, so layout, painting and rendering are all within.
public final class CanvasBenchmark {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARM = 150;
    private static final int FRAMES = 400;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private CanvasBenchmark() {}

    /// Prints the median and the 95th percentile of a frame for each way of moving.
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("javafx.animation.fullspeed", "true");
        int boxes = Integer.parseInt(arguments[0]);
        int wires = Integer.parseInt(arguments[1]);
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> start(boxes, wires, done));
        done.await();
        Platform.exit();
    }

    private static void start(int boxes, int wires, CountDownLatch done) {
        Diagram diagram = diagram(boxes, wires);
        CanvasActions none =
                (CanvasActions)
                        Proxy.newProxyInstance(
                                CanvasBenchmark.class.getClassLoader(),
                                new Class<?>[] {CanvasActions.class},
                                (_, m, _) -> m.getReturnType() == boolean.class ? false : null);
        DiagramCanvas canvas = new DiagramCanvas(Theme.LIGHT.tokens(), none);
        Stage stage = new Stage();
        stage.setScene(new Scene(canvas, WIDTH, HEIGHT));
        stage.show();
        canvas.show(diagram);
        Viewport all = Viewport.fitting(diagram.area(), WIDTH, HEIGHT);
        List<Way> ways =
                List.of(
                        new Way("pan, all seen", i -> all.panned(Math.sin(i / 20.0) * 200, i % 7)),
                        new Way(
                                "zoom in and out",
                                i ->
                                        all.zoomed(
                                                Math.exp(1.3 + 1.3 * Math.sin(i / 30.0)),
                                                WIDTH / 2.0,
                                                HEIGHT / 2.0)),
                        new Way(
                                "pan at full size",
                                i -> new Viewport(1, 400 + i * 6, 300 + 200 * Math.sin(i / 25.0))));
        new Frames(canvas, ways, done).start();
    }

    private record Way(String name, java.util.function.IntFunction<Viewport> view) {}

    private static Diagram diagram(int boxes, int wires) {
        Random random = new Random(7);
        List<Box> all = new ArrayList<>();
        int rows = (int) Math.ceil(Math.sqrt(boxes / 1.6));
        for (int i = 0; i < boxes; i++) {
            all.add(
                    new Box(
                            "step_" + i,
                            i / rows * 216.0,
                            i % rows * 92.0,
                            random.nextInt(1_000_000) + " of 1,000,000 rows",
                            Icons.ofStep("filter").getCode(),
                            State.values()[random.nextInt(3)],
                            List.of("in"),
                            List.of("out"),
                            null));
        }
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < wires; i++) {
            int to = rows + random.nextInt(boxes - rows);
            int from = Math.max(0, to - rows - random.nextInt(2 * rows));
            links.add(
                    new Link(
                            new Wire(
                                    PortRef.parse("step_" + from),
                                    new PortRef("step_" + to, PortRef.IN)),
                            State.GOOD,
                            null));
        }
        return new Diagram(all, links);
    }

    /// Moves the view at each pulse and takes the time to the next.
    private static final class Frames extends AnimationTimer {
        private final DiagramCanvas canvas;
        private final List<Way> ways;
        private final CountDownLatch done;
        private final double[] millis = new double[FRAMES];
        private int way;
        private int frame = -WARM;
        private long last;
        private long cpu;

        Frames(DiagramCanvas canvas, List<Way> ways, CountDownLatch done) {
            this.canvas = canvas;
            this.ways = ways;
            this.done = done;
        }

        @Override
        public void handle(long ignored) {
            long now = System.nanoTime();
            if (frame == 0) {
                cpu = PROCESS.getProcessCpuTime();
            } else if (frame > 0) {
                millis[frame - 1] = (now - last) / 1e6;
            }
            last = now;
            if (frame == FRAMES) {
                double[] sorted = millis.clone();
                Arrays.sort(sorted);
                System.out.printf(
                        Locale.ROOT,
                        "%-18s median %5.1f ms, p95 %5.1f ms, %5.1f ms of processor time%n",
                        ways.get(way).name(),
                        sorted[FRAMES / 2],
                        sorted[FRAMES * 95 / 100],
                        (PROCESS.getProcessCpuTime() - cpu) / 1e6 / FRAMES);
                way++;
                frame = -WARM;
                if (way == ways.size()) {
                    stop();
                    done.countDown();
                    return;
                }
            }
            canvas.look(ways.get(way).view().apply(frame + WARM));
            frame++;
        }
    }
}

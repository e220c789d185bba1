package io.plumbline.workbench.app;

import io.plumbline.workbench.desktop.view.shell.Settings;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.Surroundings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;

/// Drives the real window without a screen: the toolkit's headless platform, painted in software.
final class DesktopDriver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static boolean started;

    private final Stage stage;
    private final DesktopWindow window;
    private final FxRobot robot = new FxRobot();

    private DesktopDriver(Stage stage, DesktopWindow window) {
        this.stage = stage;
        this.window = window;
    }

    private static synchronized void toolkit() {
        if (!started) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
            System.setProperty("java.awt.headless", "true");
            System.setProperty("testfx.robot", "glass");
            CountDownLatch up = new CountDownLatch(1);
            Platform.startup(up::countDown);
            Platform.setImplicitExit(false);
            try {
                if (!up.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the toolkit did not start");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            started = true;
        }
    }

    /// Opens a window of that size.
    static DesktopDriver open(Path settings, int width, int height) {
        toolkit();
        return on(() -> {
            Stage stage = new Stage();
            DesktopWindow window =
                    new DesktopWindow(
                            stage,
                            new Settings(settings.resolve("desktop.properties")),
                            Surroundings::ofThisMachine);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            window.show();
            return new DesktopDriver(stage, window);
        });
    }

    DesktopWindow window() {
        return window;
    }

    FxRobot robot() {
        return robot;
    }

    /// Opens a workspace and waits until it is there.
    Shell open(Path workspace) {
        on(() -> {
            window.open(workspace);
            return null;
        });
        await("the workspace is open", () -> window.shell() != null);
        return Objects.requireNonNull(window.shell());
    }

    /// Returns a node by its id, waiting for it.
    Node node(String id) {
        await("there is a " + id, () -> stage.getScene().lookup("#" + id) != null);
        return on(() -> stage.getScene().lookup("#" + id));
    }

    /// Sets the size of the window.
    void size(int width, int height) {
        on(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return null;
        });
        settle();
    }

    /// Waits until something holds on the window's thread.
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!on(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            pause(20);
        }
        settle();
    }

    /// Lets the window lay out and paint.
    static void settle() {
        for (int i = 0; i < 3; i++) {
            on(() -> null);
            pause(30);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Does something on the window's thread.
    static <T> T on(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e.getCause() == null ? e : e.getCause());
        }
    }

    /// Writes what the window shows, with what pops up over it.
    Path screenshot(Path file) throws IOException {
        settle();
        BufferedImage shown = on(() -> pixels(stage));
        for (Window above : on(() -> List.copyOf(Window.getWindows()))) {
            if (above != stage && above.isShowing() && above.getScene() != null) {
                BufferedImage over = on(() -> pixels(above));
                shown.getGraphics().drawImage(over, (int) above.getX(), (int) above.getY(), null);
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(shown, "png", file.toFile());
        return file;
    }

    private static BufferedImage pixels(Window window) {
        boolean popup = !(window instanceof Stage);
        SnapshotParameters through = new SnapshotParameters();
        through.setFill(Color.TRANSPARENT);
        WritableImage image =
                popup
                        ? window.getScene().getRoot().snapshot(through, null)
                        : window.getScene().snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy =
                new BufferedImage(
                        width,
                        height,
                        popup ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        return copy;
    }

    @Override
    public void close() {
        on(() -> {
            window.close();
            return null;
        });
    }
}

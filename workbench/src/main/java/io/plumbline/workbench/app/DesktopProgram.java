package io.plumbline.workbench.app;

import io.plumbline.workbench.desktop.view.shell.Settings;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.UserFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The toolkit's view of the program.
public final class DesktopProgram extends Application {
    private static final AtomicReference<@Nullable Path> FOLDER = new AtomicReference<>();

    /// The toolkit says at each start that it is on the class path, where it works as well.
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private static final AtomicBoolean REHEARSING = new AtomicBoolean();
    private static final Duration LOOK = Duration.seconds(5);

    private @Nullable DesktopWindow window;

    /// Opens the window and returns when it is closed.
    ///
    /// @param folder the workspace to open; null for the welcome view
    static void launchWith(@Nullable Path folder) {
        TOOLKIT.setLevel(Level.SEVERE);
        FOLDER.set(folder);
        Application.launch(DesktopProgram.class);
    }

    /// Opens a window, looks at a workspace, and closes it.
    static void rehearse(Path folder) {
        REHEARSING.set(true);
        launchWith(folder);
    }

    @Override
    public void start(Stage stage) {
        Settings settings = new Settings(UserFolders.settings().resolve("desktop.properties"));
        DesktopWindow made = new DesktopWindow(stage, settings, Surroundings::ofThisMachine);
        window = made;
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> tellDefect(e));
        made.show();
        Path folder = FOLDER.get();
        if (folder != null) {
            made.open(folder);
        }
        if (REHEARSING.get()) {
            PauseTransition look = new PauseTransition(LOOK);
            look.setOnFinished(_ -> made.close());
            look.play();
        }
    }

    private void tellDefect(Throwable e) {
        if (Boolean.getBoolean("plumbline.debug")) {
            e.printStackTrace();
        }
        Platform.runLater(() -> {
            Shell shell = window == null ? null : window.shell();
            if (shell != null) {
                shell.tell(List.of(DesktopWindow.defect(e)));
            }
        });
    }

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
    }
}

package io.plumbline.workbench.app;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.workbench.desktop.theme.Fonts;
import io.plumbline.workbench.desktop.theme.Theme;
import io.plumbline.workbench.desktop.view.design.DesignPage;
import io.plumbline.workbench.desktop.view.shell.Settings;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.desktop.view.shell.Tasks;
import io.plumbline.workbench.desktop.view.welcome.WelcomeView;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window: the welcome view, or one workspace. Everything is on the window's thread but
/// opening.
public final class DesktopWindow {
    private final Stage stage;
    private final Settings settings;
    private final Supplier<Surroundings> surroundings;
    private final Tasks opening = new Tasks();
    private final Scene scene;
    private @Nullable WelcomeView welcome;
    private @Nullable Shell shell;
    private @Nullable OpenWorkspace workspace;
    private @Nullable Tasks tasks;
    private @Nullable String goBackTo;

    /// Makes a window, not shown yet.
    public DesktopWindow(Stage stage, Settings settings, Supplier<Surroundings> surroundings) {
        this.stage = stage;
        this.settings = settings;
        this.surroundings = surroundings;
        Fonts.load();
        settings.theme().apply();
        WelcomeView first = welcome(settings.theme());
        this.scene = new Scene(first, 1440, 900);
        stage.setTitle("Plumbline");
        stage.getIcons().add(new Image(Theme.icon()));
        stage.setMinWidth(960);
        stage.setMinHeight(600);
        stage.setScene(scene);
        stage.setOnCloseRequest(e -> {
            if (shell != null && !shell.mayClose()) {
                e.consume();
            } else {
                close();
            }
        });
    }

    private WelcomeView welcome(Theme theme) {
        WelcomeView view = new WelcomeView(stage, settings, theme, this::open, this::openSample);
        welcome = view;
        return view;
    }

    /// Shows the window.
    public void show() {
        stage.show();
    }

    /// Opens the workspace of a folder in this window, in place of the one that is open.
    public void open(Path folder) {
        start("Opening " + folder, () -> OpenWorkspace.open(folder, surroundings.get()));
    }

    /// Makes the sample in a folder, unless it is there, and opens it.
    public void openSample(Path folder) {
        start(
                "Making the sample",
                () -> {
                    io.plumbline.workbench.service.sample.SampleService.create(folder).close();
                    return OpenWorkspace.open(folder, surroundings.get());
                });
    }

    private void start(String title, Supplier<OpenWorkspace> work) {
        closeWorkspace();
        WelcomeView view = welcome(settings.theme());
        scene.setRoot(view);
        view.busy(title + " …");
        opening.start(title, _ -> work.get(), this::opened, this::failed);
    }

    private void failed(List<Problem> problems) {
        WelcomeView view = welcome;
        if (view != null) {
            view.failed(problems);
        }
    }

    private void opened(OpenWorkspace opened) {
        workspace = opened;
        settings.opened(opened.root());
        Tasks beside = new Tasks();
        tasks = beside;
        Shell content = new Shell(opened, settings, beside);
        shell = content;
        Pages.addTo(content);
        scene.setRoot(content);
        stage.setTitle(opened.workspace().name() + " · Plumbline");
        List<Problem> problems = opened.problems();
        if (problems.stream().anyMatch(Problem::isError)) {
            content.tell(problems);
        }
        content.onReload(this::reload);
        if (content.shown() instanceof DesignPage design) {
            opened.workspace().pipelines().keySet().stream().findFirst().ifPresent(design::open);
        }
        String place = goBackTo;
        goBackTo = null;
        if (place != null) {
            content.show(place);
        }
    }

    /// Opens the files anew, at the same place, unless the person keeps what is not saved.
    private void reload() {
        Shell before = shell;
        if (before != null && before.mayClose()) {
            goBackTo = before.shown() == null ? null : before.shown().title();
            open(before.workspace().root());
        }
    }

    /// Returns what is shown of the workspace; null while none is open.
    public @Nullable Shell shell() {
        return shell;
    }

    private void closeWorkspace() {
        if (shell != null) {
            shell.close();
        }
        if (tasks != null) {
            tasks.close();
        }
        if (workspace != null) {
            workspace.close();
        }
        shell = null;
        tasks = null;
        workspace = null;
    }

    /// Ends all work and lets go of the workspace.
    public void close() {
        closeWorkspace();
        opening.close();
        stage.hide();
    }

    /// Returns a defect as a problem.
    static Problem defect(Throwable e) {
        return Problem.error(
                ErrorCode.INTERNAL_ERROR,
                "A defect of Plumbline: " + e.getClass().getSimpleName(),
                Place.NOWHERE,
                "What you designed is kept; what you did just now may not have been done");
    }
}

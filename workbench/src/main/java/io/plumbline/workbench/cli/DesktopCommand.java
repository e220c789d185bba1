package io.plumbline.workbench.cli;

import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline desktop`.
@Command(name = "desktop", description = "Opens the workbench", mixinStandardHelpOptions = true)
final class DesktopCommand extends Reporting {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "The workspace; default: the one around the current folder, else the welcome"
                            + " page")
    @Nullable Path folder;

    DesktopCommand(Console console) {
        super(console);
    }

    @Override
    int answer(Console console) {
        Path wanted = folder;
        Path root =
                wanted == null
                        ? WorkspaceFiles.isWithin(Path.of(""))
                                ? WorkspaceFiles.find(Path.of(""))
                                : null
                        : WorkspaceFiles.find(wanted);
        if (!hasDisplay()) {
            throw PlumblineException.of(
                    ErrorCode.CAPABILITY_MISSING,
                    "Cannot open the desktop: there is no display",
                    "Start it in a graphical session; every task has a command, see plumbline --help");
        }
        open(root);
        return 0;
    }

    /// Opens the window and returns when it is closed.
    ///
    /// @throws PlumblineException with CAPABILITY_MISSING when the system lacks what windows need
    static void open(@Nullable Path root) {
        try {
            desktop().open(root);
        } catch (UnsupportedOperationException
                | UnsatisfiedLinkError
                | ExceptionInInitializerError e) {
            throw PlumblineException.of(
                    ErrorCode.CAPABILITY_MISSING,
                    "Cannot open the desktop: the system's window libraries do not load",
                    "On Debian and Ubuntu install them with: apt-get install libgtk-3-0 libxtst6"
                            + " libxxf86vm1 libgl1; check that the display can be reached",
                    e);
        }
    }

    static DesktopOpening desktop() {
        return ServiceLoader.load(DesktopOpening.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no desktop in this build"));
    }

    /// Returns whether a window can be shown: on Linux a display is named, or none is needed.
    static boolean hasDisplay() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        return !linux
                || "Headless".equalsIgnoreCase(System.getProperty("glass.platform"))
                || !env("DISPLAY").isEmpty()
                || !env("WAYLAND_DISPLAY").isEmpty();
    }

    private static String env(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}

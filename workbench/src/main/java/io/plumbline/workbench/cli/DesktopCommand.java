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
        ServiceLoader.load(DesktopOpening.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no desktop in this build"))
                .open(root);
        return 0;
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

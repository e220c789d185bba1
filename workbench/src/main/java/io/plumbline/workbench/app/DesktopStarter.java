package io.plumbline.workbench.app;

import io.plumbline.workbench.cli.DesktopOpening;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens the window for the command line.
public final class DesktopStarter implements DesktopOpening {
    @Override
    public void open(@Nullable Path folder) {
        DesktopProgram.launchWith(folder);
    }

    @Override
    public void rehearse(Path folder) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        DesktopProgram.rehearse(folder);
    }
}

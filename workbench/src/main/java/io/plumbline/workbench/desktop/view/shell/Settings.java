package io.plumbline.workbench.desktop.view.shell;

import io.plumbline.engine.document.AtomicFile;
import io.plumbline.workbench.desktop.theme.Theme;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// What a person chose about the window: the theme, the workspaces of late, sizes of panels by
/// workspace. Kept in a file of the person's; one that cannot be read counts as empty.
public final class Settings {
    private static final int RECENT = 8;
    private static final String RECENTLY = "recent.";

    private final Path file;
    private final Properties values = new Properties();

    /// Reads the file, if it is there.
    public Settings(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (IOException | IllegalArgumentException _) {
                values.clear(); // sizes and colours are no reason not to start
            }
        }
    }

    /// Returns the theme, light at first.
    public Theme theme() {
        return "dark".equals(values.getProperty("theme")) ? Theme.DARK : Theme.LIGHT;
    }

    /// Remembers the theme.
    public void theme(Theme theme) {
        values.setProperty("theme", theme.name().toLowerCase(Locale.ROOT));
        write();
    }

    /// Returns the workspaces that were open of late and are still there, the last one first.
    public List<Path> recent() {
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < RECENT; i++) {
            String folder = values.getProperty(RECENTLY + i);
            if (folder != null && Files.exists(Path.of(folder).resolve("workspace.yaml"))) {
                folders.add(Path.of(folder));
            }
        }
        return folders;
    }

    /// Remembers that a workspace was opened.
    public void opened(Path folder) {
        List<Path> folders = new ArrayList<>(recent());
        folders.remove(folder);
        folders.addFirst(folder);
        for (int i = 0; i < RECENT; i++) {
            if (i < folders.size()) {
                values.setProperty(RECENTLY + i, folders.get(i).toString());
            } else {
                values.remove(RECENTLY + i);
            }
        }
        write();
    }

    /// Returns a number that was remembered for a workspace.
    public Optional<Double> number(Path workspace, String name) {
        try {
            return Optional.ofNullable(values.getProperty(key(workspace, name)))
                    .map(Double::valueOf);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Remembers a number for a workspace.
    public void number(Path workspace, String name, double value) {
        values.setProperty(key(workspace, name), Double.toString(value));
    }

    private static String key(Path workspace, String name) {
        return "layout." + workspace + "." + name;
    }

    /// Writes what is remembered; where that fails, it is remembered until the program ends.
    public void write() {
        StringWriter text = new StringWriter();
        try {
            values.store(text, null);
            AtomicFile.write(file, text.toString());
        } catch (IOException | RuntimeException _) {
            return; // a folder that cannot be written must not stop the work
        }
    }
}

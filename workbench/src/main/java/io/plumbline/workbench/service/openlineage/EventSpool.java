package io.plumbline.workbench.service.openlineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Keeps events that could not be delivered, one a line, until the next run.
final class EventSpool {
    private static final int MOST_EVENTS = 10_000;

    private final Path file;

    EventSpool(Path root) {
        this.file = root.resolve(".plumbline").resolve("openlineage.spool.ndjson");
    }

    /// Returns the events, oldest first.
    List<String> read() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList()
                : List.of();
    }

    /// Keeps these and no others; the oldest go where there are too many.
    void write(List<String> events) throws IOException {
        if (events.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        List<String> kept =
                new ArrayList<>(
                        events.subList(Math.max(0, events.size() - MOST_EVENTS), events.size()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, String.join("\n", kept) + "\n");
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}

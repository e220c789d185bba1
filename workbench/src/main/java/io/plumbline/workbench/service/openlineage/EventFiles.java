package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads files of OpenLineage events: one event a line, a JSON array, or one event. A bad event is
/// told with its place, and the others are kept.
final class EventFiles {
    private static final long MOST_BYTES = 512L << 20;

    private final List<ToldEvent> events = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /// Reads a file, or the files of a folder that end in `.json`, `.jsonl` or `.ndjson`.
    ///
    /// @throws PlumblineException when there is nothing to read
    static EventFiles read(Path path) {
        EventFiles files = new EventFiles();
        for (Path file : files(path)) {
            files.file(file);
        }
        return files;
    }

    private static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw refused(ErrorCode.FILE_MISSING, path, "it does not exist");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> found = Files.list(path)) {
            List<Path> files =
                    found.filter(Files::isRegularFile)
                            .filter(f ->
                                    f.getFileName().toString().matches(".+\\.(json|jsonl|ndjson)"))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw refused(
                        ErrorCode.FILE_MISSING,
                        path,
                        "the folder has no file that ends in .json, .jsonl or .ndjson");
            }
            return files;
        } catch (IOException e) {
            throw refused(ErrorCode.FILE_UNREADABLE, path, "the system refuses it");
        }
    }

    private static PlumblineException refused(ErrorCode code, Path path, String why) {
        return PlumblineException.of(
                code, "Cannot read OpenLineage events from '" + path + "': " + why, null);
    }

    List<ToldEvent> events() {
        return events;
    }

    List<Problem> problems() {
        return problems;
    }

    private void file(Path file) {
        String name = String.valueOf(file.getFileName());
        List<String> lines;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw refused(ErrorCode.FILE_TOO_LARGE, file, "it has more than 512 MB");
            }
            lines = Files.readAllLines(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw refused(ErrorCode.FILE_NOT_UTF8, file, "it is not UTF-8");
        } catch (IOException e) {
            throw refused(ErrorCode.FILE_UNREADABLE, file, "the system refuses it");
        }
        String first =
                lines.stream().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
        boolean whole = first.startsWith("[") || first.startsWith("{") && !first.endsWith("}");
        if (whole) {
            whole(String.join("\n", lines), name);
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank()) {
                Place place = Place.inFile(name, i + 1, 1);
                keep(() -> Json.read(line), place);
            }
        }
    }

    /// Reads a text of several lines that is one event or a list of them.
    private void whole(String text, String name) {
        @Nullable Object tree;
        try {
            tree = Json.read(text, name);
        } catch (PlumblineException e) {
            problems.addAll(e.problems());
            return;
        }
        if (tree instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                Object item = items.get(i);
                keep(() -> item, Place.inFile(name, 0, 0).of("event " + (i + 1)));
            }
        } else {
            keep(() -> tree, Place.inFile(name, 1, 1));
        }
    }

    /// Something that gives an event's tree.
    private interface Reading {
        @Nullable Object tree();
    }

    private void keep(Reading reading, Place place) {
        try {
            events.add(ToldEvent.read(reading.tree(), place));
        } catch (PlumblineException e) {
            Problem p = e.problem();
            boolean placed = p.place().equals(place);
            problems.add(
                    placed
                            ? p
                            : Problem.error(
                                    p.code(),
                                    "Cannot read an OpenLineage event: " + p.message(),
                                    place,
                                    null));
        }
    }
}

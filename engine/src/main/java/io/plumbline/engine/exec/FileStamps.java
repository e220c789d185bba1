package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Remembers what files look like, to tell later whether one was changed or replaced.
final class FileStamps {
    private final Map<Path, Optional<Stamp>> stamps = new LinkedHashMap<>();

    private record Stamp(long size, FileTime modified, String key) {}

    /// Looks at the files.
    FileStamps(Collection<Path> files) {
        files.forEach(f -> stamps.put(f, stamp(f)));
    }

    /// Looks again.
    ///
    /// @throws PlumblineException with DATA_CHANGED_DURING_RUN naming the first file that differs
    void check() {
        stamps.forEach((file, before) -> {
            if (!stamp(file).equals(before)) {
                String name = String.valueOf(file.getFileName());
                throw new PlumblineException(
                        Problem.error(
                                ErrorCode.DATA_CHANGED_DURING_RUN,
                                "Cannot trust what was read: file '"
                                        + name
                                        + "' changed during the run",
                                Place.inFile(name, 0, 0),
                                "Run again when the file is complete; replace files by renaming,"
                                        + " between runs"));
            }
        });
    }

    /// Returns the bytes of the files when they were first looked at.
    long bytes(Collection<Path> files) {
        return files.stream()
                .map(f -> stamps.getOrDefault(f, Optional.empty()))
                .flatMap(Optional::stream)
                .mapToLong(Stamp::size)
                .sum();
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new Stamp(
                            found.size(),
                            found.lastModifiedTime(),
                            String.valueOf(found.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

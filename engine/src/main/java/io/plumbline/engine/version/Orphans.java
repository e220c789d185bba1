package io.plumbline.engine.version;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/// Finds and removes files in a table's folder that no snapshot needs.
final class Orphans {
    private final TableFolder folder;
    private final Set<Path> needed = new HashSet<>();

    /// Looks up what every snapshot needs; fails when any of it cannot be read, so that nothing is
    /// removed by mistake.
    Orphans(TableFolder folder, TableMetadata metadata) {
        this.folder = folder;
        SnapshotFiles files = new SnapshotFiles(folder, metadata);
        for (Snapshot snapshot : metadata.snapshots()) {
            needed.add(folder.files().path(snapshot.manifestListLocation()));
            for (ManifestFile manifest : files.manifests(snapshot)) {
                needed.add(folder.files().path(manifest.path()));
            }
            files.describe(snapshot)
                    .keySet()
                    .forEach(location -> needed.add(folder.files().path(location)));
        }
    }

    /// Removes what is older and outside of the folders in use; returns the number of files.
    int remove(Instant before, Set<Path> inUse) {
        try {
            List<Path> doomed = new ArrayList<>();
            for (Path found : contents()) {
                boolean used =
                        inUse.stream().anyMatch(u -> found.startsWith(u) || u.startsWith(found));
                boolean young = Files.getLastModifiedTime(found).toInstant().isAfter(before);
                if (!used && !young && !keeps(found)) {
                    doomed.add(found);
                }
            }
            int count = 0;
            for (Path path : doomed) {
                boolean isFile = !Files.isDirectory(path);
                count += delete(path) && isFile ? 1 : 0;
            }
            return count;
        } catch (IOException e) {
            throw Failures.write(folder.name(), e);
        }
    }

    private boolean keeps(Path file) {
        String name = file.getFileName().toString();
        boolean ours =
                name.endsWith(".metadata.json")
                        || name.equals("version-hint.text")
                        || file.equals(folder.data());
        return ours || needed.contains(file);
    }

    private boolean delete(Path file) throws IOException {
        try {
            return Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    private List<Path> contents() throws IOException {
        List<Path> out = new ArrayList<>();
        for (Path root : List.of(folder.data(), folder.metadata())) {
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(p -> !p.equals(root)).forEach(out::add);
            } catch (NoSuchFileException e) {
                // nothing was ever written there
            }
        }
        return out.reversed();
    }
}

package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/// Finds the files that make up a snapshot.
final class SnapshotFiles {
    private final TableFolder folder;
    private final TableMetadata metadata;

    SnapshotFiles(TableFolder folder, TableMetadata metadata) {
        this.folder = folder;
        this.metadata = metadata;
    }

    /// Returns the data files in the order in which they were added, oldest first; fails when one
    /// that should be there is not.
    List<Path> data(Snapshot snapshot) {
        List<Path> out = new ArrayList<>();
        for (DataFile file : describe(snapshot).values()) {
            Path path = folder.files().path(file.location());
            if (!Files.exists(path)) {
                throw folder.damaged(path, "missing", null);
            }
            out.add(path);
        }
        return out;
    }

    /// Returns the data files by location, oldest first.
    Map<String, DataFile> describe(Snapshot snapshot) {
        Map<String, DataFile> out = new LinkedHashMap<>();
        List<ManifestFile> manifests = manifests(snapshot);
        for (ManifestFile manifest : manifests.reversed()) {
            read(manifest, out);
        }
        return out;
    }

    /// Returns the lists of data files of a snapshot, newest first.
    List<ManifestFile> manifests(Snapshot snapshot) {
        List<ManifestFile> deletes;
        List<ManifestFile> data;
        try {
            deletes = snapshot.deleteManifests(folder.files());
            data = snapshot.dataManifests(folder.files());
        } catch (RuntimeException e) {
            // whatever the reader throws, the file is not what was written
            throw damaged(snapshot.manifestListLocation(), e);
        }
        if (!deletes.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.CAPABILITY_MISSING,
                    "Cannot read table '" + folder.name() + "': another program deleted rows in it",
                    "Let that program rewrite the table's data files, or read an older version");
        }
        return data;
    }

    private void read(ManifestFile manifest, Map<String, DataFile> out) {
        try (ManifestReader<DataFile> reader =
                ManifestFiles.read(manifest, folder.files(), metadata.specsById())) {
            for (DataFile file : reader) {
                out.put(file.location(), file.copy());
            }
        } catch (IOException | RuntimeException e) {
            // whatever the reader throws, the file is not what was written
            throw damaged(manifest.path(), e);
        }
    }

    private PlumblineException damaged(String location, @Nullable Throwable cause) {
        Path path = folder.files().path(location);
        return folder.damaged(path, Files.exists(path) ? "damaged" : "missing", cause);
    }
}

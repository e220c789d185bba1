package io.plumbline.engine.version;

import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.jspecify.annotations.Nullable;

/// One table's folder: `data/` with Parquet files and `metadata/` with Iceberg's own, of which
/// `v{n}.metadata.json` with the highest n says what the table is.
final class TableFolder {
    private static final Pattern VERSION = Pattern.compile("v([1-9]\\d{0,8})\\.metadata\\.json");

    private final String name;
    private final Path folder;
    private final Disk disk;
    private final TableFiles files;

    TableFolder(String name, Path folder, Disk disk) {
        this.name = name;
        this.folder = folder.toAbsolutePath().normalize();
        this.disk = disk;
        this.files = new TableFiles(this.folder, disk);
    }

    /// A table as it stands.
    ///
    /// @param number the n of the metadata file
    record Loaded(int number, TableMetadata metadata) {}

    String name() {
        return name;
    }

    Path path() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path metadata() {
        return folder.resolve("metadata");
    }

    Disk disk() {
        return disk;
    }

    TableFiles files() {
        return files;
    }

    /// Returns the location that Iceberg records.
    String location() {
        String path = folder.toString().replace('\\', '/');
        return "file://" + (path.startsWith("/") ? "" : "/") + path;
    }

    /// Returns a file's name relative to the folder of all tables, for messages.
    String shown(Path file) {
        return folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/');
    }

    /// Returns the number of the newest metadata file, empty when the table does not exist.
    OptionalInt newest() {
        try (Stream<Path> entries = Files.list(metadata())) {
            return entries.map(p -> VERSION.matcher(p.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(m -> Integer.parseInt(m.group(1)))
                    .max();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return OptionalInt.empty();
        } catch (IOException e) {
            throw Failures.unreadable(name, e);
        }
    }

    /// Reads the newest metadata file; empty when the table does not exist.
    Optional<Loaded> load() {
        OptionalInt newest = newest();
        return newest.isEmpty() ? Optional.empty() : Optional.of(read(newest.orElseThrow()));
    }

    private Loaded read(int number) {
        Path file = version(number);
        try {
            String json = Files.readString(file);
            TableMetadata metadata = TableMetadataParser.fromJson(location(file), json);
            metadata.schema();
            metadata.currentSnapshot();
            return new Loaded(number, metadata);
        } catch (IOException | RuntimeException e) {
            // whatever the parser throws, the file is not what we wrote
            throw Failures.damaged(name, shown(file), "damaged", e);
        }
    }

    /// Makes new metadata the table's, durably, as number n.
    ///
    /// @throws TableMoved when someone else was first
    /// @throws CommitStateUnknownException when it is visible but may not survive a loss of power
    void commit(int number, TableMetadata next) throws IOException {
        Path made = metadata().resolve("." + UUID.randomUUID() + ".tmp");
        Path target = version(number);
        try {
            try (OutputStream out = disk.create(made)) {
                out.write(TableMetadataParser.toJson(next).getBytes(StandardCharsets.UTF_8));
            }
            disk.force(made);
            // names of data and manifest files must be durable before the file that tells of them
            disk.forceFolder(metadata());
            link(target, made);
        } finally {
            deleteQuietly(made);
        }
        try {
            disk.forceFolder(metadata());
        } catch (IOException e) {
            throw new CommitStateUnknownException(e);
        }
        hint(number);
    }

    private void link(Path target, Path made) throws IOException {
        try {
            disk.link(target, made);
        } catch (FileAlreadyExistsException e) {
            // a network file system may repeat our own request
            if (!Files.isSameFile(target, made)) {
                throw new TableMoved(e);
            }
        } catch (UnsupportedOperationException e) {
            FileSystemException cause =
                    new FileSystemException(target.toString(), null, "it has no hard links");
            cause.initCause(e);
            throw cause;
        } catch (IOException e) {
            if (!Files.exists(target) || !Files.isSameFile(target, made)) {
                throw e;
            }
        }
    }

    /// Leaves the newest number for readers that cannot list folders; nothing of ours reads it.
    private void hint(int number) {
        Path hint = metadata().resolve("version-hint.text");
        try {
            Files.writeString(hint, String.valueOf(number));
        } catch (IOException e) {
            // the commit stands; a stale hint only makes such readers see an older version
        }
    }

    private void deleteQuietly(Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            // left for the collection of orphans
        }
    }

    private Path version(int number) {
        return metadata().resolve("v" + number + ".metadata.json");
    }

    String location(Path file) {
        return location() + "/" + folder.relativize(file).toString().replace('\\', '/');
    }

    /// Makes the folders that a commit needs, durably.
    void prepare() {
        try {
            boolean fresh = !Files.exists(metadata());
            disk.createFolders(metadata());
            disk.createFolders(data());
            if (fresh) {
                disk.forceFolder(folder);
                Path parent = folder.getParent();
                if (parent != null) {
                    disk.forceFolder(parent);
                }
            }
        } catch (IOException e) {
            throw Failures.write(name, e);
        }
    }

    PlumblineException damaged(Path file, String what, @Nullable Throwable cause) {
        return Failures.damaged(name, shown(file), what, cause);
    }
}

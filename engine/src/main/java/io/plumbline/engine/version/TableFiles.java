package io.plumbline.engine.version;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/// Iceberg's file access, confined to one table's folder. Iceberg records absolute locations; of
/// each only the part within the table counts, so that a table still opens after its folder was
/// moved, and a doctored table cannot point at other files.
final class TableFiles implements FileIO {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;
    private final transient Disk disk;

    TableFiles(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /// Returns where a recorded location is now.
    Path path(String location) {
        String plain = location.replace('\\', '/');
        int at = Math.max(plain.lastIndexOf("/metadata/"), plain.lastIndexOf("/data/"));
        try {
            Path path = at < 0 ? folder : folder.resolve(plain.substring(at + 1)).normalize();
            if (!path.equals(folder) && path.startsWith(folder)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        String table = String.valueOf(folder.getFileName());
        throw Failures.damaged(table, table + "/metadata", "pointing out of the table", null);
    }

    @Override
    public InputFile newInputFile(String location) {
        return new Input(location, path(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new Output(location, path(location), disk);
    }

    @Override
    public void deleteFile(String location) {
        try {
            disk.delete(path(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Input(String location, Path path) implements InputFile {
        @Override
        public long getLength() {
            try {
                return Files.size(path);
            } catch (NoSuchFileException e) {
                throw new NotFoundException(e, "File is missing: %s", location);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public SeekableInputStream newStream() {
            try {
                return new Reading(path);
            } catch (NoSuchFileException e) {
                throw new NotFoundException(e, "File is missing: %s", location);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean exists() {
            return Files.exists(path);
        }
    }

    private record Output(String location, Path path, Disk disk) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            try {
                return new Writing(disk.create(path), path, disk);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            deleteOld();
            return create();
        }

        private void deleteOld() {
            try {
                disk.delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputFile toInputFile() {
            return new Input(location, path);
        }
    }

    /// Counts what is written and makes it durable on closing.
    private static final class Writing extends PositionOutputStream {
        private final OutputStream out;
        private final Path path;
        private final Disk disk;
        private long position;
        private boolean closed;

        Writing(OutputStream out, Path path, Disk disk) {
            this.out = out;
            this.path = path;
            this.disk = disk;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            out.close();
            disk.force(path);
        }
    }
}

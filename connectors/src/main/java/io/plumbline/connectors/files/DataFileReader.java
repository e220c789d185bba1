package io.plumbline.connectors.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Opens a data file unpacked, after a look at its first bytes.
final class DataFileReader {
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
    private static final byte[] ENCRYPTED_PARQUET = {'P', 'A', 'R', 'E'};

    private DataFileReader() {}

    /// Refuses what is no readable file: missing, dangling link, folder, empty, without the right
    /// to read it.
    static void check(DataFile file) {
        Path path = file.path();
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            throw FileProblems.missing(file.shown(), "it is a link to a file that is not there");
        }
        if (!Files.exists(path)) {
            throw FileProblems.missing(file.shown(), "there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw FileProblems.missing(file.shown(), "it is a folder");
        }
        if (!Files.isReadable(path)) {
            throw FileProblems.invalid(
                    file.shown(), 0, "no right to read it", "Ask its owner for the right");
        }
        try {
            if (Files.size(path) == 0) {
                throw FileProblems.invalid(
                        file.shown(),
                        0,
                        "it is empty, not even a header is there",
                        "Give it a header, or leave it out");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Returns whether the file is there and has no byte.
    static boolean isEmpty(DataFile file) {
        try {
            return Files.isRegularFile(file.path())
                    && file.lines()
                    && file.compression() == DataFile.Compression.NONE
                    && Files.size(file.path()) == 0;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Opens the file, unpacked; its bytes are those of the format that its name says.
    static InputStream open(DataFile file) {
        check(file);
        InputStream raw = null;
        try {
            raw = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16);
            InputStream plain =
                    switch (file.compression()) {
                        case NONE -> raw;
                        case GZIP ->
                                new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
                        case ZSTD -> new BufferedInputStream(new ZstdInputStream(raw), 1 << 16);
                    };
            plain.mark(8);
            byte[] head = plain.readNBytes(4);
            plain.reset();
            if (java.util.Arrays.equals(head, PARQUET)
                    || java.util.Arrays.equals(head, ENCRYPTED_PARQUET)) {
                plain.close();
                throw FileProblems.invalid(
                        file.shown(),
                        0,
                        "its name says " + file.format() + ", its content is Parquet",
                        "Rename it to end in .parquet");
            }
            return plain;
        } catch (IOException e) {
            close(raw);
            throw unreadable(file, e);
        }
    }

    static RuntimeException unreadable(DataFile file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return FileProblems.missing(file.shown(), "there is no such file");
        }
        String reason =
                file.compression() == DataFile.Compression.NONE
                        ? "reading it failed"
                        : "it cannot be unpacked as " + file.compression().option();
        return FileProblems.invalid(file.shown(), 0, reason, "Check that the file is whole", e);
    }

    private static void close(java.io.@org.jspecify.annotations.Nullable Closeable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException ignored) {
            // the failure that brought us here is the one to tell
            return;
        }
    }
}

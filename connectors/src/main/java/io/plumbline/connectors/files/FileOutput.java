package io.plumbline.connectors.files;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A file that takes the place of the old one by a rename, after its bytes are forced to the disk.
/// The version is its SHA-256.
final class FileOutput implements Output.Files {
    private final DataFile target;
    private final String shown;
    private final Schema schema;
    private final CsvOptions options;
    private final Path staging;
    private @Nullable Path ready;
    private String digest = "";

    private FileOutput(
            DataFile target, String shown, Schema schema, CsvOptions options, Path staging) {
        this.target = target;
        this.shown = shown;
        this.schema = schema;
        this.options = options;
        this.staging = staging;
    }

    static FileOutput open(
            Path path, String shown, Schema schema, WriteMode mode, CsvOptions options) {
        DataFile target =
                DataFile.of(path)
                        .orElseThrow(() ->
                                PlumblineException.of(
                                        ErrorCode.DATASET_INVALID,
                                        "Cannot write file '"
                                                + shown
                                                + "': its name does not end in .csv, .json, .jsonl or .parquet",
                                        "Rename the dataset's table"));
        if (mode == WriteMode.APPEND) {
            throw PlumblineException.of(
                    ErrorCode.CAPABILITY_MISSING,
                    "Cannot append to file '" + shown + "': a file is written whole",
                    "Set 'mode: replace', or write to a managed table");
        }
        try {
            Path folder = java.util.Objects.requireNonNull(path.toAbsolutePath().getParent());
            java.nio.file.Files.createDirectories(folder);
            Path staging = folder.resolve("." + target.shown() + ".writing-" + UUID.randomUUID());
            java.nio.file.Files.createDirectory(staging);
            return new FileOutput(target, shown, schema, options, staging);
        } catch (FileAlreadyExistsException e) {
            throw failed(shown, "a file stands where its folder should be", e);
        } catch (IOException e) {
            throw failed(shown, "its folder cannot be written", e);
        }
    }

    @Override
    public Path staging() {
        return staging;
    }

    @Override
    public Scan.FileFormat format() {
        return target.format();
    }

    @Override
    public Map<String, String> copyOptions() {
        Map<String, String> out = new LinkedHashMap<>();
        switch (target.format()) {
            case CSV -> {
                out.put("HEADER", String.valueOf(options.header()));
                out.put(
                        "DELIMITER",
                        "'"
                                + (options.delimiter(target) == '\''
                                        ? "''"
                                        : options.delimiter(target))
                                + "'");
                out.put("COMPRESSION", target.compression().option());
            }
            case JSON -> {
                out.put("ARRAY", String.valueOf(!target.lines()));
                out.put("COMPRESSION", target.compression().option());
            }
            case PARQUET -> out.put("COMPRESSION", "zstd");
        }
        return out;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean spreadsheetSafe() {
        return options.spreadsheetSafe() && target.format() == Scan.FileFormat.CSV;
    }

    @Override
    public void written(List<WrittenFile> files) {
        if (files.size() != 1) {
            throw PlumblineException.of(
                    ErrorCode.INTERNAL_ERROR,
                    "Cannot write file '" + shown + "': the engine made " + files.size() + " files",
                    null);
        }
        Path file = files.getFirst().path();
        try {
            digest = digest(file);
            force(file);
        } catch (IOException e) {
            throw failed(shown, "forcing it to the disk failed", e);
        }
        ready = file;
    }

    @Override
    public String commit() {
        Path file = ready;
        if (file == null) {
            throw PlumblineException.of(
                    ErrorCode.INTERNAL_ERROR,
                    "Cannot publish file '" + shown + "': nothing was written",
                    null);
        }
        try {
            java.nio.file.Files.move(
                    file,
                    target.path(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            force(java.util.Objects.requireNonNull(target.path().toAbsolutePath().getParent()));
            ready = null;
            return "sha256:" + digest;
        } catch (IOException e) {
            throw failed(shown, "publishing it failed", e);
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                sha.update(block, 0, n);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void force(Path path) throws IOException {
        boolean folder = java.nio.file.Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(
                        path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> left = java.nio.file.Files.walk(staging)) {
            for (Path p : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                java.nio.file.Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            throw failed(shown, "its staging folder cannot be removed", e);
        }
    }

    private static PlumblineException failed(String shown, String reason, IOException e) {
        String text = String.valueOf(e.getMessage());
        ErrorCode code =
                text.contains("No space left") ? ErrorCode.DISK_FULL : ErrorCode.FILE_UNREADABLE;
        return PlumblineException.of(
                code,
                "Cannot write file '" + shown + "': " + reason,
                code == ErrorCode.DISK_FULL
                        ? "Free some space; what was published before is whole"
                        : "Check the folder and who may write it",
                e);
    }
}

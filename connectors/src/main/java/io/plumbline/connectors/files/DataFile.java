package io.plumbline.connectors.files;

import io.plumbline.engine.spi.Scan.FileFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// A file whose name says what it holds.
///
/// @param base the name without the endings, such as `orders` of `orders.csv.gz`
/// @param lines whether a JSON file holds an object a line
record DataFile(
        Path path,
        String base,
        FileFormat format,
        Compression compression,
        boolean lines,
        char delimiter) {

    /// How a file is packed.
    enum Compression {
        NONE("none"),
        GZIP("gzip"),
        ZSTD("zstd");

        private final String option;

        Compression(String option) {
            this.option = option;
        }

        String option() {
            return option;
        }
    }

    /// Reads a file's name; empty when it is none of ours.
    static Optional<DataFile> of(Path path) {
        Path fileName = path.getFileName();
        if (fileName == null) {
            return Optional.empty();
        }
        String name = fileName.toString();
        String low = name.toLowerCase(Locale.ROOT);
        Compression compression =
                low.endsWith(".gz")
                        ? Compression.GZIP
                        : low.endsWith(".zst") ? Compression.ZSTD : Compression.NONE;
        int packed = compression == Compression.NONE ? 0 : compression == Compression.GZIP ? 3 : 4;
        String inner = name.substring(0, name.length() - packed);
        int dot = inner.lastIndexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String base = inner.substring(0, dot);
        return switch (inner.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "csv" ->
                    Optional.of(new DataFile(path, base, FileFormat.CSV, compression, false, ','));
            case "tsv" ->
                    Optional.of(new DataFile(path, base, FileFormat.CSV, compression, false, '\t'));
            case "json" ->
                    Optional.of(new DataFile(path, base, FileFormat.JSON, compression, false, ','));
            case "jsonl", "ndjson" ->
                    Optional.of(new DataFile(path, base, FileFormat.JSON, compression, true, ','));
            case "parquet" ->
                    compression == Compression.NONE
                            ? Optional.of(
                                    new DataFile(
                                            path,
                                            base,
                                            FileFormat.PARQUET,
                                            compression,
                                            false,
                                            ','))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Returns the file's name as messages show it.
    String shown() {
        return String.valueOf(path.getFileName());
    }
}

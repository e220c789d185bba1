package io.plumbline.engine.exec;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes one file and makes it visible by renaming it.
final class FolderOutput implements Output.Files {
    private final Path target;
    private final Path staging;
    private final Schema schema;
    private final Scan.FileFormat format;
    final List<WrittenFile> written = new ArrayList<>();
    private boolean committed;

    FolderOutput(Path target, Schema schema, Scan.FileFormat format) {
        this.target = target;
        this.schema = schema;
        this.format = format;
        try {
            this.staging = java.nio.file.Files.createTempDirectory(target.getParent(), "staging");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path staging() {
        return staging;
    }

    @Override
    public Scan.FileFormat format() {
        return format;
    }

    @Override
    public Map<String, String> copyOptions() {
        return format == Scan.FileFormat.PARQUET ? Map.of("COMPRESSION", "zstd") : Map.of();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void written(List<WrittenFile> files) {
        written.addAll(files);
    }

    @Override
    public String commit() {
        try {
            java.nio.file.Files.move(
                    written.getFirst().path(),
                    target,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            committed = true;
            return "v" + written.getFirst().rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean committed() {
        return committed;
    }

    @Override
    public void close() {
        LockedDatabase.delete(staging);
    }
}

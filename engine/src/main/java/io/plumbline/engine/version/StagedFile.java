package io.plumbline.engine.version;

import io.plumbline.engine.spi.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Types;

/// A Parquet file that waits for the commit, with what Iceberg records of it.
record StagedFile(Path path, DataFile data) {

    /// Describes a file that the engine wrote.
    static StagedFile of(
            TableFolder folder, List<Types.NestedField> columns, Output.WrittenFile file) {
        Path path = file.path();
        try {
            DataFile data =
                    DataFiles.builder(PartitionSpec.unpartitioned())
                            .withPath(folder.location(path))
                            .withFormat(FileFormat.PARQUET)
                            .withFileSizeInBytes(Files.size(path))
                            .withMetrics(new ColumnMetrics(folder.name(), columns).of(file))
                            .build();
            return new StagedFile(path, data);
        } catch (IOException e) {
            throw Failures.write(folder.name(), e);
        }
    }
}

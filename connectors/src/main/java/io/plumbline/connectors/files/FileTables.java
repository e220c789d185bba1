package io.plumbline.connectors.files;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source.TableDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every source of files does with one of them.
final class FileTables {
    private FileTables() {}

    static TableDescription describe(String name, DataFile file, CsvOptions options) {
        Inferred found = infer(file, options);
        return new TableDescription(name, found.schema(), found.rows(), List.of(), found.reasons());
    }

    /// Returns how to read files of one kind, which all have the columns of the first unless a
    /// schema is given.
    static Scan.Files scan(List<DataFile> files, CsvOptions options, @Nullable Schema schema) {
        DataFile first = files.getFirst();
        files.forEach(DataFileReader::check);
        Map<String, String> reading = new LinkedHashMap<>();
        Schema columns = schema;
        switch (first.format()) {
            case CSV -> {
                reading.putAll(options.scan(first));
                columns = schema != null ? schema : CsvInference.infer(first, options).schema();
            }
            case JSON -> {
                JsonInference.Found found = JsonInference.infer(first);
                reading.put("compression", first.compression().option());
                reading.put("layout", found.lines() ? "newline_delimited" : "array");
                columns = schema != null ? schema : found.inferred().schema();
            }
            case PARQUET -> {
                Schema inFile = ParquetFooter.read(first).schema();
                columns = schema != null ? schema : inFile;
            }
        }
        return new Scan.Files(
                files.stream().map(DataFile::path).toList(),
                first.format(),
                reading,
                java.util.Objects.requireNonNull(columns));
    }

    private static Inferred infer(DataFile file, CsvOptions options) {
        return switch (file.format()) {
            case CSV -> CsvInference.infer(file, options);
            case JSON -> JsonInference.infer(file).inferred();
            case PARQUET -> ParquetFooter.read(file);
        };
    }
}

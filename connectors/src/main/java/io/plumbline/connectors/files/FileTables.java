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
        if (first.format() == Scan.FileFormat.JSON && schema != null) {
            return jsonAsDeclared(files, schema);
        }
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
                columns = found.inferred().schema();
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

    /// A file of JSON lines without a byte is a table without rows, once its columns are known.
    private static Scan.Files jsonAsDeclared(List<DataFile> files, Schema schema) {
        List<DataFile> filled = files.stream().filter(f -> !DataFileReader.isEmpty(f)).toList();
        filled.forEach(DataFileReader::check);
        Map<String, String> reading = new LinkedHashMap<>();
        if (!filled.isEmpty()) {
            DataFile first = filled.getFirst();
            reading.put("compression", first.compression().option());
            boolean lines = JsonInference.holdsLines(first);
            reading.put("layout", lines ? "newline_delimited" : "array");
        }
        return new Scan.Files(
                filled.stream().map(DataFile::path).toList(),
                Scan.FileFormat.JSON,
                reading,
                schema);
    }

    private static Inferred infer(DataFile file, CsvOptions options) {
        return switch (file.format()) {
            case CSV -> CsvInference.infer(file, options);
            case JSON -> JsonInference.infer(file).inferred();
            case PARQUET -> ParquetFooter.read(file);
        };
    }
}

package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.spi.Scan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the query that reads files: with the columns and types given, strictly, nothing guessed.
///
/// Options of [Scan.Files]: for CSV `delimiter`, `quote`, `escape`, `null`, `header` (`true` when
/// absent), `compression` (`auto` when absent), `dateFormat`, `timestampFormat`; for JSON
/// `compression`, `dateFormat`, `timestampFormat`, `layout` (`auto`, `array`, `newline_delimited`);
/// for Parquet `schema`, a map from field ids in DuckDB's words, for tables whose columns are known
/// by id.
final class FileText {
    /// The longest line of a CSV file and the longest JSON value, in bytes.
    static final int LONGEST_LINE = 32_000_000;

    /// Stands in no line of text, and an empty one would mean NUL.
    private static final String NO_DELIMITER = "\u0001\u0002\u0003\u0004";

    private FileText() {}

    /// Returns the query over files of one layout.
    ///
    /// @param paths real paths
    /// @param inFile the columns that the CSV files hold, in their order; null when those are the
    ///   schema's
    static String select(Scan.Files scan, List<Path> paths, @Nullable List<String> inFile) {
        String files = DuckText.texts(paths.stream().map(Path::toString).toList());
        String reader =
                switch (scan.format()) {
                    case CSV -> csv(scan, files, inFile == null ? scan.schema().names() : inFile);
                    case JSON -> json(scan, files);
                    case PARQUET -> parquet(scan, files);
                };
        boolean cast = scan.format() == Scan.FileFormat.PARQUET;
        String columns =
                scan.schema().fields().stream()
                        .map(f -> column(f, cast))
                        .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + reader;
    }

    /// Returns the query for the first line of a CSV file, undivided, as column `line`.
    static String firstLine(Scan.Files scan, Path path) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("auto_detect", "false");
        options.put("header", "false");
        options.put("delim", DuckText.text(NO_DELIMITER));
        options.put("quote", "''");
        options.put("escape", "''");
        options.put("columns", "{'line': 'VARCHAR'}");
        lines(options);
        common(scan, options);
        return "SELECT line FROM read_csv("
                + call(DuckText.text(path.toString()), options)
                + " LIMIT 1";
    }

    private static String column(Field field, boolean cast) {
        String name = DuckText.name(field.name());
        return cast ? "CAST(" + name + " AS " + DuckText.type(field.type()) + ") AS " + name : name;
    }

    private static String csv(Scan.Files scan, String files, List<String> inFile) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("auto_detect", "false");
        options.put("header", scan.options().getOrDefault("header", "true"));
        options.put("delim", option(scan, "delimiter", ","));
        options.put("quote", option(scan, "quote", "\""));
        options.put("escape", option(scan, "escape", scan.options().getOrDefault("quote", "\"")));
        options.put("nullstr", option(scan, "null", ""));
        options.put("strict_mode", "true");
        lines(options);
        options.put("columns", columns(scan, inFile));
        formats(scan, options);
        common(scan, options);
        return "read_csv(" + call(files, options);
    }

    private static void lines(Map<String, String> options) {
        options.put("max_line_size", String.valueOf(LONGEST_LINE));
        // else each buffer takes sixteen such lines: half a gigabyte for every thread
        options.put("buffer_size", String.valueOf(LONGEST_LINE));
    }

    private static String json(Scan.Files scan, String files) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("columns", columns(scan, scan.schema().names()));
        options.put("format", option(scan, "layout", "auto"));
        options.put("maximum_object_size", String.valueOf(LONGEST_LINE));
        formats(scan, options);
        common(scan, options);
        return "read_json(" + call(files, options);
    }

    private static String parquet(Scan.Files scan, String files) {
        Map<String, String> options = new LinkedHashMap<>();
        String schema = scan.options().get("schema");
        if (schema != null) {
            options.put("schema", schema);
        }
        return "read_parquet(" + call(files, options);
    }

    private static void formats(Scan.Files scan, Map<String, String> options) {
        scan.options()
                .forEach((name, value) -> {
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case "dateformat" -> options.put("dateformat", DuckText.text(value));
                        case "timestampformat" ->
                                options.put("timestampformat", DuckText.text(value));
                        default -> {}
                    }
                });
    }

    private static void common(Scan.Files scan, Map<String, String> options) {
        options.put("compression", option(scan, "compression", "auto"));
    }

    private static String columns(Scan.Files scan, List<String> inFile) {
        List<String> out = new ArrayList<>();
        for (String name : inFile) {
            DataType type = scan.schema().field(name).map(Field::type).orElse(DataType.VARCHAR);
            out.add(DuckText.text(name) + ": " + DuckText.text(DuckText.type(type)));
        }
        return "{" + String.join(", ", out) + "}";
    }

    private static String option(Scan.Files scan, String name, String otherwise) {
        return DuckText.text(scan.options().getOrDefault(name, otherwise));
    }

    private static String call(String files, Map<String, String> options) {
        return files
                + options.entrySet().stream()
                        .map(e -> ", " + e.getKey() + " = " + e.getValue())
                        .collect(Collectors.joining())
                + ")";
    }
}

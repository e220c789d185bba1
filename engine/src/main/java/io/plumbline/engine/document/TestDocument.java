package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.TestCase;
import io.plumbline.engine.model.TestCell;
import io.plumbline.engine.model.TestRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `tests/*.yaml`.
final class TestDocument {
    private final Path root;
    private final FileProblems problems;
    private final List<Problem> ofRows;

    private TestDocument(Path root, FileProblems problems, List<Problem> ofRows) {
        this.root = root;
        this.problems = problems;
        this.ofRows = ofRows;
    }

    /// Returns the test as far as it can be understood; what cannot is left out and told.
    ///
    /// @param root the workspace's folder
    /// @param ofRows takes the problems of CSV files
    static TestCase read(
            String name,
            Path root,
            Element.Mapping file,
            FileProblems problems,
            List<Problem> ofRows) {
        TestDocument reading = new TestDocument(root, problems, ofRows);
        String told = file.text("name");
        if (told != null && !told.equals(name)) {
            problems.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid name: '%s' (must be the file's name '%s')".formatted(told, name),
                    file.spotOf("name"),
                    "Rename the file, or leave the key out");
        }
        Element.Entry error = file.entries().get("error");
        return new TestCase(
                name,
                file.text("description"),
                reading.cell(file, "pipeline"),
                reading.cells(file.mapping("params")),
                reading.tables(file.mapping("given")),
                reading.tables(file.mapping("expect")),
                reading.cells(file.mapping("checks")),
                error == null ? null : reading.cell(file, "error"),
                problems.place(file.spot()));
    }

    private TestCell cell(Element.Mapping holder, String key) {
        Element value = holder.value(key);
        return new TestCell(
                holder.text(key),
                problems.place(value == null ? holder.spotOf(key) : value.spot()));
    }

    private Map<String, TestCell> cells(Element.Mapping holder) {
        Map<String, TestCell> out = new LinkedHashMap<>();
        holder.entries().keySet().forEach(k -> out.put(k, cell(holder, k)));
        return out;
    }

    private Map<String, TestRows> tables(Element.Mapping holder) {
        Map<String, TestRows> out = new LinkedHashMap<>();
        holder.entries().forEach((name, entry) -> out.put(name, table(entry)));
        return out;
    }

    private TestRows table(Element.Entry entry) {
        Element.Mapping nothing = new Element.Mapping(Map.of(), entry.key());
        return switch (entry.value()) {
            case Element.Sequence rows -> table(entry, nothing, rows, null);
            case Element.Scalar file ->
                    table(entry, nothing, null, Element.isEmpty(file) ? null : file);
            case Element.Mapping told -> {
                Element rows = told.value("rows");
                Element file = told.value("file");
                if (rows != null && file != null) {
                    problems.error(
                            ErrorCode.DOCUMENT_INVALID,
                            "Invalid rows: both 'rows' and 'file'",
                            told.spotOf("file"),
                            "Keep one of them");
                }
                yield table(
                        entry,
                        told,
                        rows instanceof Element.Sequence s ? s : null,
                        file instanceof Element.Scalar f ? f : null);
            }
        };
    }

    private TestRows table(
            Element.Entry entry,
            Element.Mapping told,
            Element.@Nullable Sequence rows,
            Element.@Nullable Scalar file) {
        List<Map<String, TestCell>> cells = new ArrayList<>();
        List<String> headed = List.of();
        if (rows != null) {
            for (Element row : rows.items()) {
                cells.add(row instanceof Element.Mapping m ? cells(m) : Map.of());
            }
        } else if (file != null) {
            CsvCells.Read read = file(file);
            cells.addAll(read.rows());
            headed = read.names();
        }
        BigDecimal tolerance =
                told.value("tolerance") instanceof Element.Scalar s ? Values.number(s) : null;
        return new TestRows(
                cells(told.mapping("columns")),
                cells,
                headed,
                "true".equals(told.text("ordered")),
                tolerance,
                problems.place(entry.key()));
    }

    private CsvCells.Read file(Element.Scalar named) {
        CsvCells.Read nothing = new CsvCells.Read(List.of(), List.of());
        String name = named.text();
        if (!CsvCells.isName(name)) {
            problems.error(
                    ErrorCode.TEST_INVALID,
                    "Invalid file: '%s' (must be the name of a CSV file beside the test)"
                            .formatted(YamlReader.shown(name)),
                    named.spot(),
                    "Put the file into the folder tests and name it here, such as orders.csv");
            return nothing;
        }
        FileProblems found = new FileProblems(Format.TEST.folder() + "/" + name);
        Path path = root.resolve(Format.TEST.folder()).resolve(name);
        if (!DesignFile.exists(path)) {
            problems.error(
                    ErrorCode.FILE_MISSING,
                    "Cannot read file '" + found.file() + "': it does not exist",
                    named.spot(),
                    null);
            return nothing;
        }
        try {
            return CsvCells.read(DesignFile.read(root.toRealPath(), path, found.file()), found);
        } catch (PlumblineException e) {
            e.problems().forEach(found::add);
        } catch (IOException _) {
            found.error(ErrorCode.FILE_UNREADABLE, "Cannot read file", new Spot(0, 0), null);
        } finally {
            ofRows.addAll(found.sorted());
        }
        return nothing;
    }
}

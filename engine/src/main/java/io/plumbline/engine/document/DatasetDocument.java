package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and writes `datasets/*.yaml`: data contracts of the Open Data Contract Standard, version
/// 3. The first table of a contract is the dataset.
public final class DatasetDocument {
    private final Set<Element> texts;
    private final FileProblems problems;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<String, String> classes = new LinkedHashMap<>();
    private final List<Value.Entries> checks = new ArrayList<>();

    private DatasetDocument(Set<Element> texts, FileProblems problems) {
        this.texts = texts;
        this.problems = problems;
    }

    /// Returns the dataset as far as it can be understood.
    ///
    /// @param texts the scalars that are texts as written though they look like numbers
    static Dataset read(
            String name, Element.Mapping root, Set<Element> texts, FileProblems problems) {
        DatasetDocument reading = new DatasetDocument(texts, problems);
        List<Element.Mapping> tables = root.mappings("schema");
        Optional<Element.Mapping> table = tables.stream().findFirst();
        table.ifPresent(reading::table);
        if (tables.size() > 1) {
            problems.warning(
                    ErrorCode.DATASET_INVALID,
                    "Ignored tables of the contract: all but the first",
                    tables.get(1).spot(),
                    "Write one contract for each table");
        }
        Value.Entries contract = Values.ofContract(root, texts);
        return new Dataset(
                name,
                description(root),
                root.mappings("servers").stream()
                        .findFirst()
                        .map(s -> s.text("server"))
                        .orElse(null),
                table.map(DatasetDocument::physicalName).orElse(name),
                new Schema(reading.fields),
                reading.keys.entrySet().stream()
                        .sorted(Comparator.comparingInt(Map.Entry::getValue))
                        .map(Map.Entry::getKey)
                        .toList(),
                reading.classes,
                DatasetOwner.of(Values.tree(contract)).orElse(null),
                reading.checks,
                contract);
    }

    private static @Nullable String description(Element.Mapping root) {
        String text = root.text("description");
        return text == null ? root.mapping("description").text("purpose") : text;
    }

    private static String physicalName(Element.Mapping object) {
        String physical = object.text("physicalName");
        String logical = object.text("name");
        return physical == null ? String.valueOf(logical) : physical;
    }

    private void table(Element.Mapping table) {
        table.mappings("quality").forEach(q -> checks.add(Values.ofContract(q, texts)));
        table.mappings("properties").forEach(this::column);
    }

    private void column(Element.Mapping column) {
        if (column.text("physicalName") == null && column.text("name") == null) {
            return; // told by the JSON Schema
        }
        String name = physicalName(column);
        if (fields.stream().anyMatch(f -> f.name().equalsIgnoreCase(name))) {
            problems.error(
                    ErrorCode.COLUMN_DUPLICATE,
                    "Invalid column: '" + name + "' is given twice",
                    column.spotOf("name"),
                    "Rename one of them, or remove it");
            return;
        }
        boolean key = "true".equals(column.text("primaryKey"));
        boolean required = "true".equals(column.text("required"));
        fields.add(new Field(name, type(name, column), !required && !key));
        if (key) {
            keys.put(name, position(column));
        }
        dataClass(column).ifPresent(c -> classes.put(name, c));
        for (Element.Mapping check : column.mappings("quality")) {
            Map<String, Value> entries =
                    new LinkedHashMap<>(Values.ofContract(check, texts).entries());
            entries.put("column", Value.text(name));
            checks.add(new Value.Entries(entries));
        }
    }

    private DataType type(String name, Element.Mapping column) {
        String physical = column.text("physicalType");
        String logical = column.text("logicalType");
        Optional<DataType> type =
                OdcsTypes.of(physical, logical, column.mapping("logicalTypeOptions")::text);
        if (type.isEmpty()) {
            problems.warning(
                    ErrorCode.DATASET_INVALID,
                    "Unknown type of column '" + name + "': it is read as VARCHAR",
                    physical == null ? column.spotOf("logicalType") : column.spotOf("physicalType"),
                    "Give a physicalType such as VARCHAR(20), DECIMAL(12,2) or TIMESTAMP");
        }
        return type.orElse(DataType.VARCHAR);
    }

    private static int position(Element.Mapping column) {
        String told = column.text("primaryKeyPosition");
        return told != null && told.matches("[0-9]{1,6}")
                ? Integer.parseInt(told)
                : Integer.MAX_VALUE;
    }

    private static Optional<String> dataClass(Element.Mapping column) {
        Optional<String> told = custom(column, "dataClass");
        String classification = column.text("classification");
        return told.isPresent() || classification == null
                ? told
                : Optional.of(classification).filter(DatasetDocument::isDataClass);
    }

    private static Optional<String> custom(Element.Mapping holder, String property) {
        return holder.mappings("customProperties").stream()
                .filter(p -> property.equals(p.text("property")))
                .findFirst()
                .flatMap(p -> Optional.ofNullable(p.text("value")));
    }

    /// Returns whether a classification names a data class, rather than a level of protection.
    static boolean isDataClass(String classification) {
        return classification.matches("(user|system)(\\..+)?");
    }

    /// Returns the contract's text in canonical order, with what the contract says beyond the
    /// dataset, and with the comments of the text that it takes the place of. A dataset without
    /// contract, such as a discovered table, gets a new one.
    ///
    /// @param existing the file as it is, null for a new one
    public static String write(Dataset dataset, @Nullable String existing) {
        return Documents.write(DatasetTree.of(dataset), existing, Format.DATASET.folder());
    }
}

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
import org.jspecify.annotations.Nullable;

/// Reads and writes `datasets/*.yaml`: data contracts of the Open Data Contract Standard, version
/// 3. The first table of a contract is the dataset.
public final class DatasetDocument {
    private final FileProblems problems;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<String, String> classes = new LinkedHashMap<>();
    private final List<Value.Entries> checks = new ArrayList<>();

    private DatasetDocument(FileProblems problems) {
        this.problems = problems;
    }

    /// Returns the dataset as far as it can be understood.
    static Dataset read(String name, Element.Mapping root, FileProblems problems) {
        DatasetDocument reading = new DatasetDocument(problems);
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
                owner(root),
                reading.checks,
                Values.entries(root));
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
        table.mappings("quality").forEach(q -> checks.add(Values.entries(q)));
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
            Map<String, Value> entries = new LinkedHashMap<>(Values.entries(check).entries());
            entries.put("column", Value.text(name));
            checks.add(new Value.Entries(entries));
        }
    }

    private DataType type(String name, Element.Mapping column) {
        String physical = column.text("physicalType");
        String logical = column.text("logicalType");
        Optional<DataType> type =
                OdcsTypes.of(physical, logical, column.mapping("logicalTypeOptions"));
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
                : Optional.of(classification).filter(c -> c.matches("(user|system)(\\..+)?"));
    }

    private static Optional<String> custom(Element.Mapping holder, String property) {
        return holder.mappings("customProperties").stream()
                .filter(p -> property.equals(p.text("property")))
                .findFirst()
                .flatMap(p -> Optional.ofNullable(p.text("value")));
    }

    private static @Nullable String owner(Element.Mapping root) {
        Optional<String> told = custom(root, "owner");
        if (told.isPresent()) {
            return told.orElseThrow();
        }
        Element.Mapping team = root.mapping("team");
        if (team.text("name") != null) {
            return team.text("name");
        }
        List<Element.Mapping> members = new ArrayList<>(root.mappings("team"));
        members.addAll(team.mappings("members"));
        return members.stream()
                .filter(m -> "owner".equalsIgnoreCase(m.text("role")))
                .findFirst()
                .map(m -> m.text("username"))
                .orElse(null);
    }
}

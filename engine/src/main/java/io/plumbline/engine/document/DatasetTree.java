package io.plumbline.engine.document;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the tree of a data contract: what the contract says already, brought up to the dataset.
final class DatasetTree {
    private static final List<String> ORDER =
            List.of(
                    "apiVersion",
                    "kind",
                    "id",
                    "name",
                    "version",
                    "status",
                    "tenant",
                    "domain",
                    "dataProduct",
                    "description",
                    "tags",
                    "servers",
                    "schema",
                    "team",
                    "roles",
                    "slaDefaultElement",
                    "slaProperties",
                    "support",
                    "price",
                    "authoritativeDefinitions",
                    "customProperties");

    private static final List<String> COLUMN_ORDER =
            List.of(
                    "id",
                    "name",
                    "physicalName",
                    "businessName",
                    "logicalType",
                    "logicalTypeOptions",
                    "physicalType",
                    "description",
                    "primaryKey",
                    "primaryKeyPosition",
                    "required",
                    "unique",
                    "classification");

    private final Dataset dataset;

    private DatasetTree(Dataset dataset) {
        this.dataset = dataset;
    }

    static Map<String, Object> of(Dataset dataset) {
        return new DatasetTree(dataset).contract();
    }

    private Map<String, Object> contract() {
        Map<String, Object> tree = Values.tree(dataset.contract());
        tree.putIfAbsent("apiVersion", "v3.1.0");
        tree.putIfAbsent("kind", "DataContract");
        tree.putIfAbsent("id", dataset.name());
        tree.putIfAbsent("version", "1.0.0");
        tree.putIfAbsent("status", "active");
        description(tree);
        servers(tree);
        tables(tree);
        Optional<String> owner = Optional.ofNullable(dataset.owner());
        if (!owner.equals(DatasetOwner.of(tree))) {
            custom(tree, "owner", owner);
        }
        return ordered(tree, ORDER);
    }

    private void description(Map<String, Object> tree) {
        Map<String, Object> texts = Trees.mapping(tree.get("description"));
        if (dataset.description() != null) {
            texts.put("purpose", dataset.description());
        } else {
            texts.remove("purpose");
        }
        putUnlessEmpty(tree, "description", texts);
    }

    private void servers(Map<String, Object> tree) {
        List<Object> servers = Trees.list(tree.get("servers"));
        if (dataset.connection() == null) {
            tree.remove("servers");
            return;
        }
        Map<String, Object> first = Trees.mapping(servers.isEmpty() ? null : servers.removeFirst());
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("server", dataset.connection());
        server.put("type", "custom");
        first.remove("server");
        server.putAll(first);
        servers.addFirst(server);
        tree.put("servers", servers);
    }

    private void tables(Map<String, Object> tree) {
        List<Object> tables = Trees.list(tree.get("schema"));
        Map<String, Object> first = Trees.mapping(tables.isEmpty() ? null : tables.removeFirst());
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("name", first.getOrDefault("name", dataset.name()));
        if (first.containsKey("physicalName") || !dataset.table().equals(table.get("name"))) {
            table.put("physicalName", dataset.table());
        }
        List<Object> told = Trees.list(first.remove("properties"));
        first.forEach(table::putIfAbsent);
        List<Object> checks = new ArrayList<>();
        dataset.checks().stream()
                .filter(c -> column(c).isEmpty())
                .forEach(c -> checks.add(Values.tree(c)));
        putUnlessEmpty(table, "quality", checks);
        List<Object> columns = new ArrayList<>();
        dataset.schema().fields().forEach(f -> columns.add(column(f, known(told, f.name()))));
        putUnlessEmpty(table, "properties", columns);
        tables.addFirst(table);
        tree.put("schema", tables);
    }

    /// Returns the column that a check belongs to, empty for one of the table.
    private Optional<Field> column(Value.Entries check) {
        return check.text("column").flatMap(dataset.schema()::field);
    }

    private static Map<String, Object> known(List<Object> columns, String name) {
        return columns.stream()
                .map(Trees::mapping)
                .filter(c ->
                        name.equalsIgnoreCase(
                                String.valueOf(c.getOrDefault("physicalName", c.get("name")))))
                .findFirst()
                .orElseGet(LinkedHashMap::new);
    }

    private Map<String, Object> column(Field field, Map<String, Object> tree) {
        tree.putIfAbsent("name", field.name());
        if (!typeOf(tree).equals(Optional.of(field.type()))) {
            boolean unknown = field.type().equals(DataType.VARCHAR) && typeOf(tree).isEmpty();
            if (!unknown || !tree.containsKey("logicalType") && !tree.containsKey("physicalType")) {
                tree.put("logicalType", OdcsTypes.logicalOf(field.type()));
                tree.put("physicalType", field.type().toString());
                tree.remove("logicalTypeOptions");
            }
        }
        int key = dataset.keys().indexOf(field.name());
        if (key >= 0) {
            tree.put("primaryKey", true);
            tree.put("primaryKeyPosition", key + 1);
        } else {
            tree.remove("primaryKey");
            tree.remove("primaryKeyPosition");
        }
        boolean required = !field.nullable();
        boolean told = Boolean.TRUE.equals(tree.get("required"));
        if (required && !told && key < 0) {
            tree.put("required", true);
        } else if (!required) {
            tree.remove("required");
        }
        dataClass(tree, Optional.ofNullable(dataset.classes().get(field.name())));
        quality(tree, field);
        return ordered(tree, COLUMN_ORDER);
    }

    private static Optional<DataType> typeOf(Map<String, Object> tree) {
        return OdcsTypes.of(
                Trees.text(tree.get("physicalType")),
                Trees.text(tree.get("logicalType")),
                Trees.texts(tree.get("logicalTypeOptions")));
    }

    private void quality(Map<String, Object> tree, Field field) {
        List<Object> checks = new ArrayList<>();
        for (Value.Entries check : dataset.checks()) {
            if (column(check).equals(Optional.of(field))) {
                Map<String, Object> told = Values.tree(check);
                told.remove("column");
                checks.add(told);
            }
        }
        putUnlessEmpty(tree, "quality", checks);
    }

    private static void dataClass(Map<String, Object> tree, Optional<String> wanted) {
        Optional<String> classification =
                Optional.ofNullable(Trees.text(tree.get("classification")))
                        .filter(DatasetDocument::isDataClass);
        Optional<String> told = Trees.property(tree, "dataClass").or(() -> classification);
        if (told.equals(wanted)) {
            return;
        }
        if (classification.isPresent()) {
            tree.remove("classification");
        }
        custom(tree, "dataClass", wanted);
    }

    private static void custom(Map<String, Object> tree, String property, Optional<String> value) {
        List<Object> properties = Trees.list(tree.get("customProperties"));
        properties.removeIf(p -> property.equals(Trees.mapping(p).get("property")));
        value.ifPresent(v -> {
            Map<String, Object> made = new LinkedHashMap<>();
            made.put("property", property);
            made.put("value", v);
            properties.add(made);
        });
        putUnlessEmpty(tree, "customProperties", properties);
    }

    private static void putUnlessEmpty(Map<String, Object> tree, String key, Object value) {
        if (value instanceof Map<?, ?> m && m.isEmpty()
                || value instanceof List<?> l && l.isEmpty()) {
            tree.remove(key);
        } else {
            tree.put(key, value);
        }
    }

    private static Map<String, Object> ordered(Map<String, Object> tree, List<String> order) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String key : order) {
            Object value = tree.get(key);
            if (value != null) {
                ordered.put(key, value);
            }
        }
        tree.forEach(ordered::putIfAbsent);
        return ordered;
    }
}

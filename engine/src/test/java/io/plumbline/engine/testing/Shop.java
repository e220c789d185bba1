package io.plumbline.engine.testing;

import io.plumbline.engine.document.ReadWorkspace;
import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.step.DatasetSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A small shop: datasets to compile pipelines against, and pipelines read from YAML.
public final class Shop implements DatasetSchemas {
    private final Map<String, Schema> readable = new LinkedHashMap<>();
    private final Map<String, Schema> contracts = new LinkedHashMap<>();

    /// Knows `customers`, `orders`, `returns` (columns of orders in another order), `report` (a
    /// contract).
    public Shop() {
        put("customers", "id BIGINT!", "name VARCHAR(100)", "email VARCHAR", "country VARCHAR(2)");
        put(
                "orders",
                "id BIGINT!",
                "customer_id BIGINT",
                "amount DECIMAL(12,2)",
                "tax DECIMAL(12,2)",
                "status VARCHAR(20)",
                "placed_at TIMESTAMP");
        put("returns", "id BIGINT!", "amount DECIMAL(12,2)", "customer_id BIGINT");
        contract("report", "country VARCHAR(2)", "total DECIMAL(38,2)");
    }

    /// Adds or replaces a dataset to read; each column as `name TYPE`, with `!` when never null.
    public Shop put(String dataset, String... columns) {
        readable.put(dataset, schema(columns));
        return this;
    }

    /// Adds or replaces a contract.
    public Shop contract(String dataset, String... columns) {
        contracts.put(dataset, schema(columns));
        return put(dataset, columns);
    }

    private static Schema schema(String... columns) {
        return new Schema(
                java.util.Arrays.stream(columns)
                        .map(c -> {
                            String[] parts = c.split(" ", 2);
                            boolean required = parts[1].endsWith("!");
                            String type = parts[1].replace("!", "");
                            return new Field(
                                    parts[0], DataType.parse(type).orElseThrow(), !required);
                        })
                        .toList());
    }

    @Override
    public Optional<Schema> readable(String dataset) {
        return Optional.ofNullable(readable.get(dataset));
    }

    @Override
    public Optional<Schema> contract(String dataset) {
        return Optional.ofNullable(contracts.get(dataset));
    }

    @Override
    public Collection<String> names() {
        return readable.keySet();
    }

    /// Returns a pipeline that others run as a step: `large` keeps rows of an amount, `parts` has
    /// two inputs and two outputs.
    public static Optional<Pipeline> called(String name) {
        String yaml =
                switch (name) {
                    case "large" ->
                            """
                            parameters:
                              least: {type: 'DECIMAL(12,2)', default: '10'}
                            steps:
                              - {id: rows, type: input, columns: {id: BIGINT, amount: 'DECIMAL(12,2)'}}
                              - {id: kept, type: filter, input: rows, condition: amount >= :least}
                              - {id: large, type: output, input: kept}
                            """;
                    case "parts" ->
                            """
                            steps:
                              - {id: left, type: input, columns: {id: BIGINT}}
                              - {id: right, type: input, columns: {amount: DOUBLE}}
                              - {id: one, type: output, input: left}
                              - {id: two, type: output, input: right}
                            """;
                    default -> "";
                };
        if (yaml.isEmpty()) {
            return Optional.empty();
        }
        Pipeline p = pipeline(yaml);
        return Optional.of(
                new Pipeline(name, null, p.parameters(), p.steps(), p.wires(), p.layout()));
    }

    /// Reads a pipeline named `p` as a file of a workspace holds it; the version is put before it.
    public static Pipeline pipeline(String yaml) {
        try {
            Path root = Files.createTempDirectory("shop");
            Path file = root.resolve("pipelines/p.yaml");
            Path workspace = root.resolve("workspace.yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(workspace, "version: 1\nname: shop\n");
            Files.writeString(file, "version: 1\n" + yaml);
            try {
                ReadWorkspace read = WorkspaceFiles.read(root);
                if (!read.isGood()) {
                    throw new IllegalArgumentException(read.problems().toString());
                }
                return read.workspace().pipelines().get("p");
            } finally {
                Files.delete(file);
                Files.delete(file.getParent());
                Files.delete(workspace);
                Files.delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaAcceptanceTest {
    private static final int CHANGED = 1_500;
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: orders
            name: orders
            version: 1.0.0
            status: active
            tenant: shop
            tags: [a, b]
            description: {purpose: P, limitations: L, usage: U}
            servers:
              - {server: shop, type: custom, description: D}
              - {server: pg, type: postgres, host: h, port: 5432, database: d, schema: s}
              - {server: lake, type: s3, location: 's3://b/p', format: parquet}
            schema:
              - name: orders
                physicalName: orders.csv
                logicalType: object
                tags: [t]
                properties:
                  - name: id
                    logicalType: integer
                    physicalType: INTEGER
                    primaryKey: true
                    primaryKeyPosition: 1
                    required: true
                    logicalTypeOptions: {minimum: 1, maximum: 9}
                  - name: customer
                    logicalType: string
                    classification: confidential
                    logicalTypeOptions: {minLength: 1, maxLength: 9, pattern: '^[a-z]+$'}
                    quality:
                      - {type: library, metric: nullValues, mustBe: 0, unit: rows}
                      - {type: sql, query: SELECT 1, mustBeBetween: [1, 2]}
                      - {type: text, description: D}
                  - name: day
                    logicalType: date
                    logicalTypeOptions: {format: yyyy-MM-dd}
                  - name: parts
                    logicalType: array
                    items: {logicalType: string}
                quality:
                  - {type: custom, engine: soda, implementation: I}
            slaProperties:
              - {property: latency, value: 4, unit: d, element: orders.day}
            team:
              name: T
              members: [{username: anna, role: owner}]
            roles: [{role: reader, access: read}]
            support: [{channel: C, url: 'https://x', tool: email}]
            price: {priceAmount: 1.5, priceCurrency: EUR, priceUnit: GB}
            customProperties: [{property: p, value: v}]
            authoritativeDefinitions: [{url: 'https://x', type: t}]
            """;

    private static final String PIPELINE =
            """
            version: 1
            name: revenue
            parameters: {since: {type: DATE, default: '2024-01-01'}}
            steps:
              - {id: orders, type: read, dataset: orders}
              - {id: both, type: join, inputs: {left: orders, right: orders}, 'on': [id]}
              - {id: all, type: union, inputs: [orders, both], note: N}
            layout: {orders: {x: 1.5, y: 2}}
            """;

    private static final String CONNECTION =
            """
            version: 1
            kind: files
            path: ../data
            region: eu
            """;

    private static final String WORKSPACE =
            """
            version: 1
            name: shop
            regions: [eu, us]
            teams: {crm: {description: D, members: [anna, bob]}}
            roles: {steward: [anna], owner: bob}
            packs: [gdpr]
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "odcs-v3.2.0.schema.json",
                "pipeline.schema.json",
                "connection.schema.json",
                "workspace.schema.json"
            })
    void acceptsNothingThatTheLibraryRefuses(String schema) {
        SchemaCheck check = new SchemaCheck(schema);
        JsonNode good = tree(textFor(schema));
        assertThat(check.explain(good)).isEmpty();
        assertThat(check.accepts(good)).isTrue();
        Random random = new Random(20261122);
        int accepted = 0;
        int fitting = 0;
        for (int i = 0; i < CHANGED; i++) {
            JsonNode changed = good.deepCopy();
            for (int k = random.nextInt(3); k >= 0; k--) {
                change(changed, random);
            }
            boolean fits = check.explain(changed).isEmpty();
            boolean taken = check.accepts(changed);
            assertThat(taken && !fits).as("change %d: %s", i, changed).isFalse();
            accepted += taken ? 1 : 0;
            fitting += fits ? 1 : 0;
        }
        assertThat(fitting).isBetween(CHANGED / 50, CHANGED - CHANGED / 50);
        assertThat(accepted).isGreaterThan(fitting * 9 / 10);
    }

    @Test
    void isUnsureAboutKeywordsThatItDoesNotKnow() {
        JsonNode schema =
                JacksonTree.ofJson(Json.read("{\"type\": \"object\", \"maxProperties\": 9}"));
        assertThat(new SchemaAcceptance(schema).accepts(MAKE.objectNode())).isFalse();
        JsonNode negated = JacksonTree.ofJson(Json.read("{\"not\": {\"maxProperties\": 0}}"));
        assertThat(new SchemaAcceptance(negated).accepts(MAKE.objectNode())).isFalse();
    }

    @Test
    void isUnsureAboutReferencesOutOfTheSchema() {
        JsonNode schema = JacksonTree.ofJson(Json.read("{\"$ref\": \"https://example.org/x\"}"));
        assertThat(new SchemaAcceptance(schema).accepts(MAKE.objectNode())).isFalse();
    }

    private static String textFor(String schema) {
        return switch (schema.charAt(0)) {
            case 'o' -> CONTRACT;
            case 'p' -> PIPELINE;
            case 'c' -> CONNECTION;
            default -> WORKSPACE;
        };
    }

    private static JsonNode tree(String yaml) {
        return new JacksonTree(Collections.newSetFromMap(new IdentityHashMap<>()))
                .of(YamlReader.read(yaml, "file"));
    }

    /// Takes away, renames or replaces one part.
    private static void change(JsonNode tree, Random random) {
        List<JsonNode> holders = new ArrayList<>();
        collect(tree, holders);
        JsonNode holder = holders.get(random.nextInt(holders.size()));
        if (holder instanceof ArrayNode list) {
            int at = random.nextInt(list.size());
            switch (random.nextInt(3)) {
                case 0 -> list.remove(at);
                case 1 -> list.add(list.get(at).deepCopy());
                default -> list.set(at, value(random));
            }
        } else if (holder instanceof ObjectNode map) {
            List<String> keys = new ArrayList<>();
            map.fieldNames().forEachRemaining(keys::add);
            String key = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(4)) {
                case 0 -> map.remove(key);
                case 1 -> map.set(key + "x", map.get(key).deepCopy());
                case 2 -> map.set(NAMES.get(random.nextInt(NAMES.size())), value(random));
                default -> map.set(key, value(random));
            }
        }
    }

    private static final List<String> NAMES =
            List.of("type", "name", "logicalType", "unit", "items", "id", "mustBe", "x-y", "note");

    private static JsonNode value(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> MAKE.numberNode(random.nextInt(4) - 1);
            case 1 -> MAKE.numberNode(new java.math.BigDecimal("2.5"));
            case 2 -> MAKE.booleanNode(random.nextBoolean());
            case 3 -> MAKE.arrayNode();
            case 4 -> MAKE.objectNode();
            case 5 -> MAKE.textNode("");
            case 6 -> MAKE.textNode(List.of("string", "map", "timestamp").get(random.nextInt(3)));
            case 7 -> MAKE.textNode(List.of("s3", "api", "sql", "library").get(random.nextInt(4)));
            case 8 -> MAKE.nullNode();
            default -> MAKE.textNode("some text");
        };
    }

    private static void collect(JsonNode tree, List<JsonNode> holders) {
        if (tree.isContainerNode() && !tree.isEmpty()) {
            holders.add(tree);
            tree.forEach(child -> collect(child, holders));
        }
    }
}

package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Models survive writing and reading; texts survive reading and writing. Every case is made from
/// the seed that a failure names.
class RoundTripTest {
    private static final int CASES = 200;

    @Test
    void pipelinesSurvive() {
        for (int seed = 0; seed < CASES; seed++) {
            Pipeline pipeline = pipeline(new Random(seed));
            String text = PipelineDocument.write(pipeline, null);
            Pipeline back = readPipeline(text);
            assertThat(back).as("seed %d:%n%s", seed, text).isEqualTo(pipeline);
            assertThat(PipelineDocument.write(back, text)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void commentsSurvive() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            String text = withComments(PipelineDocument.write(pipeline(random), null), random);
            String once = PipelineDocument.write(readPipeline(text), text);
            assertThat(readPipeline(once))
                    .as("seed %d:%n%s", seed, text)
                    .isEqualTo(readPipeline(text));
            assertThat(PipelineDocument.write(readPipeline(once), once))
                    .as("seed %d", seed)
                    .isEqualTo(once);
            assertThat(marks(once)).as("seed %d:%n%s%n%s", seed, text, once).isEqualTo(marks(text));
        }
    }

    @Test
    void connectionsSurvive() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Map<String, String> settings = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                settings.put("setting" + i, text(random));
            }
            Connection connection =
                    new Connection(
                            "c",
                            "files",
                            maybe(random),
                            maybe(random),
                            maybe(random),
                            maybe(random),
                            settings);
            String text = ConnectionDocument.write(connection, null);
            Element.Mapping root = (Element.Mapping) YamlReader.read(text, "c");
            assertThat(ConnectionDocument.read("c", root))
                    .as("seed %d:%n%s", seed, text)
                    .contains(connection);
        }
    }

    @Test
    void datasetsSurvive() {
        for (int seed = 0; seed < CASES; seed++) {
            Dataset dataset = dataset(new Random(seed));
            String text = DatasetDocument.write(dataset, null);
            Dataset back = readDataset(text);
            assertThat(withoutContract(back)).as("seed %d:%n%s", seed, text).isEqualTo(dataset);
            String again = DatasetDocument.write(back, text);
            assertThat(again).as("seed %d", seed).isEqualTo(text);
            assertThat(readDataset(again)).as("seed %d", seed).isEqualTo(back);
        }
    }

    @Test
    void aContractKeepsTextsThatLookLikeSomethingElse() {
        List<String> texts =
                List.of("no", "012", "1e3", "2024-01-01", "true", "0x1F", "1_000", "~x");
        StringBuilder contract =
                new StringBuilder(
                        "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.10\n"
                                + "status: active\nschema:\n  - name: t\n    properties:\n");
        texts.forEach(t -> contract.append("      - name: ").append(t).append("\n"));

        Dataset dataset = readDataset(contract.toString());

        assertThat(dataset.schema().names()).isEqualTo(texts);
        assertThat(readDataset(DatasetDocument.write(dataset, null)).schema().names())
                .isEqualTo(texts);
    }

    @Test
    void aContractKeepsWhatTheDatasetDoesNotKnow() {
        String text =
                """
                apiVersion: v3.0.2
                kind: DataContract
                id: 53581432-6c55-4ba2-a65f-72344a91553a
                name: Orders
                version: 1.10
                status: active
                domain: seller
                description:
                  purpose: Orders of the shop
                  limitations: none
                servers:
                  - server: crm
                    type: custom
                    environment: prod
                schema:
                  - name: orders
                    physicalName: sales.orders
                    quality:
                      - type: sql
                        query: SELECT COUNT(*) FROM orders
                        mustBeGreaterThan: 0
                    properties:
                      # the number on the bill
                      - name: id
                        businessName: Order number
                        logicalType: integer
                        physicalType: int8
                        primaryKey: true
                        primaryKeyPosition: 1
                        quality:
                          - metric: duplicateValues
                            mustBe: 0
                team:
                  - username: ann
                    role: Owner
                slaProperties:
                  - property: retention
                    value: 3
                    unit: y
                customProperties:
                  - property: residency
                    value: eu
                """;
        Dataset dataset = readDataset(text);
        assertThat(dataset.owner()).isEqualTo("ann");
        assertThat(dataset.property("residency")).contains("eu");
        assertThat(dataset.serviceLevels().getFirst().text("value")).contains("3");
        assertThat(dataset.checks()).hasSize(2);
        assertThat(dataset.checks().get(1).text("column")).contains("id");
        assertThat(dataset.contract().text("version")).contains("1.10");
        assertThat(DatasetDocument.write(dataset, text))
                .isEqualTo(text.replace("1.10", "\"1.10\""));
    }

    private static Pipeline readPipeline(String text) {
        FileProblems problems = new FileProblems("pipelines/p.yaml");
        Element.Mapping root = (Element.Mapping) YamlReader.read(text, problems.file());
        Format.PIPELINE.check(root, problems);
        Pipeline pipeline = PipelineDocument.read("p", root, problems);
        assertThat(problems.sorted()).as(text).isEmpty();
        return pipeline;
    }

    private static Dataset readDataset(String text) {
        FileProblems problems = new FileProblems("datasets/d.yaml");
        Element.Mapping root = (Element.Mapping) YamlReader.read(text, problems.file());
        Set<Element> texts = Format.DATASET.check(root, problems);
        Dataset dataset = DatasetDocument.read("d", root, texts, problems);
        assertThat(problems.sorted().stream().filter(Problem::isError)).as(text).isEmpty();
        return dataset;
    }

    private static Dataset withoutContract(Dataset d) {
        return new Dataset(
                d.name(),
                d.description(),
                d.connection(),
                d.table(),
                d.schema(),
                d.keys(),
                d.classes(),
                d.owner(),
                d.checks());
    }

    private static Pipeline pipeline(Random random) {
        List<PipelineParameter> parameters = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            parameters.add(
                    new PipelineParameter(
                            "p" + i, type(random), random.nextBoolean() ? null : text(random)));
        }
        List<StepSpec> steps = new ArrayList<>();
        List<Wire> wires = new ArrayList<>();
        Map<String, Position> layout = new LinkedHashMap<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String id = "s" + i;
            Map<String, Value> values = new LinkedHashMap<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                values.put("key" + k, value(random, 0));
            }
            steps.add(new StepSpec(id, "filter", values, maybe(random)));
            for (String port :
                    List.of(
                                    List.<String>of(),
                                    List.of("in"),
                                    List.of("in1", "in2"),
                                    List.of("left", "right"))
                            .get(random.nextInt(4))) {
                wires.add(
                        new Wire(
                                PortRef.parse(random.nextBoolean() ? "s0" : "s1.rejected"),
                                new PortRef(id, port)));
            }
            if (random.nextBoolean()) {
                layout.put(id, new Position(random.nextInt(-900, 900) / 8.0, random.nextInt(900)));
            }
        }
        return new Pipeline("p", maybe(random), parameters, steps, wires, layout);
    }

    private static Dataset dataset(Random random) {
        List<Field> fields = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        Map<String, String> classes = new LinkedHashMap<>();
        List<Value.Entries> checks = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            boolean key = random.nextInt(4) == 0;
            Field field = new Field("c" + i, type(random), !key && random.nextBoolean());
            fields.add(field);
            if (key) {
                keys.add(field.name());
            }
            if (random.nextInt(3) == 0) {
                classes.put(field.name(), "user.contact");
            }
            if (random.nextInt(3) == 0) {
                checks.add(
                        new Value.Entries(
                                Map.of(
                                        "column",
                                        Value.text(field.name()),
                                        "metric",
                                        Value.text("nullValues"),
                                        "mustBe",
                                        new Value.Num(BigDecimal.ZERO))));
            }
        }
        return new Dataset(
                "d",
                maybe(random),
                random.nextBoolean() ? "crm" : null,
                random.nextBoolean() ? "d" : "s.t",
                new Schema(fields),
                keys,
                classes,
                maybe(random),
                checks);
    }

    private static DataType type(Random random) {
        DataType.Kind[] kinds = DataType.Kind.values();
        return random.nextBoolean()
                ? DataType.decimal(12, 2)
                : DataType.of(kinds[random.nextInt(kinds.length)]);
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 3 : 5)) {
            case 0 ->
                    new Value.Num(
                            new BigDecimal(random.nextInt(-99, 99))
                                    .movePointLeft(random.nextInt(3)));
            case 1 -> new Value.Bool(random.nextBoolean());
            case 2 -> Value.text(text(random));
            case 3 -> {
                List<Value> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield new Value.Items(items);
            }
            default -> {
                Map<String, Value> map = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put("k" + i, value(random, depth + 1));
                }
                yield new Value.Entries(map);
            }
        };
    }

    private static @Nullable String maybe(Random random) {
        return random.nextBoolean() ? null : text(random);
    }

    /// No empty texts: formats do not take them everywhere.
    private static String text(Random random) {
        return "x".repeat(random.nextInt(2)) + YamlTextTest.text(random) + "y";
    }

    /// Puts comments before lines that begin a key or item outside of literal blocks.
    private static String withComments(String text, Random random) {
        StringBuilder out = new StringBuilder();
        int block = -1;
        int number = 0;
        for (String line : text.split("\n")) {
            int indent = line.length() - line.stripLeading().length();
            boolean inBlock = block >= 0 && (indent > block || line.isBlank());
            if (!inBlock && random.nextInt(4) == 0) {
                out.append(" ".repeat(indent)).append("# mark").append(number++).append(".\n");
            }
            out.append(line).append('\n');
            if (!inBlock) {
                block =
                        line.matches(".*: \\|[-+]?")
                                ? indent + (line.strip().startsWith("- ") ? 2 : 0)
                                : line.matches(" *- \\|[-+]?") ? indent : -1;
            }
        }
        return out.toString();
    }

    private static List<String> marks(String text) {
        return java.util.regex.Pattern.compile("# mark\\d+\\.")
                .matcher(text)
                .results()
                .map(m -> m.group())
                .sorted()
                .toList();
    }
}

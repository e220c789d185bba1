package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events are held to the JSON Schemas of OpenLineage itself: each event to that of its kind, each
/// facet to the one that it names.
class OpenLineageTest {
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Looks schemas up among the test's resources by the last part of their names, whatever their
    /// version: the version is compared with the schema's own.
    private final JsonSchemaFactory schemas =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    b ->
                            b.schemaLoaders(
                                    l -> l.values(list -> list.add(0, OpenLineageTest::vendored))));

    @TempDir Path root;

    private static @Nullable InputStreamSource vendored(AbsoluteIri iri) {
        String address = iri.toString();
        if (!address.startsWith(SPEC)) {
            return null;
        }
        String file = address.substring(address.lastIndexOf('/') + 1);
        String folder = address.contains("/facets/") ? "facets/" : "";
        return () -> {
            var in = OpenLineageTest.class.getResourceAsStream("/openlineage/" + folder + file);
            if (in == null) {
                throw new IOException("no schema " + address);
            }
            return in;
        };
    }

    private Set<ValidationMessage> problems(String schema, JsonNode node) {
        String id = schema.substring(0, schema.indexOf('#'));
        assertThat(own(id)).as("the schema that an event names").isEqualTo(id);
        JsonSchema loaded = schemas.getSchema(SchemaLocation.of(schema));
        return loaded.validate(node);
    }

    /// Returns the identifier that the vendored schema of that name gives itself.
    private static String own(String id) {
        try (var in = Objects.requireNonNull(vendored(AbsoluteIri.of(id))).getInputStream()) {
            return JSON.readTree(in).path("$id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asserts that an event and all its facets are valid; returns how many facets it has.
    private int valid(JsonNode event) {
        assertThat(problems(event.path("schemaURL").asText(), event)).as("%s", event).isEmpty();
        List<JsonNode> holders = new ArrayList<>();
        event.findValues("facets").forEach(holders::add);
        event.findValues("outputFacets").forEach(holders::add);
        int count = 0;
        for (JsonNode holder : holders) {
            for (JsonNode facet : holder) {
                assertThat(problems(facet.path("_schemaURL").asText(), facet))
                        .as("%s", facet)
                        .isEmpty();
                count++;
            }
        }
        return count;
    }

    private List<JsonNode> events(String... arguments) throws IOException {
        Ran ran = Ran.of(arguments);
        assertThat(ran.code()).as(ran.err()).isZero();
        List<JsonNode> events = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    @BeforeEach
    void drawAPipeline() throws IOException {
        TestWorkspace.in(root)
                .file("data/sales.csv", "country,amount,cost\nOz,10,1\nOz,-5,2\nUtopia,7,3\n")
                .dataset("sales", "sales.csv")
                .pipeline(
                        "totals",
                        """
                        description: Margins by country
                        steps:
                          - id: sales
                            type: read
                            dataset: sales
                          - id: good
                            type: check
                            input: sales
                            checks:
                              - type: range
                                columns: amount
                                min: 0
                                on_failure: quarantine
                          - id: by_country
                            type: aggregate
                            input: good
                            group_by: [country]
                            aggregates: {margin: SUM(amount - cost)}
                          - id: publish
                            type: write
                            input: by_country
                            dataset: totals
                        """);
    }

    @Test
    void tellsOfADesignThatNeverRan() throws IOException {
        List<JsonNode> events =
                events("lineage", "totals", "-w", root.toString(), "--format", "openlineage");

        assertThat(events).hasSize(1);
        JsonNode event = events.getFirst();
        assertThat(valid(event)).isGreaterThanOrEqualTo(6);
        assertThat(event.at("/job/namespace").asText()).isEqualTo("plumbline://test");
        assertThat(event.at("/inputs/0/namespace").asText()).isEqualTo("file");
        assertThat(event.at("/inputs/0/name").asText()).isEqualTo(root + "/data/sales.csv");
        JsonNode lineage = event.at("/outputs/0/facets/columnLineage");
        assertThat(lineage.at("/fields/margin/inputFields").findValuesAsText("field"))
                .containsExactly("amount", "cost");
        assertThat(lineage.at("/fields/margin/inputFields/0/transformations/0").toString())
                .isEqualTo(
                        "{\"type\":\"DIRECT\",\"subtype\":\"AGGREGATION\","
                                + "\"description\":\"by_country: SUM(amount - cost)\",\"masking\":false}");
        assertThat(lineage.at("/dataset").findValuesAsText("subtype"))
                .containsExactlyInAnyOrder("FILTER", "GROUP_BY");
    }

    @Test
    void tellsHowRunsStartedAndEnded() throws IOException {
        assertThat(Ran.of("run", "totals", "-w", root.toString()).code()).isEqualTo(1);

        List<JsonNode> events = events("runs", "-w", root.toString(), "--format", "openlineage");

        assertThat(events)
                .extracting(e -> e.path("eventType").asText())
                .containsExactly("START", "COMPLETE");
        events.forEach(this::valid);
        assertThat(events.getFirst().at("/run/runId")).isEqualTo(events.getLast().at("/run/runId"));
        JsonNode end = events.getLast();
        assertThat(end.at("/outputs/0/outputFacets/outputStatistics/rowCount").asInt())
                .isEqualTo(2);
        assertThat(end.at("/outputs/0/facets/version/datasetVersion").asText()).isNotEmpty();
        assertThat(end.at("/run/facets/test/tests/0/status").asText()).isEqualTo("fail");
        assertThat(end.at("/run/facets/test/tests/0/actual").asText())
                .isEqualTo("1 of 3 rows fail");
        assertThat(end.toString()).doesNotContain("Oz").doesNotContain("Utopia");
    }

    @Test
    void tellsWhyARunFailed() throws IOException {
        TestWorkspace.in(root)
                .pipeline(
                        "broken",
                        """
                        steps:
                          - id: sales
                            type: read
                            dataset: sales
                          - id: wrong
                            type: derive
                            input: sales
                            columns: {x: 1 / (amount - amount)}
                          - id: publish
                            type: write
                            input: wrong
                            dataset: shares
                        """);
        assertThat(Ran.of("run", "broken", "-w", root.toString()).code()).isNotZero();

        List<JsonNode> events =
                events("runs", "broken", "-w", root.toString(), "--format", "openlineage");

        events.forEach(this::valid);
        JsonNode end = events.getLast();
        assertThat(end.path("eventType").asText()).isEqualTo("FAIL");
        assertThat(end.at("/run/facets/errorMessage/message").asText()).isNotEmpty();
        assertThat(end.path("outputs")).isEmpty();
    }

    @Test
    void leavesLineageOutWhereTheDesignIsNoLongerTheOneThatRan() throws IOException {
        assertThat(Ran.of("run", "totals", "-w", root.toString()).code()).isEqualTo(1);
        TestWorkspace.in(root)
                .pipeline("totals", "steps:\n  - {id: sales, type: read, dataset: sales}\n");

        JsonNode end = events("runs", "-w", root.toString(), "--format", "openlineage").getLast();

        valid(end);
        assertThat(end.path("inputs")).isEmpty();
        assertThat(end.at("/outputs/0/facets/columnLineage").isMissingNode()).isTrue();
        assertThat(end.at("/outputs/0/outputFacets/outputStatistics/rowCount").asInt())
                .isEqualTo(2);
    }
}

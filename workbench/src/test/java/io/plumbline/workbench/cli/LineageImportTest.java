package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageWalk;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageImportTest {
    private static final Path TOLD = Path.of("src/test/resources/openlineage/told");

    @TempDir Path root;

    private Ran run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-w";
        all[arguments.length + 1] = root.toString();
        return Ran.of(all);
    }

    private Ran imported(String file) {
        return run("lineage", "import", TOLD.resolve(file).toString());
    }

    private void workspace() throws IOException {
        TestWorkspace.in(root)
                .file("data/sales.csv", "country,amount\nCH,10\n")
                .dataset("sales", "sales.csv");
    }

    @Test
    void takesTheColumnsThatSparkTold() throws IOException {
        workspace();
        Ran ran = imported("spark.ndjson");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .isEqualTo(
                        """
                        3 events read, 0 bad
                          recorded: spark/nightly.execute_insert_into_hadoop_fs_relation_command.orders_by_day
                        """);
        Ran up = run("lineage", "s3://lake/mart/orders_by_day.total");
        assertThat(up.out())
                .contains("── s3://lake/raw/orders.amount  [AGGREGATION, spark/nightly.")
                .contains("┄┄ s3://lake/raw/orders.placed  [GROUP_BY, spark/nightly.")
                .contains(", imported]");
        Ran json =
                run("lineage", "s3://lake/raw/orders.placed", "--downstream", "--format", "json");
        assertThat(json.out())
                .contains("\"imported\": {")
                .contains("integration/spark")
                .contains("2026-10-01T05:01:00Z")
                .contains("\"column\": \"day\"");
    }

    @Test
    void joinsWhatSeveralProgramsTold() throws IOException {
        workspace();
        assertThat(imported("spark.ndjson").code()).isZero();
        assertThat(imported("airflow.ndjson").code()).isZero();

        Ran up = run("lineage", "s3://lake/mart/orders_by_day");

        assertThat(up.out())
                .contains("── s3://lake/raw/orders  [DATASET, spark/")
                .contains(
                        "── s3://lake/landing/orders.csv  [DATASET, airflow/ingest.load_orders, imported]")
                .doesNotContain("wrong.csv");
    }

    @Test
    void takesTheFirstFormOfTheFacet() throws IOException {
        workspace();
        assertThat(imported("dbt.json").code()).isZero();

        Ran up = run("lineage", "postgres://db:5432/shop.public.country_totals.country");
        assertThat(up.out())
                .contains("── postgres://db:5432/shop.public.sales.country  [IDENTITY, dbt/");
        Ran total = run("lineage", "postgres://db:5432/shop.public.country_totals.total");
        assertThat(total.out()).contains("shop.public.sales.amount  [UNKNOWN, dbt/");
    }

    @Test
    void recordsNothingTwiceAndNothingOlder() throws IOException {
        workspace();
        assertThat(imported("spark.ndjson").out()).contains("recorded: spark/");
        assertThat(imported("spark.ndjson").out()).contains("unchanged: spark/");
        Path older = root.resolve("older.ndjson");
        Files.writeString(
                older,
                Files.readString(TOLD.resolve("spark.ndjson"))
                        .replace("2026-10-01", "2026-09-01")
                        .replace("raw/orders", "raw/before"));

        Ran ran = run("lineage", "import", older.toString());

        assertThat(ran.out()).contains("left out, something later is recorded: spark/");
        assertThat(run("lineage", "s3://lake/mart/orders_by_day").out())
                .contains("raw/orders")
                .doesNotContain("raw/before");
    }

    @Test
    void namesBadEventsByLineAndKeepsTheOthers() throws IOException {
        workspace();
        Ran ran = imported("bad.ndjson");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("1 events read, 6 bad").contains("recorded: n/good");
        assertThat(ran.err())
                .contains("bad.ndjson:2")
                .contains("'job' lacks a namespace or a name")
                .contains("bad.ndjson:4")
                .contains("'eventTime' is no time with a zone")
                .contains("bad.ndjson:5")
                .contains("bad.ndjson:6")
                .contains("'run.runId' is missing")
                .contains("bad.ndjson:7")
                .contains("it is no JSON object")
                .contains("bad.ndjson:8")
                .contains("'job' or 'dataset' is missing");
        assertThat(run("audit", "log").out()).contains("lineage.imported").contains("PARTIAL");
    }

    @Test
    void refusesWhatIsNotThereOrNoText() throws IOException {
        workspace();
        Ran none = run("lineage", "import", root.resolve("none.json").toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("FILE_MISSING").contains("none.json': it does not exist");
        Files.write(root.resolve("x.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(run("lineage", "import", root.resolve("x.json").toString()).err())
                .contains("FILE_NOT_UTF8");
        Path empty = Files.createDirectory(root.resolve("empty"));
        assertThat(run("lineage", "import", empty.toString()).err())
                .contains("the folder has no file that ends in .json, .jsonl or .ndjson");
    }

    @Test
    void meetsTheDatasetsOfTheWorkspaceByTheirOpenLineageNames() throws IOException {
        workspace();
        Path events = root.resolve("events.json");
        Files.writeString(
                events,
                """
                {
                  "eventTime": "2026-10-01T04:00:00Z", "producer": "urn:hand",
                  "job": {"namespace": "n", "name": "copy"},
                  "inputs": [{"namespace": "file", "name": "%s"}],
                  "outputs": [{"namespace": "n", "name": "copied"}]
                }
                """
                        .formatted(root.toRealPath().resolve("data/sales.csv")));

        assertThat(run("lineage", "import", events.toString()).code()).isZero();

        assertThat(run("lineage", "sales", "--downstream").out())
                .contains("── n/copied  [DATASET, n/copy, imported]");
    }

    private static Set<LineageEdge> edges(Path workspace, String dataset, List<String> columns) {
        try (MetadataStore store = MetadataStore.read(workspace.resolve(".plumbline"))) {
            return columns.stream()
                    .flatMap(c -> store.lineage().upstream(dataset, c, 20).hops().stream())
                    .map(LineageWalk.Hop::edge)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void givesTheSameGraphInAnotherWorkspace() throws IOException {
        workspace();
        TestWorkspace.in(root)
                .pipeline(
                        "totals",
                        """
                        steps:
                          - {id: sales, type: read, dataset: sales}
                          - {id: paid, type: filter, input: sales, condition: amount > 6}
                          - {id: ranked, type: derive, input: paid, columns: {place: ROW_NUMBER() OVER (ORDER BY amount)}}
                          - {id: sums, type: aggregate, input: ranked, group_by: [country], aggregates: {total: SUM(amount), best: MIN(place)}}
                          - {id: publish, type: write, input: sums, dataset: totals}
                        """);
        assertThat(run("run", "totals").code()).isZero();
        Ran told = run("runs", "--format", "openlineage");
        Path other = Files.createDirectory(root.resolve("other"));
        Files.writeString(other.resolve("events.ndjson"), told.out());
        Files.writeString(
                other.resolve("workspace.yaml"), Files.readString(root.resolve("workspace.yaml")));

        Ran ran =
                Ran.of(
                        "lineage",
                        "import",
                        other.resolve("events.ndjson").toString(),
                        "-w",
                        other.toString());

        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> columns = List.of("country", "total", "best");
        Set<LineageEdge> before = edges(root, "totals", columns);
        assertThat(before).hasSizeGreaterThan(6);
        assertThat(edges(other, "totals", columns)).isEqualTo(before);
        assertThat(run("lineage", "import", other.resolve("events.ndjson").toString()).out())
                .contains("left out, a pipeline of this workspace");
    }
}

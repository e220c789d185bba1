package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.ContractService.Change;
import io.plumbline.workbench.service.ContractService.Kind;
import io.plumbline.workbench.service.ContractService.Touched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContractServiceTest {
    @TempDir private Path root;

    private final Surroundings surroundings = Surroundings.ofThisMachine();

    @BeforeEach
    void makeWorkspace() throws IOException {
        TestWorkspace.in(root)
                .file("data/sales.csv", "country,amount,added\nCH,10,1\nCH,5,2\nFR,7,3\n")
                .file(
                        "datasets/sales.yaml",
                        """
                        apiVersion: v3.0.2
                        kind: DataContract
                        id: sales
                        version: 1.0.0
                        status: active
                        servers: [{server: files, type: custom}]
                        schema:
                          - name: sales
                            physicalName: sales.csv
                            properties:
                              - {name: country, physicalType: VARCHAR, logicalType: string}
                              - {name: amount, physicalType: VARCHAR, logicalType: string}
                              - {name: gone, physicalType: DATE, logicalType: date}
                        """)
                .pipeline("totals", copy("sales", "totals"))
                .pipeline("again", copy("totals", "report"))
                .pipeline("other", copy("report2", "report3"));
    }

    private static String copy(String from, String to) {
        return """
        steps:
          - {id: in, type: read, dataset: %s}
          - {id: out, type: write, input: in, dataset: %s}
        """
                .formatted(from, to);
    }

    @Test
    void tellsColumnsThatCameWentAndChangedAndWhatTheyTouch() {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings)) {
            ContractService.Comparison told =
                    new ContractService().compare(session, "sales", new Cancellation());

            assertThat(told.changes())
                    .extracting(c -> c.kind() + " " + c.column())
                    .containsExactly("TYPE amount", "GONE gone", "ADDED added");
            assertThat(told.guessed()).isTrue();
            assertThat(told.touched())
                    .containsExactly(
                            new Touched("totals", "sales", List.of("totals")),
                            new Touched("again", "totals", List.of("report")));
        }
    }

    @Test
    void tellsWhetherAColumnMayBeNullOnlyWhereTheSourceDeclaresIt() {
        Schema contract = Schema.of(new Field("a", DataType.BIGINT, false));
        Schema source = Schema.of(new Field("A", DataType.BIGINT, true));

        assertThat(ContractService.changes(contract, source, true))
                .containsExactly(new Change(Kind.NULLABLE, "a", "never null", "may be null"));
        assertThat(ContractService.changes(contract, source, false)).isEmpty();
    }

    @Test
    void takesATextOfAnyLengthForATextWithoutLengthButNotTheOtherWayRound() {
        Schema open = Schema.of(Field.of("a", DataType.VARCHAR));
        Schema thirty = Schema.of(Field.of("a", DataType.parse("VARCHAR(30)").orElseThrow()));

        assertThat(ContractService.changes(open, thirty, true)).isEmpty();
        assertThat(ContractService.changes(thirty, open, true))
                .containsExactly(new Change(Kind.TYPE, "a", "VARCHAR(30)", "VARCHAR"));
    }

    @Test
    void refusesToCompareADatasetThatIsNotThere() {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings)) {
            assertThatThrownBy(() ->
                            new ContractService().compare(session, "report", new Cancellation()))
                    .isInstanceOf(PlumblineException.class)
                    .hasMessageContaining("Unknown dataset: 'report'");
        }
    }

    @Test
    void recordsALookAtADatasetBeforeItsRowsAreShown() throws IOException {
        TestWorkspace.in(root).dataset("plain", "sales.csv");
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            Rows rows = new Rows();
            new PreviewService(surroundings)
                    .dataset(session, store, "plain", 2, new Cancellation(), rows);

            assertThat(rows.rows).hasSize(2);
            assertThat(looks(store)).containsExactly("data.previewed dataset:plain");

            assertThatThrownBy(() ->
                            new PreviewService(surroundings)
                                    .dataset(session, store, "plane", 2, new Cancellation(), rows))
                    .isInstanceOf(PlumblineException.class)
                    .hasMessageContaining("plane");
            assertThat(looks(store)).hasSize(1);
        }
    }

    private static List<String> looks(MetadataStore store) {
        return store.auditEvents().list(null, null, null, 10).stream()
                .map(r -> r.action() + " " + r.subject())
                .toList();
    }

    /// Keeps what it is given.
    private static final class Rows implements QueryService.Receiver {
        private final List<List<? extends @Nullable Object>> rows = new ArrayList<>();

        @Override
        public void begin(Schema schema) {}

        @Override
        public void row(List<? extends @Nullable Object> values) {
            rows.add(values);
        }

        @Override
        public void end() {}
    }
}

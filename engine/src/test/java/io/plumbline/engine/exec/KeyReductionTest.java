package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.Cut;
import io.plumbline.engine.plan.KeyFilter;
import io.plumbline.engine.plan.Shipment;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.SqlSystem;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A query over a database and a file: what crosses is less, and the rows are those of the query
/// over files alone.
class KeyReductionTest {
    private static final String URL = "jdbc:h2:mem:keys";
    private static final Schema SALES =
            Rows.schema(
                    "ID BIGINT", "CUSTOMER BIGINT", "SOLD DATE", "PLACE VARCHAR", "PRICE BIGINT");
    private static final Schema PICKED =
            Rows.schema("customer INTEGER", "sold DATE", "place VARCHAR", "grade INTEGER");

    @TempDir Path folder;
    private Connection open;
    private final SqlSystem shop = new ShipperTest.H2("shop", URL);
    private final Map<String, Scan> files = new LinkedHashMap<>();

    @BeforeEach
    void fill() throws SQLException, IOException {
        open = DriverManager.getConnection(URL);
        Random random = new Random(7);
        StringBuilder sales = new StringBuilder("ID,CUSTOMER,SOLD,PLACE,PRICE\n");
        for (int i = 0; i < 2_000; i++) {
            sales.append(i).append(',');
            sales.append(random.nextInt(10) == 0 ? "" : String.valueOf(random.nextInt(400)));
            sales.append(",2024-01-").append(10 + random.nextInt(20));
            sales.append(",p").append(random.nextInt(5));
            sales.append(',').append(random.nextInt(100)).append('\n');
        }
        StringBuilder picked = new StringBuilder("customer,sold,place,grade\n");
        for (int i = 0; i < 40; i++) {
            picked.append(random.nextInt(8) == 0 ? "" : String.valueOf(random.nextInt(400)));
            picked.append(",2024-01-").append(10 + i % 3).append(",p").append(i % 2);
            picked.append(',').append(random.nextInt(4)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("sales.csv"), sales);
        files.put("sales", csv(file, SALES));
        Path small = Files.writeString(folder.resolve("picked.csv"), picked);
        files.put("picked", csv(small, PICKED));
        try (Statement statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE sales AS SELECT CAST(id AS BIGINT) AS id, CAST(NULLIF(customer, '')"
                            + " AS BIGINT) AS customer, CAST(sold AS DATE) AS sold, place,"
                            + " CAST(price AS BIGINT) AS price FROM CSVREAD('"
                            + file
                            + "')");
        }
    }

    private static Scan csv(Path file, Schema schema) {
        return new Scan.Files(List.of(file), Scan.FileFormat.CSV, Map.of(), schema);
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    private static RelNode plan(String sql) {
        return new SqlCompiler(
                        Catalog.of(
                                List.of(
                                        new Relation(List.of("sales"), SALES),
                                        new Relation(List.of("picked"), PICKED))))
                .query(sql);
    }

    /// The rows of a query and the rows that crossed for it.
    private record Result(List<String> rows, long crossed, Cut cut) {}

    private Result federated(String sql) {
        RelNode plan = plan(sql);
        Unit unit = new Unit(List.of("query"), plan, Types.schemaOf(plan.getRowType()), true);
        Map<List<String>, Scan> scans =
                Map.of(
                        List.of("sales"),
                        new Scan.Table(shop, "\"SALES\"", SALES),
                        List.of("picked"),
                        files.get("picked"));
        PlannedSession session =
                new PlannedSession(
                        EngineSettings.defaults(),
                        FileGuard.NONE,
                        scans,
                        List.of(),
                        List.of(unit),
                        List.of(unit.path()));
        long crossed = 0;
        for (Shipment shipment : session.cut().shipments()) {
            crossed += session.ship(shipment, new Cancellation(), _ -> {}).rows();
        }
        Cut cut = session.cut();
        return new Result(
                sorted(session.query(() -> session.text().rows(unit.path()), unit.schema())),
                crossed,
                cut);
    }

    private List<String> local(String sql) {
        try (LocalEngine engine = new LocalEngine(EngineSettings.defaults(), FileGuard.NONE)) {
            files.forEach((name, scan) -> engine.register(List.of(name), scan));
            return sorted(engine.query(plan(sql)));
        }
    }

    private static List<String> sorted(QueryResult result) {
        return Rows.all(result).stream().map(Object::toString).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT s.ID, p.grade FROM sales s JOIN picked p ON s.CUSTOMER = p.customer | 400
                    SELECT s.ID, p.grade FROM sales s, picked p WHERE s.CUSTOMER = p.customer AND p.grade = 1 AND s.PRICE > 50 | 200
                    SELECT s.ID, p.grade FROM picked p LEFT JOIN sales s ON s.CUSTOMER = p.customer | 400
                    SELECT s.ID, p.grade FROM sales s RIGHT JOIN picked p ON s.CUSTOMER = p.customer AND s.SOLD = p.sold | 100
                    SELECT p.grade, SUM(s.PRICE) FROM picked p JOIN (SELECT CUSTOMER, SUM(PRICE) AS PRICE FROM sales GROUP BY CUSTOMER) s ON s.CUSTOMER = p.customer GROUP BY p.grade | 60
                    """)
    void tellsTheKeysOfTheSmallSide(String sql, long most) {
        Result result = federated(sql.trim());

        assertThat(result.rows()).isNotEmpty().isEqualTo(local(sql.trim()));
        assertThat(result.crossed()).isPositive().isLessThan(most);
        assertThat(result.cut().shipments().getFirst().keys())
                .extracting(KeyFilter::column)
                .contains("CUSTOMER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT s.ID, p.grade FROM sales s LEFT JOIN picked p ON s.CUSTOMER = p.customer | an outer join keeps its rows without a match
                    SELECT s.ID, p.grade FROM sales s FULL JOIN picked p ON s.CUSTOMER = p.customer | an outer join keeps its rows without a match
                    SELECT s.ID, p.grade FROM sales s JOIN picked p ON s.PLACE = p.place WHERE p.grade = 9 | only whole numbers and dates are compared alike everywhere
                    SELECT s.ID, p.grade FROM sales s JOIN picked p ON s.CUSTOMER < p.customer | no join has a key of another relation for it
                    SELECT s.ID, t.ID FROM sales s, sales t, picked p WHERE s.CUSTOMER = p.customer AND t.ID = p.grade | its rows are needed in more than one place
                    SELECT s.ID FROM sales s JOIN (SELECT customer + 1 AS c FROM picked) p ON s.CUSTOMER = p.c | the keys that it is joined with are computed
                    """)
    void shipsAllRowsWhereSomeCouldMatter(String sql, String reason) {
        Result result = federated(sql.trim());

        assertThat(result.rows()).isEqualTo(local(sql.trim()));
        assertThat(result.crossed()).isEqualTo(2_000);
        assertThat(result.cut().shipments().getFirst().whole()).isEqualTo(reason.trim());
    }

    @Test
    void shipsNothingWhereNoKeyIsLeft() {
        String sql =
                "SELECT s.ID FROM sales s JOIN picked p ON s.CUSTOMER = p.customer"
                        + " WHERE p.grade > 100";

        Result result = federated(sql);

        assertThat(result.crossed()).isZero();
        assertThat(result.rows()).isEmpty();
    }

    @Test
    void tellsNoMoreKeysThanTheLimit() throws IOException {
        StringBuilder many = new StringBuilder("customer,sold,place,grade\n");
        for (int i = 0; i <= KeyFilter.MOST_KEYS; i++) {
            many.append(i).append(",2024-01-01,p,1\n");
        }
        Path file = Files.writeString(folder.resolve("many.csv"), many);
        files.put("picked", csv(file, PICKED));
        String sql = "SELECT s.ID FROM sales s JOIN picked p ON s.CUSTOMER = p.customer";

        Result result = federated(sql);

        assertThat(result.crossed()).isEqualTo(2_000);
        assertThat(result.rows()).isEqualTo(local(sql));
    }

    @Test
    void letsTheSourceRunItsPartOfAQueryOverBoth() {
        Result result =
                federated(
                        "SELECT COUNT(*) FROM picked p LEFT JOIN (SELECT PLACE, COUNT(*) AS n FROM"
                                + " sales WHERE PRICE < 10 GROUP BY PLACE) s ON s.PLACE = p.place");

        assertThat(result.crossed()).isEqualTo(5);
        assertThat(result.cut().shipments().getFirst().sql()).contains("GROUP BY");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void givesTheRowsOfFilesAloneForDrawnQueries(long seed) {
        Random random = new Random(seed);
        List<String> joins =
                List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "JOIN", "LEFT JOIN");
        for (int i = 0; i < 12; i++) {
            List<String> on = new ArrayList<>(List.of("s.CUSTOMER = p.customer"));
            List<String> more =
                    List.of("s.SOLD = p.sold", "p.grade > 1", "s.PRICE < 60", "s.PLACE = p.place");
            more.stream().filter(_ -> random.nextInt(3) == 0).forEach(on::add);
            List<String> where = new ArrayList<>(List.of("TRUE"));
            List.of(
                            "s.PRICE > 20",
                            "p.grade IN (0, 2)",
                            "s.CUSTOMER IN (SELECT customer FROM picked WHERE grade = 1)",
                            "NOT EXISTS (SELECT 1 FROM picked q WHERE q.customer = s.CUSTOMER"
                                    + " AND q.grade = 3)",
                            "p.sold IS NULL",
                            "(s.PRICE > 90 OR p.grade = 1)")
                    .stream()
                    .filter(_ -> random.nextInt(4) == 0)
                    .forEach(where::add);
            boolean turned = random.nextBoolean();
            String sql =
                    "SELECT s.ID, s.PRICE, p.customer, p.grade FROM "
                            + (turned ? "picked p " : "sales s ")
                            + joins.get(random.nextInt(joins.size()))
                            + (turned ? " sales s" : " picked p")
                            + " ON "
                            + String.join(" AND ", on)
                            + " WHERE "
                            + String.join(" AND ", where);

            assertThat(federated(sql).rows()).as("seed %s: %s", seed, sql).isEqualTo(local(sql));
        }
    }
}

package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.SqlSystem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShipperTest {
    private static final String URL = "jdbc:h2:mem:ships";
    private final SqlSystem system = new H2("crm", URL);
    private Connection open;
    private Session session;

    /// A database in memory as a source.
    record H2(String connectionName, String url) implements SqlSystem {
        @Override
        public String dialect() {
            return "h2";
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url);
        }
    }

    @BeforeEach
    void fill() throws SQLException {
        open = DriverManager.getConnection(URL);
        try (Statement statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE t AS SELECT x AS id, 'row ' || x AS name, x / 4.0 AS amount,"
                            + " DATE '2024-01-01' + CAST(x AS INT) AS d FROM system_range(1, 50000)");
        }
        session = new Session(EngineSettings.defaults(), Map.of(), List.of(), FileGuard.NONE);
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        open.close();
    }

    private Shipper.Shipped ship(String sql, Schema schema, Cancellation cancellation) {
        return new Shipper(session.database(), cancellation)
                .ship(
                        system,
                        new KeySearch.Question(sql, List.of(), false),
                        "\"shipped\"",
                        schema,
                        _ -> {});
    }

    @Test
    void bringsRowsOfSeveralBatchesInOrder() {
        Schema schema = Rows.schema("id BIGINT", "name VARCHAR", "amount DECIMAL(12,2)", "d DATE");
        AtomicLong told = new AtomicLong();

        Shipper.Shipped shipped =
                new Shipper(session.database(), new Cancellation())
                        .ship(
                                system,
                                new KeySearch.Question(
                                        "SELECT * FROM t ORDER BY id", List.of(), false),
                                "\"shipped\"",
                                schema,
                                told::set);

        assertThat(shipped.rows()).isEqualTo(50_000).isEqualTo(told.get());
        assertThat(shipped.bytes()).isGreaterThan(50_000 * 8L);
        List<List<Object>> rows = Rows.all(session.query("SELECT * FROM \"shipped\"", schema));
        assertThat(rows).hasSize(50_000);
        assertThat(rows.get(49_999).toString())
                .isEqualTo("[50000, row 50000, 12500.00, 2160-11-23]");
    }

    @Test
    void keepsEveryTypeAndNulls() {
        Schema schema =
                Rows.schema(
                        "a BOOLEAN",
                        "b SMALLINT",
                        "c INTEGER",
                        "d BIGINT",
                        "e DECIMAL(10,3)",
                        "f REAL",
                        "g DOUBLE",
                        "h VARCHAR",
                        "i VARBINARY",
                        "j DATE",
                        "k TIME",
                        "l TIMESTAMP",
                        "m TIMESTAMP_TZ");
        ship(
                "SELECT TRUE, 1, 2, 3, 4.5, 1.5, 2.5, 'z\u00fc', X'0102', DATE '1900-02-28',"
                        + " TIME '10:11:12.123456', TIMESTAMP '1969-12-31 23:59:59.999999',"
                        + " TIMESTAMP WITH TIME ZONE '2024-02-29 10:11:12+02:00'"
                        + " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, NULL, NULL",
                schema,
                new Cancellation());

        List<List<Object>> rows = Rows.all(session.query("SELECT * FROM \"shipped\"", schema));

        List<Object> first = new ArrayList<>(rows.getFirst());
        assertThat((byte[]) first.set(8, "")).containsExactly(1, 2);
        assertThat(first.toString())
                .isEqualTo(
                        "[true, 1, 2, 3, 4.500, 1.5, 2.5, z\u00fc, , 1900-02-28, 10:11:12.123456,"
                                + " 1969-12-31T23:59:59.999999, 2024-02-29T08:11:12Z]");
        assertThat(rows.get(1)).containsOnlyNulls().hasSize(13);
    }

    @Test
    void makesATableOfNoRows() {
        Schema schema = Rows.schema("id BIGINT");

        assertThat(ship("SELECT id FROM t WHERE id < 0", schema, new Cancellation()).rows())
                .isZero();
        assertThat(Rows.all(session.query("SELECT * FROM \"shipped\"", schema))).isEmpty();
    }

    @Test
    void tellsTheStateButNotTheTextOfADriversError() {
        PlumblineException wrong =
                catchThrowableOfType(
                        PlumblineException.class,
                        () ->
                                ship(
                                        "SELECT secret FROM t",
                                        Rows.schema("x BIGINT"),
                                        new Cancellation()));
        assertThat(wrong)
                .hasMessage("Cannot read from connection 'crm': it answered with SQL state 42S22");
        PlumblineException zero =
                catchThrowableOfType(
                        PlumblineException.class,
                        () ->
                                ship(
                                        "SELECT 1 / (id - 40000) FROM t",
                                        Rows.schema("x BIGINT"),
                                        new Cancellation()));
        assertThat(zero.problem().code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO);
        PlumblineException wide =
                catchThrowableOfType(
                        PlumblineException.class,
                        () ->
                                ship(
                                        "SELECT amount FROM t",
                                        Rows.schema("x DECIMAL(4,2)"),
                                        new Cancellation()));
        assertThat(wide.problem().code()).isEqualTo(ErrorCode.OVERFLOW);
        assertThat(Rows.all(session.query("SELECT 1", Rows.schema("x BIGINT")))).hasSize(1);
    }

    @Test
    @Timeout(60)
    void stopsAtBothEndsWhenCancelled() {
        Cancellation cancellation = new Cancellation();
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () ->
                                new Shipper(session.database(), cancellation)
                                        .ship(
                                                new H2("crm", URL + ";LAZY_QUERY_EXECUTION=1"),
                                                new KeySearch.Question(
                                                        "SELECT a.id FROM t a, t b",
                                                        List.of(),
                                                        false),
                                                "\"shipped\"",
                                                Rows.schema("x BIGINT"),
                                                rows -> {
                                                    if (rows > 100_000) {
                                                        cancellation.cancel();
                                                    }
                                                }));

        assertThat(e.problem().code()).isEqualTo(ErrorCode.CANCELLED);
    }
}

package io.plumbline.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.target.TargetDialect;
import io.plumbline.engine.sql.target.Targets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the targets are given for conditions and for joins that only look.
class WrittenPlansTest {
    private static final Schema COLUMNS =
            new Schema(
                    List.of(
                            new Field("a", DataType.of(DataType.Kind.INTEGER), true),
                            new Field("b", DataType.of(DataType.Kind.BIGINT), true),
                            new Field("t", DataType.of(DataType.Kind.VARCHAR), true)));
    private static final Relation L = new Relation(List.of("l"), COLUMNS);
    private static final Relation R = new Relation(List.of("r"), COLUMNS);

    private final SqlCompiler compiler = new SqlCompiler(Catalog.of(List.of(L, R)));

    private RexNode condition(String text) {
        return compiler.condition(text, compiler.scan(L), "x", compiler.scan(R), "y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.a = y.a                          | =($0, $3)",
                "y.T = x.t                          | =($5, $2)",
                "x.a = y.a AND x.b = y.b            | AND(=($0, $3), =($1, $4))",
                "(x.a = y.a) AND x.t = y.t AND x.b=x.b | AND(=($0, $3), =($2, $5), =($1, $1))",
                "x.a = y.b                          | =(CAST($0):BIGINT, $4)",
                "x.a = y.a OR x.b = y.b             | OR(=($0, $3), =($1, $4))",
                "x.a = 1                            | =($0, 1)",
            })
    void readsAJoinsConditionAsTheValidatorWould(String text, String expected) {
        assertThat(condition(text).toString()).isEqualTo(expected);
        // behind a part that only the validator reads, the same columns and types come out
        assertThat(condition("(" + text.strip() + ") AND TRUE").toString())
                .isEqualTo(
                        expected.startsWith("AND(")
                                ? expected.substring(0, expected.length() - 1) + ", true)"
                                : "AND(" + expected + ", true)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.a = y.c", "x.a = z.a", "a = y.a"})
    void leavesMistakesToTheValidator(String text) {
        assertThatThrownBy(() -> condition(text))
                .isInstanceOfSatisfying(
                        PlumblineException.class,
                        e ->
                                assertThat(e.problem().place().column())
                                        .as(e.getMessage())
                                        .isPositive());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a IN (1, 2, 3)                  | (t0.\"a\" IN (1, 2, 3))",
                "a = 1 OR a = 2                  | ((t0.\"a\" = 1) OR (t0.\"a\" = 2))",
                "a = 1 OR a = 2 OR b = 3         | OR",
                "a = 1 OR a = 2 OR a = b         | OR",
                "a = 1 OR a = 2 OR a = 3.5       | OR",
                "a = 1 OR a > 2 OR a = 3         | OR",
                "UPPER(t) IN ('A', 'B', 'CC')    | IN ('A', 'B', 'CC')",
            })
    void computesAValueOnceThatIsAnyOfAList(String condition, String expected) {
        String text =
                Targets.of("duckdb")
                        .unparse(
                                compiler.query("SELECT b FROM l WHERE " + condition),
                                path -> path.getLast());
        assertThat(text).contains(expected);
        assertThat(text.contains(" IN (")).as(text).isEqualTo(expected.contains("IN ("));
    }

    @ParameterizedTest
    @CsvSource({"h2, SEMI, 1 2", "h2, ANTI, 3 4", "postgres, SEMI, ''", "mariadb, ANTI, ''"})
    void writesASemiJoinAsExistsWhereThereIsNoWordForIt(
            String target, JoinRelType type, String expected) throws SQLException {
        RelNode join =
                LogicalJoin.create(
                        compiler.scan(L),
                        compiler.scan(R),
                        List.of(),
                        condition("x.a = y.a AND y.b > 1"),
                        Set.of(),
                        type);
        TargetDialect dialect = Targets.of(target);
        assertThat(dialect.refusal(join)).isEmpty();
        String text =
                dialect.unparse(join, path -> path.getLast().toUpperCase(java.util.Locale.ROOT));
        assertThat(text).contains((type == JoinRelType.ANTI ? "NOT " : "") + "EXISTS (SELECT 1");
        if (target.equals("h2")) {
            assertThat(String.join(" ", inH2(text))).isEqualTo(expected);
        }
    }

    private static List<String> inH2(String sql) throws SQLException {
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = h2.createStatement()) {
            for (String name : List.of("L", "R")) {
                statement.execute(
                        "CREATE TABLE " + name + " (\"a\" INTEGER, \"b\" BIGINT, \"t\" VARCHAR)");
            }
            statement.execute(
                    "INSERT INTO L VALUES (7, 1, 'k'), (8, 2, 'k'), (9, 3, 'k'), (NULL, 4, 'k')");
            statement.execute(
                    "INSERT INTO R VALUES (7, 5, 'k'), (7, 6, 'k'), (8, 9, 'k'), (9, 1, 'k'), (NULL, 9, 'k')");
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString("b"));
                }
            }
            rows.sort(null);
            return rows;
        }
    }
}

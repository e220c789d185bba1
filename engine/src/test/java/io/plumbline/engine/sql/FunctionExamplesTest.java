package io.plumbline.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.exec.PhoneNumbers;
import io.plumbline.engine.sql.target.Targets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the embedded engine to the meaning that the function table states.
class FunctionExamplesTest {
    private static Connection connection;
    private static final SqlCompiler COMPILER = new SqlCompiler(Catalog.of(List.of()));

    /// What the engine says where a statement fails with a code.
    private static final Map<String, String> FAILURES =
            Map.of(
                    "OVERFLOW", "Plumbline:OVERFLOW|Overflow|out of range|Could not cast",
                    "DIVISION_BY_ZERO", "Plumbline:DIVISION_BY_ZERO",
                    "VALUE_INVALID",
                            "Plumbline:FUNCTION_DOMAIN|Plumbline:VALUE|Date out of range|Invalid|Unknown TimeZone|negative"
                                    + "|[Cc]ould not (?!convert string 'Plumbline)");

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        PhoneNumbers.register(connection);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    static Stream<Function.Example> examples() {
        return FunctionTable.all().stream().flatMap(f -> f.examples().stream());
    }

    @Test
    void everyFunctionHasAMeaningAndAnExample() {
        assertThat(FunctionTable.all()).hasSizeGreaterThan(200);
        assertThat(FunctionTable.all())
                .allSatisfy(f -> {
                    assertThat(f.meaning()).as(f.name()).isNotBlank();
                    assertThat(f.examples()).as(f.name()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void meansWhatItsExampleSays(Function.Example example) throws SQLException {
        String sql = "SELECT CAST(" + example.sql() + " AS VARCHAR) AS x";
        if (example.result().startsWith("!")) {
            assertThatThrownBy(() -> run(sql))
                    .as(example.sql())
                    .isInstanceOf(SQLException.class)
                    .message()
                    .containsPattern(FAILURES.get(example.result().substring(1)));
        } else {
            assertThat(String.valueOf(run(sql))).as(example.sql()).isEqualTo(example.result());
        }
    }

    private static Object run(String sql) throws SQLException {
        String text = Targets.of("duckdb").unparse(COMPILER.query(sql), p -> p.getLast());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            rows.next();
            return rows.getObject(1);
        }
    }
}

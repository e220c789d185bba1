package io.plumbline.workbench.benchmark;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.workbench.service.QueryService;
import io.plumbline.workbench.service.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;

/// The 99 TPC-DS queries, run by our `query` and by plain DuckDB over the same Parquet files.
final class TpcdsQueries {
    private static final Pattern LIMIT = Pattern.compile("(?i)\\s+LIMIT\\s+\\d+\\s*$");

    /// What DuckDB leaves to a setting and we state: where nulls are sorted, what a quotient of
    /// integers is.
    private static final List<String> TOLD =
            List.of(
                    "SET default_null_order = 'nulls_last_on_asc_first_on_desc'",
                    "SET integer_division = true");

    private final Path tables;
    private final Map<Integer, String> texts = new TreeMap<>();
    private final Catalog catalog;
    private final QueryService service = new QueryService(Surroundings.ofThisMachine());

    /// How an answer of ours stands to that of plain DuckDB.
    enum Standing {
        /// The same rows in the same order.
        EQUAL,
        /// The same rows; those that ORDER BY leaves open are in another order.
        EQUAL_BUT_FOR_TIES,
        /// The same rows and order without LIMIT, which cuts through rows that ORDER BY leaves
        /// open.
        EQUAL_BEFORE_LIMIT,
        /// As one of the above, when DuckDB is set to sort nulls and divide integers as we do.
        EQUAL_AS_DECLARED,
        /// Other rows.
        DIFFERENT,
        /// We give no answer.
        REFUSED,
        /// Plain DuckDB gives none.
        REFUSED_BY_DUCKDB;

        boolean isRight() {
            return compareTo(EQUAL_AS_DECLARED) <= 0;
        }
    }

    /// An answer's standing, and what there is to say of it.
    record Outcome(Standing standing, String detail) {}

    /// Takes a folder with the queries and one with the tables.
    TpcdsQueries(Path queries, Path tables) throws IOException {
        this.tables = tables;
        this.catalog = PlanBenchmark.catalog(queries.resolve("columns.txt"));
        try (Stream<Path> files = Files.list(queries)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".sql")).toList()) {
                String number = file.getFileName().toString().replace(".sql", "");
                texts.put(Integer.valueOf(number), Files.readString(file).strip());
            }
        }
    }

    List<Integer> numbers() {
        return List.copyOf(texts.keySet());
    }

    String text(int number) {
        String text = texts.get(number);
        if (text == null) {
            throw new IllegalArgumentException("no query " + number);
        }
        return text;
    }

    /// Runs a query by our service.
    List<List<String>> ours(String sql) {
        List<List<String>> rows = new ArrayList<>();
        service.query(
                new QueryService.Request(sql, List.of(tables), List.of()),
                new QueryService.Receiver() {
                    @Override
                    public void begin(Schema schema) {}

                    @Override
                    public void row(List<? extends @Nullable Object> values) {
                        rows.add(values.stream().map(String::valueOf).toList());
                    }

                    @Override
                    public void end() {}
                });
        return rows;
    }

    /// Runs a query by DuckDB as it comes.
    List<List<String>> plain(String sql) throws SQLException {
        return plain(sql, List.of());
    }

    private List<List<String>> plain(String sql, List<String> settings) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            for (String table : TpcdsFiles.tables()) {
                Path file = tables.resolve(table + ".parquet");
                statement.execute(
                        "CREATE VIEW " + table + " AS SELECT * FROM read_parquet('" + file + "')");
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int c = 1; c <= width; c++) {
                        row.add(String.valueOf(result.getObject(c)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /// Runs a query both ways and compares.
    Outcome compare(int number) {
        String sql = text(number);
        List<List<String>> theirs;
        try {
            theirs = plain(sql);
        } catch (SQLException e) {
            return new Outcome(Standing.REFUSED_BY_DUCKDB, first(String.valueOf(e.getMessage())));
        }
        try {
            return compare(sql, ours(sql), theirs);
        } catch (PlumblineException e) {
            return new Outcome(Standing.REFUSED, e.problem().code() + ": " + e.problem().message());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome compare(String sql, List<List<String>> ours, List<List<String>> theirs)
            throws SQLException {
        Standing standing = standing(sql, ours, theirs, List.of());
        if (standing == Standing.DIFFERENT) {
            Standing told = standing(sql, ours, plain(sql, TOLD), TOLD);
            standing = told.isRight() ? Standing.EQUAL_AS_DECLARED : standing;
        }
        String detail = standing.isRight() ? ours.size() + " rows" : difference(ours, theirs);
        return new Outcome(standing, detail);
    }

    private Standing standing(
            String sql, List<List<String>> ours, List<List<String>> theirs, List<String> settings)
            throws SQLException {
        if (AnswerComparison.sameOrder(ours, theirs)) {
            return Standing.EQUAL;
        }
        List<Integer> keys = keys(new SqlCompiler(catalog).query(sql));
        boolean ordered =
                AnswerComparison.sameOrder(
                        AnswerComparison.columns(ours, keys),
                        AnswerComparison.columns(theirs, keys));
        if (!ordered) {
            return Standing.DIFFERENT;
        }
        if (AnswerComparison.sameRows(ours, theirs)) {
            return Standing.EQUAL_BUT_FOR_TIES;
        }
        String whole = LIMIT.matcher(sql).replaceFirst("");
        boolean equal =
                !whole.equals(sql)
                        && AnswerComparison.sameRows(ours(whole), plain(whole, settings));
        return equal ? Standing.EQUAL_BEFORE_LIMIT : Standing.DIFFERENT;
    }

    /// The places of the columns that the answer is ordered by, as far as it shows them.
    private static List<Integer> keys(RelNode plan) {
        if (plan instanceof Sort sort) {
            return List.copyOf(sort.getCollation().getKeys());
        }
        if (plan instanceof Project project) {
            List<Integer> below = keys(project.getInput());
            List<Integer> keys = new ArrayList<>();
            for (int key : below) {
                for (int i = 0; i < project.getProjects().size(); i++) {
                    if (project.getProjects().get(i) instanceof RexInputRef ref
                            && ref.getIndex() == key) {
                        keys.add(i);
                    }
                }
            }
            return keys;
        }
        return List.of();
    }

    private static String difference(List<List<String>> ours, List<List<String>> theirs) {
        for (int r = 0; r < Math.min(ours.size(), theirs.size()); r++) {
            if (!AnswerComparison.sameOrder(List.of(ours.get(r)), List.of(theirs.get(r)))) {
                return "%d rows, DuckDB %d; row %d: %s, DuckDB %s"
                        .formatted(ours.size(), theirs.size(), r + 1, ours.get(r), theirs.get(r));
            }
        }
        return ours.size() + " rows, DuckDB " + theirs.size();
    }

    private static String first(String message) {
        return message.lines().findFirst().orElse("");
    }
}

package io.plumbline.workbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the TPC-DS queries at a hundredth of the smallest scale. Needs Python 3.11 and a package
/// index, for the queries' texts.
@Tag("conformance")
final class TpcdsTest {
    /// What is not answered as plain DuckDB answers it, by number, and why.
    private static final Map<Integer, String> EXCEPTIONS =
            Map.of(
                    90,
                    "it divides by a count of rows of which there are none at this scale: fails"
                            + " with DIVISION_BY_ZERO, where DuckDB gives infinity");

    @TempDir Path folder;

    @Test
    void answersTheQueriesAsPlainDuckDbDoes() throws Exception {
        readTexts();
        TpcdsFiles.create(folder.resolve("tables"), 0.01);
        TpcdsQueries queries =
                new TpcdsQueries(folder.resolve("queries/tpcds"), folder.resolve("tables"));
        Map<Integer, String> wrong = new TreeMap<>();
        for (int number : queries.numbers()) {
            TpcdsQueries.Outcome outcome = queries.compare(number);
            if (!outcome.standing().isRight()) {
                wrong.put(number, outcome.toString());
            }
        }

        assertThat(queries.numbers()).hasSize(99);
        assertThat(wrong).as(wrong.toString()).containsOnlyKeys(EXCEPTIONS.keySet());
    }

    private void readTexts() throws IOException, InterruptedException {
        Path script = Path.of("..", "test-data", "benchmarks", "tpc_queries.py");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "python3",
                                        script.toString(),
                                        folder.resolve("queries").toString()))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}

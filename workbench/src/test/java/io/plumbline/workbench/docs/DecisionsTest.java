package io.plumbline.workbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds every decision to the tests that it names.
class DecisionsTest {
    private static final Path FOLDER = Path.of("..", "docs", "decisions");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Benchmark))`");

    static Stream<String> decisions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void namesTestsThatExist(String decision) throws IOException {
        String text = Files.readString(FOLDER.resolve(decision));
        String confirmation = text.substring(text.indexOf("## Confirmation"));
        List<String> named =
                TEST.matcher(confirmation).results().map((MatchResult m) -> m.group(1)).toList();
        assertThat(named).as("tests that the confirmation names").isNotEmpty();
        assertThat(tests()).containsAll(named);
    }

    @Test
    void everyNumberIsGivenOnceAndListed() throws IOException {
        String list = Files.readString(FOLDER.resolve("README.md"));
        List<String> names = decisions().toList();
        assertThat(names).allSatisfy(n -> assertThat(list).contains("(" + n + ")"));
        assertThat(names.stream().map(n -> n.substring(0, 4))).doesNotHaveDuplicates();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files =
                Files.find(
                        Path.of(".."),
                        20,
                        (f, _) ->
                                f.toString().contains("src/test/java")
                                        && f.toString().endsWith(".java"))) {
            return files.map(f -> f.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}

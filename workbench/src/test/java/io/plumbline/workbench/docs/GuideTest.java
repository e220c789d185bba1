package io.plumbline.workbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gives every command that README and guide show, and compares what it prints. With
/// `-Dgolden.update=true` the pages take what is printed now.
///
/// README comes first and makes the sample; each page of the guide works on a copy of it.
class GuideTest {
    private static final Path ROOT = Path.of("..");

    @TempDir static Path made;
    @TempDir static Path own;
    private static final String USER = System.getProperty("user.name");

    @TempDir Path folder;

    @BeforeAll
    static void followTheReadme() throws IOException, InterruptedException {
        System.setProperty("user.name", "anna");
        System.setProperty("plumbline.settings", own.toString());
        follow(ROOT.resolve("README.md"), new Shell(made));
    }

    @AfterAll
    static void giveTheNameBack() {
        System.setProperty("user.name", USER);
        System.clearProperty("plumbline.settings");
    }

    static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/guide"))) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsWhatTheCommandsPrint(String page) throws IOException, InterruptedException {
        Shell shell = new Shell(folder);
        shell.run("cp -a " + made.resolve("customer360") + " .");
        follow(ROOT.resolve("docs/guide").resolve(page), shell);
    }

    @Test
    void readsFilesAndCommandsFromAPage() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(
                page,
                """
                Write `a/b.yaml`:

                ```yaml
                x: 1
                ```

                ```console
                $ echo one
                one
                $ echo two
                ```
                """);
        assertThat(GuidePage.read(page).parts())
                .containsExactly(
                        new GuidePage.Written("a/b.yaml", "x: 1\n"),
                        new GuidePage.Said(8, "echo one", List.of("one")),
                        new GuidePage.Said(10, "echo two", List.of()));
    }

    @Test
    void noticesOutputThatIsNotWhatThePageSays() {
        assertThat(Transcript.same(List.of("3 rows"), List.of("4 rows"))).isFalse();
        assertThat(Transcript.same(List.of("a", "…", "z"), List.of("a", "b", "c", "z"))).isTrue();
        assertThat(Transcript.same(List.of("a", "…", "z"), List.of("a", "b", "c"))).isFalse();
        assertThat(
                        Transcript.same(
                                List.of("done in 12 ms (run 20260101-000000-aaaaaa)"),
                                List.of("done in 3 min 24 s (run 20261231-235959-bbbbbb)")))
                .isTrue();
    }

    /// Rows of a preview have no order of their own.
    private static boolean same(GuidePage.Said said, List<String> printed) {
        boolean ordered = !said.command().startsWith("plumbline preview");
        return ordered
                ? Transcript.same(said.output(), printed)
                : Transcript.same(
                        said.output().stream().sorted().toList(),
                        printed.stream().sorted().toList());
    }

    private static void follow(Path file, Shell shell) throws IOException, InterruptedException {
        GuidePage page = GuidePage.read(file);
        List<GuidePage.Said> now = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (GuidePage.Part part : page.parts()) {
            switch (part) {
                case GuidePage.Written w -> shell.write(w.path(), w.text());
                case GuidePage.Said s -> {
                    List<String> printed = shell.give(s.command());
                    if (!same(s, printed)) {
                        now.add(new GuidePage.Said(s.line(), s.command(), printed));
                        wrong.add(
                                "%s:%d: $ %s%nprints%n%s"
                                        .formatted(
                                                file.getFileName(),
                                                s.line(),
                                                s.command(),
                                                String.join("\n", printed)));
                    }
                }
            }
        }
        if (Boolean.getBoolean("golden.update") && System.getenv("CI") == null) {
            page.rewrite(now);
        } else {
            assertThat(wrong).as("commands that print something else").isEmpty();
        }
    }
}

package io.plumbline.workbench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRulesTest {
    /// The number of exceptions that were there at last; it may become smaller, never larger.
    private static final int EXCEPTIONS = 17;

    @Test
    void everySourceKeepsTheRulesOrIsAKnownException() throws IOException {
        List<SourceFile> sources = sources();
        assertThat(sources).hasSizeGreaterThan(200);
        Set<String> exceptions = exceptions();
        List<String> broken =
                SourceRules.complaints(sources).stream()
                        .filter(complaint -> !exceptions.contains(complaint.key()))
                        .map(Complaint::toString)
                        .toList();
        assertThat(broken).isEmpty();
    }

    @Test
    void anExceptionThatIsNeededNoLongerIsTakenFromTheList() throws IOException {
        Set<String> needed =
                SourceRules.complaints(sources()).stream()
                        .map(Complaint::key)
                        .collect(Collectors.toSet());
        List<String> idle =
                exceptions().stream()
                        .filter(key -> Files.exists(root().resolve(key.split(" ")[1])))
                        .filter(key -> !needed.contains(key))
                        .toList();
        assertThat(idle).isEmpty();
        assertThat(exceptions()).hasSizeLessThanOrEqualTo(EXCEPTIONS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    documentation | public final class Plain {}
                    documentation | /// Fine.\\npublic final class A { public record Inner() {} }
                    markdown      | /** Old. */\\npublic final class A {}
                    final         | class Open {}
                    name          | final class StepManager {}
                    name          | record RunData() {}
                    getter        | record A() { int getSize() { return 1; } }
                    parameters    | record A() { void f(int a, int b, int c, int d, int e, int f, int g) {} }
                    unfinished    | final class A {} // TO~DO later
                    machine       | final class A { String s = "/ro~ot/x"; }
                    """)
    void eachRuleFindsItsViolation(String rule, String text) {
        assertThat(rulesBrokenBy(text.replace("\\n", "\n").replace("~", ""))).contains(rule);
    }

    @Test
    void aLongFileAndALongMethodAreFound() {
        String lines = "\n".repeat(SourceRules.MAIN_LINES);
        assertThat(rulesBrokenBy("final class A { void f() {" + lines + "} }"))
                .contains("size", "method");
    }

    @Test
    void aPackageWithoutItsSentenceIsFound() {
        SourceFile bare = source("engine/src/main/java/p/package-info.java", "package p;");
        assertThat(SourceRules.complaints(List.of(bare))).extracting("rule").contains("package");
    }

    @Test
    void aGoodFileIsLeftInPeace() {
        assertThat(
                        rulesBrokenBy(
                                "/// Fine.\npublic final class Filter { int size() { return 1; } }"))
                .isEmpty();
    }

    private static List<String> rulesBrokenBy(String text) {
        String explained = "/// Says what it is.\n@NullMarked\npackage p;";
        return SourceRules.complaints(
                        List.of(
                                source("engine/src/main/java/p/package-info.java", explained),
                                source("engine/src/main/java/p/A.java", "package p;\n" + text)))
                .stream()
                .map(Complaint::rule)
                .toList();
    }

    private static SourceFile source(String path, String text) {
        return new SourceFile(path, text);
    }

    private static List<SourceFile> sources() throws IOException {
        Path root = root();
        try (Stream<Path> files = Files.walk(root).filter(f -> f.toString().endsWith(".java"))) {
            return files.filter(f -> isOurs(root.relativize(f)))
                    .sorted()
                    .map(f -> SourceFile.read(root, f))
                    .toList();
        }
    }

    /// Only `<module>/src/…`: build folders and other checkouts below the root are not ours.
    private static boolean isOurs(Path path) {
        return path.getNameCount() > 2 && path.getName(1).toString().equals("src");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        return Files.exists(folder.resolve("installers/pom.xml")) ? folder : folder.getParent();
    }

    private static Set<String> exceptions() throws IOException {
        try (var in = SourceRulesTest.class.getResourceAsStream("/rules/exceptions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toSet());
        }
    }
}

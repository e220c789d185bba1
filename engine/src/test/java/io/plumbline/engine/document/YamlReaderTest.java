package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    /// A text that is refused, with its code, place and words.
    record Refusal(String text, ErrorCode code, int line, int column, String message) {}

    static Stream<Refusal> refusals() {
        return Stream.of(
                refusal("", ErrorCode.DOCUMENT_INVALID, 1, 1, "it is empty"),
                refusal("# only a remark\n", ErrorCode.DOCUMENT_INVALID, 1, 1, "it is empty"),
                refusal("---\n", ErrorCode.DOCUMENT_INVALID, 2, 1, "it is empty"),
                refusal("a: 1\na: 2\n", ErrorCode.YAML_DUPLICATE_KEY, 2, 1, "lines 1 and 2"),
                refusal("x:\n  k: 1\n  j: 2\n  \"k\": 3\n", dup(), 4, 3, "'k' is given twice"),
                refusal("a: !!javax.x [1]\n", ErrorCode.YAML_TAG_REFUSED, 1, 4, "YAML tag"),
                refusal("a: !x 1\n", ErrorCode.YAML_TAG_REFUSED, 1, 4, "YAML tag"),
                refusal("!!map {a: 1}\n", ErrorCode.YAML_TAG_REFUSED, 1, 1, "YAML tag"),
                refusal("kind: p\nowner:\n\tname: ann\n", syntax(), 3, 1, "a tab"),
                refusal("k: v\no: [a, b\nr: eu\n", syntax(), 3, 2, "']' is missing"),
                refusal("o: {a: 1\n", syntax(), 2, 1, "'}' is missing"),
                refusal("a: \"open\n", syntax(), 2, 1, "closing quote is missing"),
                refusal("a: 'open\nb: 1\n", syntax(), 3, 1, "closing quote is missing"),
                refusal("a: b: c\n", syntax(), 1, 5, "':' cannot stand here"),
                refusal("a: @x\n", syntax(), 1, 4, "reserved character"),
                refusal("a: \"\\q\"\n", syntax(), 1, 6, "Invalid escape"),
                refusal("a: *nothing\n", syntax(), 1, 4, "no anchor of that name"),
                refusal("a: 1\n---\nb: 2\n", syntax(), 2, 1, "a second document"),
                refusal("[a]: 1\n", syntax(), 1, 1, "Invalid key"),
                refusal("a: \u0007\n", syntax(), 1, 4, "U+0007"),
                refusal("a: 1\n b: 2\n", syntax(), 2, 3, "':' cannot stand here"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithPlaceAndReason(Refusal expected) {
        Problem problem = problemOf(expected.text().getBytes(StandardCharsets.UTF_8));
        assertThat(problem.message()).contains(expected.message());
        assertThat(problem.code()).isEqualTo(expected.code());
        assertThat(problem.remedy()).isNotBlank();
        assertThat(List.of(problem.place().line(), problem.place().column()))
                .isEqualTo(List.of(expected.line(), expected.column()));
        assertThat(problem.place().file()).isEqualTo("f.yaml");
    }

    @Test
    void refusesAliasesThatGrowOverNineLevels() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ",").repeat(8))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        Problem problem = problemOf(bomb.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo(ErrorCode.YAML_TOO_COMPLEX);
        assertThat(problem.message())
                .isIn("Invalid file: more than 250000 values", "Invalid aliases: more than 64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n",
                "!!javax.script.ScriptEngineManager []\n",
                "a: !<tag:yaml.org,2002:java.io.File> /etc/passwd\n",
                "%TAG ! tag:yaml.org,2002:javax.script.\n---\na: !ScriptEngineManager []\n",
                "a: !!python/object/apply:os.system [id]\n",
            })
    void makesNoObjectThatATagNames(String text) {
        Problem problem = problemOf(text.getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isIn(ErrorCode.YAML_TAG_REFUSED, ErrorCode.YAML_SYNTAX);
        assertThat(problem.message()).doesNotContain("Script", "passwd");
    }

    @Test
    void refusesAKeyThatIsGivenTwiceWithAnotherValue() {
        Problem problem = problemOf("role: reader\nrole: admin\n".getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo(ErrorCode.YAML_DUPLICATE_KEY);
        assertThat(problem.message()).contains("'role' is given twice", "lines 1 and 2");
    }

    @Test
    void countsAnAliasAsWhatItStandsFor() {
        String big = "[" + "x,".repeat(30_000) + "x]";
        String text = "a: &a " + big + "\nb: [" + "*a,".repeat(9) + "*a]\n";
        Problem problem = problemOf(text.getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo(ErrorCode.YAML_TOO_COMPLEX);
        assertThat(problem.message()).isEqualTo("Invalid file: more than 250000 values");
    }

    @Test
    void sharesWhatAnAliasNames() {
        var root = (Element.Mapping) YamlReader.read("a: &x {k: 1}\nb: *x\n", "f.yaml");
        assertThat(root.mapping("b").text("k")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "{", "[[{k: ["})
    void refusesAHundredThousandLevels(String opening) {
        Problem problem = problemOf(opening.repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertThat(problem.message()).startsWith("Invalid ");
        assertThat(problem.code()).isIn(ErrorCode.YAML_TOO_COMPLEX, ErrorCode.YAML_SYNTAX);
    }

    @Test
    void tellsHowDeepNestingMayBe() {
        Problem problem = problemOf("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo(ErrorCode.YAML_TOO_COMPLEX);
        assertThat(problem.message()).isEqualTo("Invalid nesting: deeper than 64 levels");
        assertThat(problem.place().column()).isEqualTo(65);
    }

    @Test
    void refusesOneScalarOfTenMegabytes() {
        Problem problem =
                problemOf(("a: " + "x".repeat(10_000_000)).getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo(ErrorCode.YAML_TOO_COMPLEX);
        assertThat(problem.message()).contains("longer than 1000000 characters");
    }

    @Test
    void refusesWhatIsNotUtf8AtItsPlace() {
        Problem latin =
                problemOf(Base64.getDecoder().decode("a2luZDogcG9zdGdyZXMKb3duZXI6IFr8cmljaAo="));
        assertThat(latin.code()).isEqualTo(ErrorCode.FILE_NOT_UTF8);
        assertThat(latin.place().toString()).isEqualTo("f.yaml:2:9");
        assertThat(latin.remedy()).isEqualTo("Save the file as UTF-8");
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32")) {
            Problem wide = problemOf("kind: files\n".getBytes(Charset.forName(charset)));
            assertThat(wide.code())
                    .as(charset)
                    .isIn(ErrorCode.FILE_NOT_UTF8, ErrorCode.YAML_SYNTAX);
            assertThat(wide.message()).as(charset).startsWith("Invalid ");
        }
    }

    @Test
    void refusesAByteOrderMarkAloneAndIgnoresOneBeforeText() {
        Problem problem = problemOf(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        assertThat(problem.message()).isEqualTo("Invalid file: it is empty");
        var root =
                (Element.Mapping)
                        YamlReader.read("\uFEFFa: 1\n".getBytes(StandardCharsets.UTF_8), "f");
        assertThat(root.text("a")).isEqualTo("1");
        assertThat(root.spotOf("a")).isEqualTo(new Spot(1, 1));
    }

    @Test
    void keepsTextsAsTheyAreWritten() {
        var root =
                (Element.Mapping)
                        YamlReader.read(
                                "a: no\nb: 012\nc: 1e3\nd: 2024-01-01\ne: 0x1F\nf: ~\n", "f");
        assertThat(root.text("a")).isEqualTo("no");
        assertThat(root.text("b")).isEqualTo("012");
        assertThat(root.text("c")).isEqualTo("1e3");
        assertThat(root.text("d")).isEqualTo("2024-01-01");
        assertThat(root.text("e")).isEqualTo("0x1F");
        assertThat(root.text("f")).isNull();
    }

    @Test
    void neverRepeatsWhatTheFileHolds() {
        for (String text :
                List.of(
                        "a: [hunter2\nb: c\n",
                        "a: *hunter2\n",
                        "a: !hunter2 x\n",
                        "a: \"hunter2\nb: x\n",
                        "a: @hunter2\n",
                        "a: hunter2: x\n",
                        "%hunter2\n",
                        "a: &hunter2 &b x\n",
                        "a: |hunter2\n  x\n",
                        "a: \"\\xhunter2\"\n")) {
            Problem problem = problemOf(text.getBytes(StandardCharsets.UTF_8));
            assertThat(problem.toString()).as(text).doesNotContain("hunter2");
        }
    }

    private static ErrorCode syntax() {
        return ErrorCode.YAML_SYNTAX;
    }

    private static ErrorCode dup() {
        return ErrorCode.YAML_DUPLICATE_KEY;
    }

    private static Refusal refusal(
            String text, ErrorCode code, int line, int column, String message) {
        return new Refusal(text, code, line, column, message);
    }

    private static Problem problemOf(byte[] bytes) {
        PlumblineException failure =
                catchThrowableOfType(
                        PlumblineException.class, () -> YamlReader.read(bytes, "f.yaml"));
        assertThat(failure).as("no refusal").isNotNull();
        assertThat(failure.getMessage()).isEqualTo(failure.problem().message());
        assertThat(failure.getCause()).isNull();
        return failure.problem();
    }
}

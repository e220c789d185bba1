package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\uFEFF",
                "NaN",
                "[NaN]",
                "Infinity",
                "-Infinity",
                "nul",
                "tru",
                "True",
                "1e400",
                "-1e400",
                "1e-400",
                "[1e999999999999]",
                "01",
                "-01",
                "+1",
                ".5",
                "1.",
                "1.e1",
                "0x1F",
                "1_000",
                "--1",
                "-",
                "1e",
                "1e+",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1",
                "[",
                "]",
                "{",
                "}",
                "{]",
                "[}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "['a']",
                "{1:2}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "\"abc",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u{1}\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\": 1}",
                "1 2",
                "[] []",
                "{}x",
                "[1]//c",
                "/* c */ 1",
                "# c\n1",
                "\u000c1",
                "[\u00a01]",
                "1,",
                "null,",
            })
    void refusesWhatIsNoJson(String text) {
        PlumblineException failure =
                catchThrowableOfType(PlumblineException.class, () -> Json.read(text, "s.json"));
        assertThat(failure).isNotNull();
        assertThat(failure.problem().code()).isEqualTo(ErrorCode.JSON_SYNTAX);
        assertThat(failure).hasMessageStartingWith("Invalid JSON: ");
        assertThat(failure.problem().place().file()).isEqualTo("s.json");
        assertThat(failure.problem().place().line()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-0",
                "1e5",
                "1E+2",
                "-1.5e-3",
                "\"\"",
                "[]",
                "{}",
                " [ ] ",
                "[[]]",
                "\"\\ud83d\\ude00\"",
                "\"\\u0000\"",
                "\"/\\/\"",
                "{\"\":1}",
                "{\"a\":1,\"A\":2}",
                "[null,1,\"x\"]",
                "\"\u007f\"",
                "\"\u2028\"",
                "1e308",
                "123456789012345678901234567890",
                "0.1e1",
                "\r\n\t 1",
            })
    void readsWhatIsJsonAndWritesItBackEqual(String text) {
        Object tree = Json.read(text);
        String written = Json.write(tree);
        assertThat(Json.write(Json.read(written))).isEqualTo(written);
        assertThat(Json.write(Json.read(Json.writePretty(tree)))).isEqualTo(written);
    }

    @Test
    void keepsNumbersExact() {
        assertThat(Json.read("9007199254740993")).isEqualTo(9007199254740993L);
        assertThat(Json.read("18446744073709551616"))
                .isEqualTo(new BigInteger("18446744073709551616"));
        assertThat(Json.read("0.1000000000000000000001"))
                .isEqualTo(new BigDecimal("0.1000000000000000000001"));
        assertThat(Json.write(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(Json.write(List.of(1.5, Double.NaN, 7L))).isEqualTo("[1.5,null,7]");
    }

    @Test
    void refusesDeepNestingAndEndlessNumbers() {
        assertThatThrownBy(() -> Json.read("[".repeat(100_000)))
                .isInstanceOf(PlumblineException.class)
                .hasMessage("Invalid JSON: nested or written too long");
        assertThatThrownBy(() -> Json.read("1".repeat(100_000)))
                .isInstanceOf(PlumblineException.class)
                .hasMessage("Invalid JSON: nested or written too long");
    }

    @Test
    void placesAFailure() {
        PlumblineException failure =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> Json.read("{\"tables\": \n", "schema.json"));
        assertThat(failure).hasMessage("Invalid JSON: the text breaks off");
        assertThat(failure.problem().place().file()).isEqualTo("schema.json");
        PlumblineException twice =
                catchThrowableOfType(
                        PlumblineException.class, () -> Json.read("{\"a\": 1,\n  \"a\": 2}"));
        assertThat(twice).hasMessage("Invalid JSON: key 'a' is given twice");
        assertThat(twice.problem().place()).isEqualTo(Place.inText(2, 3));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = {'"', (byte) 0xC3, (byte) 0x28, '"'};
        assertThatThrownBy(() -> Json.read(bytes, "s.json"))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("not UTF-8");
        assertThat(Json.read("{}".getBytes(StandardCharsets.UTF_8), "s.json")).isEqualTo(Map.of());
    }

    @Test
    void neverRepeatsTheText() {
        for (String text :
                List.of("{\"a\": hunter2", "hunter2", "{\"a\":\"hunter2\\q\"}", "[1hunter2]")) {
            assertThatThrownBy(() -> Json.read(text))
                    .hasMessageStartingWith("Invalid JSON: ")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void writesEqualTreesAsEqualBytes() {
        Map<String, @Nullable Object> loose = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            loose.put("k" + i, i);
        }
        assertThat(Json.write(loose)).startsWith("{\"k0\":0,\"k1\":1,\"k10\":10,");
        assertThat(Json.write(Map.of("b", 1, "a", 2, "c", 3)))
                .isEqualTo("{\"a\":2,\"b\":1,\"c\":3}");
        assertThat(Json.write(Json.object("z", 1, "a", null))).isEqualTo("{\"z\":1,\"a\":null}");
        assertThat(Json.write(new Value.Entries(Map.of("a", new Value.Num(BigDecimal.ONE)))))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void writesOverSeveralLines() {
        assertThat(Json.writePretty(Json.object("a", List.of(1, List.of()), "b", Map.of())))
                .isEqualTo(
                        """
                        {
                          "a": [
                            1,
                            []
                          ],
                          "b": {}
                        }
                        """);
    }

    @Test
    void escapesWhatBreaksLinesOrIsHalf() {
        assertThat(Json.write("a\"\\\n\r\t\u0001\u2028é😀\uD800"))
                .isEqualTo("\"a\\\"\\\\\\n\\r\\t\\u0001\\u2028é😀\uFFFD\"");
    }

    @Test
    void writesTimesAndConstantsAsTexts() {
        assertThat(Json.write(List.of(Instant.EPOCH, ErrorCode.OVERFLOW, new Value.Bool(true))))
                .isEqualTo("[\"1970-01-01T00:00:00Z\",\"OVERFLOW\",true]");
        assertThatThrownBy(() -> Json.write(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot write as JSON: java.lang.Object");
    }

    @Test
    void readsBackEveryTreeItWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Object tree = tree(random, 0);
            assertThat(Json.read(Json.write(tree))).as("tree %d", i).isEqualTo(tree);
            assertThat(Json.read(Json.writePretty(tree))).as("tree %d", i).isEqualTo(tree);
        }
    }

    @Test
    void answersDamagedTextsWithProblemsOnly() {
        Random random = new Random(11);
        String good =
                Json.writePretty(tree(new Random(3), 0)) + "{\"a\": [1, 2.5e3, \"x\\u00e9\"]}";
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int k = 0; k < 3; k++) {
                text.setCharAt(
                        random.nextInt(text.length()),
                        "{}[]\",:\\u0e\uD800 \u0000".charAt(random.nextInt(14)));
            }
            try {
                Json.read(text.toString());
            } catch (PlumblineException e) {
                assertThat(e.getMessage()).startsWith("Invalid JSON: ");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static @Nullable Object tree(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> new BigInteger(200, random).add(BigInteger.TWO.pow(70));
            case 4 -> new BigDecimal(new BigInteger(60, random), random.nextInt(1, 30));
            case 5 -> text(random);
            case 6 -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(tree(random, depth + 1));
                }
                yield items;
            }
            default -> {
                Map<String, @Nullable Object> map = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), tree(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int c = random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(128);
            text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 'x' : c);
        }
        return text.toString();
    }
}

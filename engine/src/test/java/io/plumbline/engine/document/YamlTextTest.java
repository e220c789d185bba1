package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlTextTest {

    @Test
    void readsBackEveryTreeItWrites() {
        for (int seed = 0; seed < 1_000; seed++) {
            Map<String, Object> tree = map(new Random(seed), 0);
            String text = YamlText.write(tree, Comments.NONE);
            Element read = YamlReader.read(text, "seed " + seed);
            assertThat(plain(read)).as("seed %d:%n%s", seed, text).isEqualTo(tree);
        }
    }

    @Test
    void quotesWhatOtherReadersWouldTakeForSomethingElse() {
        for (String text :
                List.of(
                        "no",
                        "Yes",
                        "on",
                        "null",
                        "~",
                        "",
                        "012",
                        "1e3",
                        "0x1F",
                        "2024-01-01",
                        "12:30:00",
                        ".5",
                        ".inf",
                        "true",
                        "- a",
                        "a: b",
                        "a #b",
                        "#a",
                        "[a",
                        "{a",
                        "&a",
                        "*a",
                        "!a",
                        "|",
                        ">",
                        "%a",
                        "@a",
                        "`a",
                        "'a",
                        "\"a",
                        "? a",
                        "a:",
                        "a ",
                        " a",
                        "a\tb",
                        "---",
                        "=",
                        "<<",
                        "a\u202Eb",
                        "a\u0007")) {
            assertThat(ScalarText.inLine(text)).as(text).startsWith("\"").endsWith("\"");
        }
        for (String text :
                List.of(
                        "orders",
                        "amount > 10 and coalesce(a, b) <> 'x'",
                        "env:CRM_PASSWORD",
                        "jdbc:h2:./x",
                        "./data",
                        "Überweisung",
                        "a_b-c.d",
                        "SELECT 1",
                        "y",
                        "1.0.0",
                        "53581432-6c55-4ba2-a65f-72344a91553a")) {
            assertThat(ScalarText.inLine(text)).isEqualTo(text);
        }
    }

    private static Object plain(Element element) {
        return switch (element) {
            case Element.Scalar s ->
                    switch (s.kind()) {
                        case NULL -> "<null>";
                        case BOOLEAN -> Boolean.valueOf(s.text());
                        case INTEGER, DECIMAL -> new BigDecimal(s.text());
                        case TEXT -> s.text();
                    };
            case Element.Sequence s -> s.items().stream().map(YamlTextTest::plain).toList();
            case Element.Mapping m -> {
                Map<String, Object> map = new LinkedHashMap<>();
                m.entries().forEach((k, e) -> map.put(k, plain(e.value())));
                yield map;
            }
        };
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text(random), value(random, depth + 1));
        }
        return map;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 7)) {
            case 0 -> random.nextBoolean();
            case 1 ->
                    new BigDecimal(random.nextInt(-1_000, 1_000)).movePointLeft(random.nextInt(4));
            case 2, 3 -> text(random);
            case 4 -> map(random, depth);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
        };
    }

    static String text(Random random) {
        String[] parts = {
            "a", "B", "é", "😀", " ", "  ", "\n", "\n\n", ":", ": ", "#", " #", "-", "- ", "'",
                    "\"", "\\", ",", "[", "]", "{",
            "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ", "1", "0", ".", "e", "~", "no",
                    "true", "null", "\t", "\r",
            "\u0085", "\u2028", "\uFEFF", "\u0000", "\u0007", "\u202E", "\u00A0", "---", "...",
                    "SELECT x\nFROM t", "=", "<<",
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}

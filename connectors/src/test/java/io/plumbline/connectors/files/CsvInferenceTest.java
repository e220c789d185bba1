package io.plumbline.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvInferenceTest {
    @TempDir private Path folder;

    private Source.TableDescription describe(String content) throws IOException {
        return describe(content.getBytes(StandardCharsets.UTF_8));
    }

    private Source.TableDescription describe(byte[] content) throws IOException {
        Files.write(folder.resolve("t.csv"), content);
        try (FolderSource source = new FolderSource(folder)) {
            return source.describe("t");
        }
    }

    private void refused(String content, int line, String reason) {
        refused(content.getBytes(StandardCharsets.UTF_8), line, reason);
    }

    private void refused(byte[] content, int line, String reason) {
        PlumblineException e =
                catchThrowableOfType(PlumblineException.class, () -> describe(content));
        assertThat(e).hasMessage("Cannot read file 't.csv': " + reason);
        assertThat(e.problem().code()).isEqualTo(ErrorCode.DATA_INVALID);
        assertThat(e.problem().place().file()).isEqualTo("t.csv");
        assertThat(e.problem().place().line()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 -3 0 | INTEGER",
                "2147483647 -2147483648 | INTEGER",
                "1 2147483648 | BIGINT",
                "9223372036854775807 | BIGINT",
                "9223372036854775808 1 | DECIMAL(38,0)",
                "123456789012345678901234567890123456789 | VARCHAR",
                "1 2.5 | DOUBLE",
                "0.5 .5 -1. 1e3 1.5E-7 | DOUBLE",
                "1e999 | VARCHAR",
                "1E+999 | VARCHAR",
                "1E+300 -2e-300 | DOUBLE",
                "007 12 | VARCHAR",
                "+49 30 | VARCHAR",
                "1,5 | VARCHAR",
                "- | VARCHAR",
                "1e | VARCHAR",
                "NaN 1 | VARCHAR",
                "0x1F | VARCHAR",
                "true FALSE True | BOOLEAN",
                "true 1 | VARCHAR",
                "yes no | VARCHAR",
                "2024-02-29 0001-01-01 | DATE",
                "2023-02-29 | VARCHAR",
                "2024-13-01 | VARCHAR",
                "2024-1-1 | VARCHAR",
                "2024-02-29 2024-02-29T10:00:00 | TIMESTAMP",
                "2024-02-29T10:11:12.123456 | TIMESTAMP",
                "2024-02-29T10:11:12.1234567 | VARCHAR",
                "2024-02-29T24:00:00 | VARCHAR",
                "2024-02-29T10:11:12Z 2024-02-29T10:11:12+01:00 | TIMESTAMP_TZ",
                "2024-02-29T10:11:12+0130 2024-02-29T10:11:12-08 | TIMESTAMP_TZ",
                "2024-02-29T10:11:12Z 2024-02-29T10:11:12 | VARCHAR",
                "2024-02-29T10:11:12+ | VARCHAR",
                "10:11:12 23:59:59.9 | TIME",
                "25:00:00 | VARCHAR",
                "2024-02-29 17 | VARCHAR",
            })
    void findsTheNarrowestTypeOfAllValues(String values, String type) throws IOException {
        String rows =
                java.util.Arrays.stream(values.split(" "))
                        .map(v -> '"' + v + "\"\n")
                        .collect(Collectors.joining());

        assertThat(describe("x\n" + rows).schema().fields().getFirst().type()).hasToString(type);
    }

    @Test
    void takesBlankAndTBetweenDayAndTime() throws IOException {
        assertThat(
                        describe("x\n2024-02-29 10:00:00\n2024-02-29T11:00:00\n")
                                .schema()
                                .fields()
                                .getFirst()
                                .type())
                .hasToString("TIMESTAMP");
    }

    @Test
    void saysWhyAndRepeatsNoValue() throws IOException {
        assertThat(describe("a,b,c,d\n1,x,,2\n2,y,,secret\n,z,,3\n").reasons())
                .containsExactly(
                        "a: INTEGER, all of 2 values and 1 empty are whole numbers",
                        "b: VARCHAR, text in 3 values",
                        "c: VARCHAR, no value in 3 rows says more",
                        "d: VARCHAR, row 2 holds none of the whole numbers before it");
    }

    @Test
    void seesValuesFarDownInTheFile() throws IOException {
        StringBuilder content = new StringBuilder("n,text\n");
        IntStream.range(0, 400_000).forEach(i -> content.append(i).append(",abcdefgh\n"));
        content.append("1.5,x\n");

        Source.TableDescription found = describe(content.toString());

        assertThat(found.schema().fields().getFirst().type()).hasToString("DOUBLE");
        assertThat(found.rows()).isEqualTo(400_001);
    }

    @Test
    void readsByteOrderMarkCrLfQuotesAndBlankLines() throws IOException {
        Source.TableDescription found =
                describe(
                        "\ufeffid,\"na\"\"me\"\r\n1,\"a,\r\nb\"\r\n\r\n2,\u00e9\u20ac\ud83d\ude00");

        assertThat(found.schema().names()).containsExactly("id", "na\"me");
        assertThat(found.rows()).isEqualTo(2);
    }

    @Test
    void describesAHeaderWithoutRows() throws IOException {
        Source.TableDescription found = describe("a,b\n");

        assertThat(found.schema().names()).containsExactly("a", "b");
        assertThat(found.rows()).isZero();
    }

    @Test
    void namesColumnsThatHaveNoNameAndRefusesTwins() throws IOException {
        assertThat(describe("a,,c\n1,2,3\n").schema().names()).containsExactly("a", "column1", "c");
        refused("a,b,A\n1,2,3\n", 1, "its header has the column 'A' twice");
    }

    @Test
    void readsTenThousandColumnsAndFieldsOfMillions() throws IOException {
        String header =
                IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row =
                IntStream.range(0, 10_000)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));
        assertThat(describe(header + "\n" + row + "\n").schema().fields()).hasSize(10_000);

        String huge = "x".repeat(10_000_000);
        assertThat(describe("id,t\n1," + huge + "\n2,\"" + huge + "\"\n").rows()).isEqualTo(2);
    }

    @Test
    void refusesFieldsWithoutEnd() {
        String endless = "x".repeat(CsvLines.LONGEST_FIELD + 100_000);
        refused(
                "id,t\n1,\"" + endless + "\"\n",
                2,
                "a field on line 2 is longer than 32000000 bytes");
    }

    @Test
    void namesTheLineOfARaggedRecord() {
        refused("a,b\n1,2\n3,4,5,6\n7,8\n", 3, "line 3 has 4 fields where the header has 2");
        refused("a,b\n1,2\n3\n", 3, "line 3 has 1 fields where the header has 2");
        refused("a,b\n1,\"x\ny\"\n3\n", 4, "line 4 has 1 fields where the header has 2");
    }

    @Test
    void namesTheLineOfBrokenQuotes() {
        refused("a,b\n1,\"x\n2,y\n3,z\n", 2, "a quote opened on line 2 never closes");
        refused("a,b\n1,\"x\"y\n", 2, "text after a closing quote on line 2");
    }

    @Test
    void namesTheLineOfBytesThatAreNoText() {
        refused("a,b\n1,x\u0000y\n", 2, "a NUL byte on line 2");
        refused(
                "id,city\n1,Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1),
                2,
                "line 2 is not UTF-8");
        refused(
                "id,city\n1,\"Z\u00fcrich\"\n".getBytes(StandardCharsets.ISO_8859_1),
                2,
                "line 2 is not UTF-8");
        refused(
                "\ufeffa,b\n".getBytes(StandardCharsets.UTF_16LE),
                1,
                "its encoding is UTF-16, not UTF-8");
    }

    @Test
    void refusesAFileOfNoBytes() {
        refused("", 0, "it is empty, not even a header is there");
    }

    @Test
    void keepsRecordsWholeAcrossBlocks() throws IOException {
        for (int shift = 0; shift < 6; shift++) {
            String pad = "p".repeat((1 << 16) - 8 - shift);
            Source.TableDescription found =
                    describe("a,b\r\n" + pad + ",1\r\n\"q\"\"q\",2\r\nx,\"3\"\r\n");
            assertThat(found.rows()).isEqualTo(3);
            assertThat(found.schema().fields().get(1).type()).hasToString("INTEGER");
        }
    }
}

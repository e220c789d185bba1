package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
    private static final String CANARY = "zqcanary";
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: people
            version: 1.0.0
            status: active
            servers:
              - server: files
                type: custom
            # who they are
            schema:
              - name: people
                physicalName: people.csv
                properties:
                  - name: mail # as they typed it
                    logicalType: string
                    physicalType: VARCHAR
                  - name: nickname
                    logicalType: string
                    physicalType: VARCHAR
                  - name: loyalty
                    logicalType: string
                    physicalType: VARCHAR
            """;

    @TempDir Path folder;

    @BeforeEach
    void aWorkspace() throws IOException {
        for (String part : List.of("connections", "datasets", "data")) {
            Files.createDirectories(folder.resolve(part));
        }
        write("workspace.yaml", "name: shop\n");
        write("connections/files.yaml", "kind: files\npath: data\n");
        write("datasets/people.yaml", CONTRACT);
        StringBuilder rows = new StringBuilder("mail,nickname,loyalty\n");
        for (int i = 0; i < 60; i++) {
            rows.append(
                    "%s%d@example.org,%s%d,LC-%08d\n".formatted(CANARY, i, CANARY, i, i * 7919));
        }
        write("data/people.csv", rows.toString());
        write(
                "classification.yaml",
                """
                categories:
                  user.account.loyalty: {name: Loyalty programme}
                detectors:
                  - {name: LOYALTY_CARD, class: user.account.loyalty, pattern: "LC-[0-9]{8}"}
                """);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Ran classify(String... more) {
        return Ran.of(
                Stream.concat(Stream.of("classify", "-w", folder.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> columns(Ran ran) {
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        Map<String, Object> tree = (Map<String, Object>) Json.read(ran.out());
        return (List<Map<String, Object>>) tree.get("columns");
    }

    @Test
    void tellsTheClassOfEachColumnWithReasons() {
        List<Map<String, Object>> columns = columns(classify("people", "--format", "json"));
        assertThat(columns)
                .extracting(c -> c.get("class"))
                .containsExactly(
                        "user.contact.email", "user.account.username", "user.account.loyalty");
        assertThat(columns.getFirst().keySet())
                .containsExactly("name", "class", "kind", "confidence", "state", "reasons");
        assertThat(columns).extracting(c -> c.get("state")).containsOnly("SUGGESTED");
        assertThat(columns.get(2)).containsEntry("kind", "LOYALTY_CARD");
    }

    @Test
    void aPersonsWordGoesIntoTheContractAndKeepsItsComments() throws IOException {
        Ran ran =
                classify(
                        "people",
                        "--confirm",
                        "mail",
                        "--reject",
                        "nickname",
                        "--confirm",
                        "loyalty=user.account");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo(
                        """
                        confirmed: mail
                        confirmed: loyalty is user.account
                        rejected: nickname is nothing personal
                        written to datasets/people.yaml
                        """);
        String contract = Files.readString(folder.resolve("datasets/people.yaml"));
        assertThat(contract)
                .contains(
                        "# who they are",
                        "# as they typed it",
                        "user.contact.email",
                        "system.operations");
        List<Map<String, Object>> columns = columns(classify("people", "--format", "json"));
        assertThat(columns)
                .extracting(c -> c.get("state"))
                .containsExactly("CONFIRMED", "REJECTED", "CONFIRMED");
        assertThat(columns)
                .extracting(c -> c.get("class"))
                .containsExactly("user.contact.email", null, "user.account");
        assertThat(columns.get(2).get("reasons").toString())
                .contains("contract: user.account, found user.account.loyalty");
        assertThat(Ran.of("audit", "log", "-w", folder.toString()).out())
                .contains("data.classified", "class.confirmed", "class.rejected", "dataset:people");
        assertThat(Ran.of("audit", "verify", "-w", folder.toString()).code()).isZero();
    }

    @Test
    void noValueIsPrintedOrKept() throws IOException {
        Ran text = classify("people");
        Ran json = classify("files", "--format", "json");
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(json.code()).as(json.err()).isZero();
        assertThat(text.out() + text.err() + json.out() + json.err()).doesNotContain(CANARY);
        try (Stream<Path> state = Files.walk(folder.resolve(".plumbline"))) {
            for (Path file : state.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY);
            }
        }
    }

    @Test
    void answersManyLineByLine() throws IOException {
        Path in = folder.resolve("in.jsonl");
        Path out = folder.resolve("out.jsonl");
        Files.writeString(
                in,
                """
                {"id": 1, "text": "SSN 123-45-6789"}
                {"id": 2, "columns": {"email": ["a@example.org", null]}}
                {"id": 3}
                """);
        assertThat(Ran.of("classify", "--batch", in.toString(), "--out", out.toString()).code())
                .isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0))
                .isEqualTo(
                        "{\"id\":1,\"findings\":[{\"kind\":\"US_SSN\",\"start\":4,\"end\":15,"
                                + "\"confidence\":0.99}]}");
        assertThat(lines.get(1)).contains("\"class\":\"user.contact.email\"", "\"rows_seen\":2");
        assertThat(lines.get(2)).contains("ARGUMENT_INVALID", "'text', 'file' or 'columns'");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(classify("peple").err()).contains("DATASET_UNKNOWN", "Did you mean 'people'?");
        assertThat(classify("people", "--confirm", "mial=user.contact.email").err())
                .contains("COLUMN_UNKNOWN", "Did you mean 'mail'?");
        assertThat(classify("people", "--confirm", "mail=user.contact.emial").err())
                .contains("CLASS_UNKNOWN", "Did you mean 'user.contact.email'?");
        assertThat(classify("people", "--text", "x").code()).isEqualTo(2);
        assertThat(classify("people", "--rows", "0").err()).contains("must be at least 1");
        assertThat(Ran.of("classify", folder.resolve("gone.csv").toString()).code()).isEqualTo(2);
    }

    @Test
    void validateLooksThroughDetectorsAndClasses() throws IOException {
        write("classification.yaml", "detectors:\n  - {name: A, class: user, pattern: '(?=a)b'}\n");
        write(
                "datasets/people.yaml",
                CONTRACT.replace(
                        "  - name: nickname\n",
                        "  - name: nickname\n        classification: user.nmae\n"));
        Ran ran = Ran.of("validate", "-w", folder.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out())
                .contains("classification.yaml:2:37: Invalid pattern", "no look-ahead")
                .contains("warning CLASS_UNKNOWN", "Did you mean 'user.name'?");
    }
}

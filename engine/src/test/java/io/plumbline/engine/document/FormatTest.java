package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final String CONTRACT =
            "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\n";

    @Test
    void namesAnUnknownKeyAndTheOneThatWasProbablyMeant() {
        Problem problem = only(Format.WORKSPACE, "name: x\ncolour_of_the_roof: blue\n");
        assertThat(problem.code()).isEqualTo(ErrorCode.DOCUMENT_UNKNOWN_KEY);
        assertThat(problem.message()).isEqualTo("Unknown key: 'colour_of_the_roof'");
        assertThat(problem.place().toString()).isEqualTo("f.yaml:2:1");
        assertThat(problem.remedy()).startsWith("Known keys here: description, name, openlineage");
        Problem near = only(Format.WORKSPACE, "name: x\nregoins: [eu]\n");
        assertThat(near.remedy()).isEqualTo("Did you mean 'regions'?");
        Problem inside = only(Format.PIPELINE, "steps: []\nlayout:\n  a: {x: 1, y: 2, z: 3}\n");
        assertThat(inside.place().toString()).isEqualTo("f.yaml:3:19");
    }

    @Test
    void namesAMissingKeyAndWhatItIs() {
        Problem problem = only(Format.PIPELINE, "steps:\n  - id: a\n    input: b\n");
        assertThat(problem.message()).isEqualTo("Missing required key: 'type'");
        assertThat(problem.place().toString()).isEqualTo("f.yaml:2:5");
        assertThat(problem.remedy()).isEqualTo("Add 'type': step type, such as filter");
        Problem empty = only(Format.CONNECTION, "region: eu\nkind:\n");
        assertThat(empty.place().line()).isEqualTo(2);
        assertThat(empty.message()).isEqualTo("Invalid 'kind': nothing (must be a text)");
    }

    @Test
    void saysWhatAValueMustBe() {
        assertThat(only(Format.PIPELINE, "steps: {a: 1}\n").message())
                .isEqualTo("Invalid 'steps': a map (must be a list)");
        assertThat(only(Format.PIPELINE, "steps:\n  - sort\n").message())
                .isEqualTo("Invalid item 1 of 'steps': a text (must be a map)");
        assertThat(only(Format.PIPELINE, "steps:\n  - {id: a.b, type: x}\n").message())
                .isEqualTo(
                        "Invalid 'id': 'a.b' (must be letters, digits, '_' and '-', at most 100)");
        assertThat(only(Format.PIPELINE, "steps: []\nlayout:\n  a: {x: left, y: 2}\n").message())
                .isEqualTo("Invalid 'x': a text (must be a number)");
        assertThat(only(Format.WORKSPACE, "name: x\npacks: [gdpr, gdpr]\n").message())
                .isEqualTo("Invalid 'packs' (must not name the same twice)");
        assertThat(only(Format.PIPELINE, "parameters:\n  2a: {type: DATE}\nsteps: []\n").message())
                .contains("must be letters, digits and '_', not beginning with a digit");
    }

    @Test
    void refusesAFileOfANewerProgram() {
        Problem problem = only(Format.PIPELINE, "version: 2\nbranches: []\n");
        assertThat(problem.code()).isEqualTo(ErrorCode.FORMAT_NEWER);
        assertThat(problem.message())
                .isEqualTo("Invalid version: 2 (this program reads version 1)");
        Problem contract = only(Format.DATASET, CONTRACT.replace("v3.1.0", "v4.0.0"));
        assertThat(contract.code()).isEqualTo(ErrorCode.FORMAT_NEWER);
        Problem old = only(Format.DATASET, CONTRACT.replace("v3.1.0", "v2.2.2"));
        assertThat(old.message()).isEqualTo("Invalid apiVersion: 'v2.2.2' (must be v3.0 to v3.2)");
        assertThat(old.remedy()).contains("v3.1.0");
    }

    @Test
    void takesTextsThatLookLikeSomethingElseAsWritten() {
        assertThat(check(Format.WORKSPACE, "name: 012\ndescription: no\nregions: [no, 1e3]\n"))
                .isEmpty();
        assertThat(
                        check(
                                Format.CONNECTION,
                                "kind: files\nowner: 2024-01-01\nport: 5432\nssl: true\n"))
                .isEmpty();
        assertThat(
                        check(
                                Format.PIPELINE,
                                "parameters:\n  n: {type: INT, default: 007}\nsteps: []\n"))
                .isEmpty();
        assertThat(check(Format.DATASET, CONTRACT.replace("1.0.0", "1.0"))).isEmpty();
    }

    @Test
    void checksContractsByTheStandard() {
        Problem unknown =
                only(
                        Format.DATASET,
                        CONTRACT
                                + "schema:\n  - name: t\n    properties:\n      - name: a\n        logicaltype: string\n");
        assertThat(unknown.message()).isEqualTo("Unknown key: 'logicaltype'");
        assertThat(unknown.remedy()).isEqualTo("Did you mean 'logicalType'?");
        assertThat(unknown.place().toString()).isEqualTo("f.yaml:10:9");
        Problem type =
                only(
                        Format.DATASET,
                        CONTRACT
                                + "schema:\n  - name: t\n    properties:\n      - name: a\n        logicalType: strin\n");
        assertThat(type.message()).startsWith("Invalid 'logicalType': 'strin' (must be one of ");
        assertThat(type.remedy()).isEqualTo("Did you mean 'string'?");
    }

    @Test
    void neverFetchesWhatAFileRefersTo() {
        for (String uri : List.of("http://127.0.0.1:9/x.json", "file:///etc/passwd")) {
            Problem inContract = only(Format.DATASET, CONTRACT + "$ref: " + uri + "\n");
            assertThat(inContract.message()).isEqualTo("Unknown key: '$ref'");
            Problem inSchema = only(Format.WORKSPACE, "name: x\n$schema: " + uri + "\n");
            assertThat(inSchema.message()).isEqualTo("Unknown key: '$schema'");
        }
    }

    @Test
    void tellsTheFirstOfManyProblemsAndHowManyMoreThereAre() {
        StringBuilder text = new StringBuilder("name: x\n");
        for (int i = 0; i < 50; i++) {
            text.append("key_").append(i).append(": 1\n");
        }
        List<Problem> problems = check(Format.WORKSPACE, text.toString());
        assertThat(problems).hasSize(21);
        assertThat(problems.getLast().message()).isEqualTo("More problems in this file: 30");
        assertThat(problems).isSortedAccordingTo((a, b) -> a.place().line() - b.place().line());
    }

    private static Problem only(Format format, String text) {
        List<Problem> problems = check(format, text);
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static List<Problem> check(Format format, String text) {
        FileProblems problems = new FileProblems("f.yaml");
        format.check((Element.Mapping) YamlReader.read(text, "f.yaml"), problems);
        return problems.sorted();
    }
}

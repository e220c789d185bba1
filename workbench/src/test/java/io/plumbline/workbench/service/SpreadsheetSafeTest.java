package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.metadata.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a spreadsheet program would take for a formula, in CSV files that are written.
final class SpreadsheetSafeTest {
    private static final String TEXTS =
            """
            id,amount,note
            1,-1.5,=cmd|' /C calc'!A0
            2,-2,-1+1
            3,-3,-42.5
            4,4,+41
            5,5,@SUM(A1)
            6,6,\uff1d1+1
            7,7,  =1+1
            8,8,a=b
            9,9,-
            10,10,"\t=1"
            11,11,-1e-5
            """;

    @TempDir private Path root;

    private String written(String setting) throws IOException {
        TestWorkspace.in(root)
                .file("connections/files.yaml", "kind: files\npath: data\n" + setting)
                .file("data/texts.csv", TEXTS)
                .dataset("texts", "texts.csv")
                .dataset("result", "result.csv")
                .pipeline(
                        "copy",
                        """
                        steps:
                          - {id: texts, type: read, dataset: texts}
                          - {id: sorted, type: sort, input: texts, by: [id]}
                          - {id: save, type: write, input: sorted, dataset: result}
                        """);
        Surroundings surroundings = Surroundings.ofThisMachine();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            RunReport report =
                    new RunService(surroundings)
                            .run(
                                    session,
                                    store,
                                    "copy",
                                    new RunService.Settings(Map.of(), true),
                                    event -> {},
                                    new Cancellation());
            assertThat(report.problems()).isEmpty();
        }
        return Files.readString(root.resolve("data/result.csv"));
    }

    @Test
    void defusesFormulasAndLeavesNumbersAlone() throws IOException {
        assertThat(written("spreadsheet_safe: \"true\"\n").replace("\"", "").lines())
                .containsExactlyInAnyOrder(
                        "id,amount,note",
                        "1,-1.5,'=cmd|' /C calc'!A0",
                        "2,-2.0,'-1+1",
                        "3,-3.0,-42.5",
                        "4,4.0,+41",
                        "5,5.0,'@SUM(A1)",
                        "6,6.0,'\uff1d1+1",
                        "7,7.0,'  =1+1",
                        "8,8.0,a=b",
                        "9,9.0,'-",
                        "10,10.0,'\t=1",
                        "11,11.0,-1e-5");
    }

    @Test
    void keepsTextsAsTheyAreUnlessAskedTo() throws IOException {
        assertThat(written("")).contains("-1+1", "\uff1d1+1").doesNotContain("'-1+1");
    }

    @Test
    void refusesAnotherWordThanTrueOrFalse() {
        assertThatThrownBy(() -> written("spreadsheet_safe: \"perhaps\"\n"))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining(
                        "Invalid spreadsheet_safe: 'perhaps' (must be true or false)");
    }
}

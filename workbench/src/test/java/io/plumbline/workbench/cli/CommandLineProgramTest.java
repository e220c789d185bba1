package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineProgramTest {
    @Test
    void namesTheCommandThatWasMeant() {
        Ran ran = Ran.of("qurey", "--sql", "SELECT 1");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("Unknown command: 'qurey'")
                .contains("Did you mean 'query'?");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void namesTheOptionThatWasMeant() {
        Ran ran = Ran.of("query", "--dta", "d", "--sql", "SELECT 1");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("Unknown option: '--dta'")
                .contains("Did you mean '--data'?");
    }

    @Test
    void listsTheFormatsWhenOneIsUnknown() {
        Ran ran = Ran.of("query", "--format", "xmll", "--sql", "SELECT 1");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("xmll").contains("text, json, csv");
    }

    @Test
    void refusesAStatementGivenTwice() {
        Ran ran = Ran.of("query", "--sql", "SELECT 1", "--file", "q.sql");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--sql").contains("--file");
    }

    @Test
    void offersCsvForRowsOnly() {
        Ran ran = Ran.of("runs", "--format", "csv");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'csv' (must be text, json or openlineage)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "init",
                "validate",
                "plan",
                "preview",
                "run",
                "runs",
                "query",
                "lineage",
                "audit"
            })
    void explainsEachCommand(String command) {
        Ran ran = Ran.of(command, "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Usage: plumbline " + command);
    }

    @Test
    void saysWhichWorkspaceIsMissing() {
        Ran ran = Ran.of("validate", "-w", "no-such-workspace");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("WORKSPACE_MISSING").contains("no-such-workspace");
    }
}

package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.cli.CommandLineProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardiseTest {
    @TempDir Path root;
    private TestWorkspace workspace;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = TestWorkspace.in(root);
    }

    /// Returns what a test of the step says: given one column `v` and another `u`.
    private String test(String type, String step, String given, String expect) throws IOException {
        workspace.pipeline(
                "p",
                "steps:\n  - {id: o, type: read, dataset: o}\n  - {id: s, type: standardise, input: o, "
                        + step
                        + "}\n");
        workspace.file(
                "tests/t.yaml",
                "pipeline: p\ngiven:\n  o:\n    columns: {v: "
                        + type
                        + ", u: VARCHAR}\n    rows: ["
                        + given
                        + "]\nexpect:\n"
                        + expect
                        + "\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            new CommandLineProgram(both, both).run("test", "-w", root.toString());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{standard: country};' ch ',deu,Côte d’Ivoire,cote d''ivoire,USA,Bosnia and Herzegovina;CH,DE,CI,CI,US,BA",
                "{standard: country, to: alpha3};CH,Turkey,usa;CHE,TUR,USA",
                "{standard: country, to: name};CHE,uk;Switzerland,United Kingdom",
                "country;Nowhere,'',C|H,CH=CH;~,~,~,~",
                "currency;eur,€,' USD',XXY,$;EUR,EUR,USD,~,~",
                "{standard: phone, region: ch};044 668 18 00,+41 (0)44 668-18-00,tel:+44 20 7031 3000,0049 30 227 32152,'117';+41446681800,+41446681800,+442070313000,+493022732152,~",
                "{standard: phone, region: CH};044 668,044 668 18 00 ext. 5,0800 FLOWERS,'',+999 123456,044 668 18 00 / 044 668 18 01;~,~,~,~,~,~",
                "email;' Anna.B@Example.ORG ',a@b.c,no,a@b,a@@b.c,'a b@c.d';Anna.B@example.org,a@b.c,~,~,~,~",
            })
    void bringsTextsIntoTheirForm(String standard, String values, String forms) throws IOException {
        StringBuilder given = new StringBuilder();
        StringBuilder expect = new StringBuilder();
        String[] in = values.split(",");
        String[] out = forms.split(",");
        for (int i = 0; i < in.length; i++) {
            String value = in[i].startsWith("'") ? in[i].substring(1, in[i].length() - 1) : in[i];
            given.append(i == 0 ? "" : ", ").append("{u: '").append(i).append("', v: \"");
            given.append(value.replace("''", "'")).append("\"}");
            expect.append(i == 0 ? "" : ", ").append("{u: '").append(i).append("', v: ");
            expect.append(out[i].equals("~") ? "~" : '"' + out[i] + '"').append("}");
        }
        assertThat(
                        test(
                                "VARCHAR",
                                "columns: {v: " + standard + "}",
                                given.toString(),
                                "  s: [" + expect + "]"))
                .contains("1 passed, 0 failed");
    }

    @ParameterizedTest
    @CsvSource({
        "in, cm, 1, 2.54",
        "lb, KG, 10, 4.5359237",
        "km, mi, 1.609344, 1",
        "gal, l, 1, 3.785411784",
        "c, f, 0, 32",
        "f, c, 212, 100",
        "c, k, -273.15, 0",
        "kg, kg, 7.5, 7.5",
    })
    void convertsUnits(String from, String to, String value, String expected) throws IOException {
        String step = "columns: {v: {standard: unit, %s, to: %s}}";
        String expect = "  s: {tolerance: 0.000000001, rows: [{v: " + expected + "}]}";
        assertThat(
                        test(
                                "DOUBLE",
                                step.formatted("from: " + from, to),
                                "{v: " + value + "}",
                                expect))
                .contains("1 passed");
        assertThat(
                        test(
                                "'DECIMAL(12,6)'",
                                step.formatted("unit: u", to),
                                "{v: %s, u: ' %s'}".formatted(value, from),
                                expect))
                .contains("1 passed");
    }

    @Test
    void placesLocalTimesInUtc() throws IOException {
        assertThat(
                        test(
                                "TIMESTAMP",
                                "columns: {v: {standard: timezone, zone_column: u}}",
                                "{v: 2024-07-01T12:00:00, u: Europe/Zurich}, {v: 2024-01-01T12:00:00, u: America/New_York},"
                                        + " {v: 2024-01-01T12:00:00, u: Nowhere}, {v: 2024-01-01T12:00:00}",
                                "  s: [{v: 2024-07-01T10:00:00, u: Europe/Zurich}, {v: 2024-01-01T17:00:00, u: America/New_York}, {u: Nowhere}, {u: ~}]"))
                .contains("1 passed");
        assertThat(
                        test(
                                "TIMESTAMP",
                                "columns: {v: {standard: timezone, zone: Asia/Kolkata}}",
                                "{v: 2024-07-01T12:00:00}",
                                "  s: [{v: 2024-07-01T06:30:00}]"))
                .contains("1 passed");
    }

    @Test
    void takesTheRegionOfNumbersFromAColumn() throws IOException {
        assertThat(
                        test(
                                "VARCHAR",
                                "columns: {v: {standard: phone, region_column: U}}",
                                "{v: 044 668 18 00, u: ' ch'}, {v: 020 7031 3000, u: GB}, {v: 044"
                                        + " 668 18 00, u: Nowhere}, {v: 044 668 18 00}, {v:"
                                        + " '+41446681800'}, {u: CH}",
                                "  s: [{v: '+41446681800', u: ' ch'}, {v: '+442070313000', u: GB},"
                                        + " {u: Nowhere}, {v: ~}, {v: '+41446681800'}, {u: CH}]"))
                .contains("1 passed");
    }

    @Test
    void keepsOrRejectsWhatTheStandardDoesNotKnow() throws IOException {
        String given = "{v: che}, {v: Atlantis}, {u: x}";
        assertThat(
                        test(
                                "VARCHAR",
                                "columns: {v: country}, on_invalid: keep",
                                given,
                                "  s: [{v: CH}, {v: Atlantis}, {v: ~}]\n  s.rejected: []"))
                .contains("1 passed");
        assertThat(
                        test(
                                "VARCHAR",
                                "columns: {v: country}, on_invalid: reject",
                                given,
                                "  s: [{v: CH, u: ~}, {v: ~, u: x}]\n  s.rejected: [{v: Atlantis}]"))
                .contains("1 passed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "columns: {w: email} | Unknown column: 'w'",
                "columns: {v: mail} | Did you mean 'email'?",
                "columns: {v: {standard: country, to: alpha4}} | must be alpha2 | alpha3 | name",
                "columns: {v: {standard: unit, from: kg, to: cm}} | Unknown unit of mass: 'cm'",
                "columns: {v: {standard: phone, region: CHE}} | Unknown region: 'CHE'",
                "columns: {v: phone} | either 'region' or 'region_column'",
                "columns: {v: {standard: unit, to: cm}} | either 'from' or 'unit'",
                "columns: {v: {standard: timezone, zone: Europe/Zurch}} | Did you mean 'Europe/Zurich'?",
                "columns: {v: {standard: timezone, zone: Europe/Zurich}}, on_invalid: keep | 'keep' with the standard timezone",
            })
    void tellsWhatIsWrong(String step, String what) throws IOException {
        assertThat(test("TIMESTAMP", step, "", "  s: []"))
                .contains("pipelines/p.yaml:5:")
                .contains(what);
    }
}

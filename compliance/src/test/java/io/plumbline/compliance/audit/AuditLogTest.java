package io.plumbline.compliance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.AuditRecord;
import io.plumbline.engine.metadata.MetadataStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditLogTest {
    private static final AuditEvent RUN =
            AuditEvent.of("anna", "run.finished", "pipeline:customer360", "COMPLETE")
                    .with("run", "r-2026-1")
                    .with("rows", "10281");

    @TempDir private Path folder;

    @Test
    void givesBackEventsInOrderWithTheirPlaceInTheChain() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            AuditLog log = new AuditLog(store);
            AuditRecord first = log.append(RUN);
            AuditRecord second =
                    log.append(AuditEvent.of("ben", "policy.changed", "policy:gdpr", "DONE"));
            assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
            assertThat(first.hash()).hasSize(64).isNotEqualTo(second.hash());
            assertThat(log.list(AuditFilter.LATEST)).containsExactly(first, second);
            assertThat(first.details()).isEqualTo(Map.of("run", "r-2026-1", "rows", "10281"));
        }
    }

    @Test
    void filtersByTimeActorActionAndNumber() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            AuditLog log = new AuditLog(store);
            AuditRecord anna = log.append(RUN);
            AuditRecord ben = log.append(AuditEvent.of("ben", "export", "bundle:b1", "DONE"));
            AuditRecord again = log.append(AuditEvent.of("anna", "export", "bundle:b2", "DONE"));
            assertThat(log.list(new AuditFilter(null, "anna", null, 9)))
                    .containsExactly(anna, again);
            assertThat(log.list(new AuditFilter(null, null, "export", 9)))
                    .containsExactly(ben, again);
            assertThat(log.list(new AuditFilter(null, "anna", "export", 9))).containsExactly(again);
            assertThat(log.list(new AuditFilter(null, null, null, 1))).containsExactly(again);
            assertThat(log.list(new AuditFilter(ben.time(), null, null, 9)))
                    .containsExactly(ben, again);
            assertThat(log.list(new AuditFilter(Instant.now().plusSeconds(60), null, null, 9)))
                    .isEmpty();
        }
    }

    @Test
    void writesTheSameJsonForTheSameEvents() {
        AuditRecord record =
                new AuditRecord(
                        7,
                        Instant.parse("2026-01-02T03:04:05.000006Z"),
                        "anna",
                        "run.finished",
                        "pipeline:a",
                        "COMPLETE",
                        Map.of("run", "r1", "hash", "ab"),
                        "00ff");
        assertThat(AuditJson.log(List.of(record)))
                .isEqualTo(
                        """
                        {
                          "events": [
                            {
                              "sequence": 7,
                              "time": "2026-01-02T03:04:05.000006Z",
                              "actor": "anna",
                              "action": "run.finished",
                              "subject": "pipeline:a",
                              "outcome": "COMPLETE",
                              "details": {
                                "hash": "ab",
                                "run": "r1"
                              },
                              "hash": "00ff"
                            }
                          ]
                        }
                        """);
        AuditVerdict verdict =
                new AuditVerdict(false, 1, 2, "00ff", List.of("It is broken"), List.of());
        assertThat(AuditJson.verdict(verdict))
                .isEqualTo(
                        """
                        {
                          "good": false,
                          "events": 1,
                          "records": 2,
                          "headHash": "00ff",
                          "reasons": [
                            "It is broken"
                          ],
                          "notes": []
                        }
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Max Mustermann was here",
                "a=b",
                "{\"name\":\"x\"}",
                "line\nbreak",
                "postgres://crm:hunter2@host/db",
                "AKIAIOSFODNN7EXAMPLE",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi",
                "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                ""
            })
    void refusesValuesAndSecretsWithoutRepeatingThem(String value) {
        assertThatThrownBy(() -> RUN.with("run", value))
                .isInstanceOf(PlumblineException.class)
                .hasMessageStartingWith("Invalid detail 'run' of an audit event (must ")
                .satisfies(e ->
                        assertThat(value.isEmpty() || !e.getMessage().contains(value)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "apiKey", "access_token", "clientSecret"})
    void refusesDetailsThatAreNamedLikeSecrets(String name) {
        assertThatThrownBy(() -> RUN.with(name, "abc"))
                .isInstanceOf(PlumblineException.class)
                .hasMessage(
                        "Invalid detail '%s' of an audit event (must not be named as a secret)"
                                .formatted(name));
    }

    @Test
    void refusesFreeTextAndWhatIsTooLong() {
        assertThatThrownBy(() -> AuditEvent.of("anna", "Did something!", "x", "DONE"))
                .isInstanceOf(PlumblineException.class)
                .hasMessage(
                        "Invalid action of an audit event (must be a name, an id or a hash: no free"
                                + " text, no values)");
        assertThatThrownBy(() -> RUN.with("run", "x".repeat(201)))
                .isInstanceOf(PlumblineException.class)
                .hasMessage(
                        "Invalid detail 'run' of an audit event (must be at most 200 characters)");
        assertThatThrownBy(() -> AuditEvent.of("jdbc://u:p@h/d", "run", "x", "DONE"))
                .isInstanceOf(PlumblineException.class)
                .hasMessage("Invalid actor of an audit event (must not hold a secret)");
    }

    @Test
    void namesFitWhateverTheyAre() {
        AuditEvent event = AuditEvent.of("anna", "data.queried", "workspace", "SHOWN");
        assertThat(event.withNames("tables", java.util.List.of()).details()).isEmpty();
        assertThat(event.withNames("tables", java.util.List.of("a b", "c,d", "e+f")).details())
                .containsEntry("tables", "a_b+c_d+e_f");
        assertThat(event.withNames("tables", java.util.Collections.nCopies(90, "table")).details())
                .hasEntrySatisfying(
                        "tables",
                        t -> assertThat(t).startsWith("table+table+").endsWith("+59:more"));
        assertThat(event.withNames("tables", java.util.List.of("x".repeat(300))).details())
                .containsEntry("tables", "1:more");
    }
}

package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.OutputAccount;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.engine.metadata.StepAccount;
import io.plumbline.workbench.desktop.view.audit.AuditPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsPageTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir Path temp;

    private static void recordRun(MetadataStore store, String id, RunState state, long rows) {
        Instant at = NOON.plusSeconds(rows);
        RunRecord run = RunRecord.started(id, "orders", "hash", "ana", at);
        store.runs().start(run);
        store.runs()
                .finish(
                        run.ended(
                                state,
                                at.plusSeconds(2),
                                List.of(
                                        new StepAccount(
                                                "paid",
                                                "filter",
                                                100,
                                                rows,
                                                100 - rows,
                                                0,
                                                0,
                                                0,
                                                7)),
                                List.of(),
                                List.of(new OutputAccount("out", "sales", "7", rows, "REPLACE")),
                                List.of()));
    }

    private Path workspace() throws Exception {
        Path root = Files.createDirectories(temp.resolve("workspace"));
        Files.writeString(root.resolve("workspace.yaml"), "version: 1\nname: small\n");
        try (MetadataStore store = MetadataStore.open(root.resolve(".plumbline"))) {
            recordRun(store, "one", RunState.COMPLETE, 40);
            recordRun(store, "two", RunState.FAIL, 50);
            new AuditLog(store)
                    .append(AuditEvent.of("ana", "run.finished", "pipeline:orders", "FAIL"));
        }
        return root;
    }

    private static void fire(DesktopDriver desktop, String id) {
        ToggleButton button = (ToggleButton) desktop.node(id);
        DesktopDriver.on(() -> {
            button.fire();
            return null;
        });
    }

    private static String text(DesktopDriver desktop, String id) {
        Label label = (Label) desktop.node(id);
        return DesktopDriver.on(label::getText);
    }

    @Test
    void showsRunsComparesTwoVerifiesTheLogAndExportsIt() throws Exception {
        try (DesktopDriver desktop = DesktopDriver.open(temp, 1280, 800)) {
            desktop.open(workspace());
            fire(desktop, "rail-runs");
            compareRuns(desktop);
            fire(desktop, "rail-audit");
            verifyAndExport(desktop);
        }
    }

    private static void compareRuns(DesktopDriver desktop) {
        TableView<?> runs = (TableView<?>) desktop.node("runs");
        DesktopDriver.await("both runs are shown", () -> runs.getItems().size() == 2);
        assertThat(text(desktop, "run-state")).isEqualTo("■ Failed");
        DesktopDriver.on(() -> {
            runs.getSelectionModel().selectAll();
            return null;
        });
        assertThat(text(desktop, "comparison-design")).isEqualTo("● Both ran the same design");
        TextField filter = (TextField) desktop.node("runs-text");
        DesktopDriver.on(() -> {
            filter.setText("nothing like it");
            return null;
        });
        assertThat(text(desktop, "runs-empty")).isEqualTo("No run matches: choose other filters");
        assertThat(text(desktop, "runs-count")).isEqualTo("0 of 2 runs");
    }

    private void verifyAndExport(DesktopDriver desktop) throws Exception {
        Button verify = (Button) desktop.node("audit-verify");
        DesktopDriver.on(() -> {
            verify.fire();
            return null;
        });
        DesktopDriver.await("the log is verified", () -> !verify.isDisabled());
        assertThat(text(desktop, "audit-verdict")).startsWith("● Good: 1 event in ");
        Path file = temp.resolve("audit.jsonl");
        DesktopDriver.on(() -> {
            var page = Objects.requireNonNull(desktop.window().shell()).shown();
            ((AuditPage) Objects.requireNonNull(page)).export(file);
            return null;
        });
        DesktopDriver.await("the export is written", () -> Files.exists(file));
        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .contains("\"action\":\"run.finished\"", "\"subject\":\"pipeline:orders\"");
    }
}

package io.plumbline.workbench.desktop.view.audit;

import io.plumbline.compliance.audit.AuditFilter;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.compliance.audit.AuditVerdict;
import io.plumbline.compliance.audit.AuditVerifier;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.AuditRecord;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.view.shell.Columns;
import io.plumbline.workbench.desktop.view.shell.Command;
import io.plumbline.workbench.desktop.view.shell.Notice;
import io.plumbline.workbench.desktop.view.shell.Page;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.desktop.view.shell.Tasks.Running;
import io.plumbline.workbench.service.AuditExport;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The audit log: its events, newest first, whether it is whole, and its export.
public final class AuditPage implements Page {
    private static final int LATEST = 10_000;

    private final Shell shell;
    private final SplitPane content = new SplitPane();
    private final TableView<AuditRecord> table = new TableView<>();
    private final AuditFilters filters = new AuditFilters(this::filter);
    private final Label count = new Label();
    private final Label verdict = new Label();
    private final Button verify = new Button("Verify");
    private final Button export = new Button("Export …");
    private final Label placeholder = new Label();
    private final Button again = new Button("Try again");
    private final StackPane beside = new StackPane();
    private List<AuditRecord> events = List.of();
    private boolean loading;

    /// Makes the page, and says in the status row where the log stands.
    public AuditPage(Shell shell) {
        this.shell = shell;
        table.setId("audit");
        table.setAccessibleText("Audit events, newest first");
        table.getColumns().add(Columns.number("Sequence", 80, -1, AuditRecord::sequence));
        table.getColumns().add(Columns.time("Time", AuditRecord::time));
        table.getColumns().add(Columns.text("Actor", 100, AuditRecord::actor));
        table.getColumns().add(Columns.text("Action", 140, AuditRecord::action));
        table.getColumns().add(Columns.text("Subject", 210, AuditRecord::subject));
        table.getColumns().add(Columns.text("Outcome", 100, AuditRecord::outcome));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> select());
        again.setOnAction(_ -> load());
        placeholder.setId("audit-empty");
        placeholder.setWrapText(true);
        VBox nothing = new VBox(10, placeholder, again);
        nothing.setAlignment(Pos.CENTER);
        table.setPlaceholder(nothing);
        BorderPane left = new BorderPane(table);
        left.setTop(new VBox(bar(), verdictLine()));
        left.getStyleClass().add("panel");
        left.setMinWidth(420);
        beside.getStyleClass().add("panel");
        beside.setMinWidth(300);
        content.getItems().addAll(left, beside);
        content.setDividerPositions(0.62);
        shell.add(Command.of("Verify the audit log", null, this::showAndVerify));
        shell.tasks().running().addListener((ListChangeListener<Running>) this::ended);
        state("", false);
        select();
        if (shell.workspace().records().isPresent()) {
            load();
        }
    }

    private BorderPane bar() {
        verify.setId("audit-verify");
        verify.getStyleClass().add("primary");
        verify.setTooltip(new Tooltip("Find what was changed, removed or cut off"));
        verify.setOnAction(_ -> verify());
        export.setId("audit-export");
        export.setTooltip(
                new Tooltip("Write the events shown into a file, one JSON object a line"));
        export.setOnAction(_ -> choose());
        Button reload = new Button("", Icons.node(Feather.REFRESH_CW, 14));
        reload.setId("audit-reload");
        reload.setAccessibleText("Read the events again");
        reload.setTooltip(new Tooltip("Read the events again"));
        reload.setOnAction(_ -> load());
        HBox right = new HBox(8, reload, export, verify);
        right.setMinWidth(Region.USE_PREF_SIZE);
        BorderPane bar = new BorderPane(filters);
        bar.setRight(right);
        bar.getStyleClass().add("page-bar");
        return bar;
    }

    private HBox verdictLine() {
        verdict.setId("audit-verdict");
        verdict.setWrapText(true);
        verdict.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(verdict, Priority.ALWAYS);
        count.setId("audit-count");
        count.getStyleClass().add("muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        told("Not verified since this window was opened", "muted");
        HBox line = new HBox(12, verdict, count);
        line.getStyleClass().add("verdict-line");
        return line;
    }

    private void told(String words, String style) {
        verdict.setText(words);
        verdict.getStyleClass().removeAll("muted", "good-text", "bad-text", "warn-text");
        verdict.getStyleClass().add(style);
    }

    private void ended(ListChangeListener.Change<? extends Running> change) {
        while (change.next()) {
            if (change.getRemoved().stream()
                    .anyMatch(r ->
                            r.title().startsWith("Run of") || r.title().startsWith("Preview of"))) {
                load();
            }
        }
    }

    private void load() {
        if (loading) {
            return;
        }
        loading = true;
        if (events.isEmpty()) {
            state("Reading the events …", false);
        }
        shell.tasks()
                .start(
                        "Reading the audit log",
                        _ ->
                                new AuditLog(shell.workspace().ownedRecords())
                                        .list(new AuditFilter(null, null, null, LATEST)),
                        this::loaded,
                        this::failed);
    }

    private void loaded(List<AuditRecord> read) {
        loading = false;
        events = read.reversed();
        filters.offer(events);
        filter();
        shell.status()
                .audit(
                        events.isEmpty()
                                ? "Audit: no events"
                                : "Audit: "
                                        + counted(events.size())
                                        + (events.size() == LATEST ? " or more" : "")
                                        + ", head "
                                        + start(events.getFirst().hash()));
    }

    private void failed(List<Problem> problems) {
        loading = false;
        events = List.of();
        filter();
        state("The audit log cannot be read. " + Notice.text(problems), true);
    }

    private void state(String words, boolean retry) {
        placeholder.setText(words);
        again.setVisible(retry);
        again.setManaged(retry);
    }

    private void filter() {
        List<AuditRecord> found = filters.of(events);
        AuditRecord chosen = table.getSelectionModel().getSelectedItem();
        table.getItems().setAll(found);
        if (chosen != null && found.contains(chosen)) {
            table.getSelectionModel().select(chosen);
        } else {
            table.getSelectionModel().selectFirst();
        }
        export.setDisable(found.isEmpty());
        count.setText(
                (found.size() == events.size() ? "" : number(found.size()) + " of ")
                        + counted(events.size())
                        + (events.size() == LATEST ? ", the latest" : ""));
        state(
                events.isEmpty()
                        ? "No event yet: runs, previews of protected columns and grants are"
                                + " recorded here"
                        : "No event matches: choose other filters",
                false);
        select();
    }

    private void select() {
        AuditRecord chosen = table.getSelectionModel().getSelectedItem();
        if (chosen == null) {
            Label hint = new Label("Select an event to see all that it holds");
            hint.getStyleClass().add("empty-hint");
            beside.getChildren().setAll(hint);
        } else {
            beside.getChildren().setAll(new AuditDetail(chosen));
        }
    }

    private void showAndVerify() {
        shell.show(this);
        verify();
    }

    private void verify() {
        if (verify.isDisabled()) {
            return;
        }
        verify.setDisable(true);
        told("Verifying …", "muted");
        shell.tasks()
                .start(
                        "Verifying the audit log",
                        _ -> {
                            Path folder = shell.workspace().root().resolve(".plumbline");
                            Optional<MetadataStore> store = shell.workspace().records();
                            return store.isPresent()
                                    ? AuditVerifier.verify(store.orElseThrow(), folder)
                                    : AuditVerifier.verify(folder);
                        },
                        this::verified,
                        problems -> {
                            verify.setDisable(false);
                            told("Cannot verify. " + Notice.text(problems), "bad-text");
                        });
    }

    private void verified(AuditVerdict found) {
        verify.setDisable(false);
        String notes = found.notes().isEmpty() ? "" : ". " + String.join(". ", found.notes());
        if (found.good()) {
            told(
                    "● Good: "
                            + counted(found.events())
                            + " in "
                            + number(found.records())
                            + " records whole, head "
                            + start(found.headHash())
                            + notes,
                    "good-text");
        } else {
            told("■ Not whole: " + String.join(". ", found.reasons()) + notes, "bad-text");
        }
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the events shown");
        chooser.setInitialFileName("audit.jsonl");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON lines", "*.jsonl"));
        File file = chooser.showSaveDialog(content.getScene().getWindow());
        if (file != null) {
            export(file.toPath());
        }
    }

    /// Writes the events that are shown, oldest first, into a file.
    public void export(Path file) {
        List<AuditRecord> shownNow = List.copyOf(table.getItems()).reversed();
        shell.tasks()
                .start(
                        "Exporting the audit log",
                        _ -> AuditExport.write(file, shownNow),
                        written ->
                                shell.tell(
                                        "Wrote " + counted(written) + " to " + file,
                                        false,
                                        List.of()),
                        problems -> shell.tell(Notice.text(problems), true, List.of()));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String counted(long number) {
        return number(number) + (number == 1 ? " event" : " events");
    }

    private static String start(String hash) {
        return hash.length() <= 8 ? hash : hash.substring(0, 8) + "…";
    }

    @Override
    public String title() {
        return "Audit";
    }

    @Override
    public Ikon icon() {
        return Feather.SHIELD;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void shown() {
        shell.actions(List.of());
        load();
    }
}

package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.RunEvent;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.StepAccount;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.desktop.canvas.Selection;
import io.plumbline.workbench.desktop.view.design.DiagramBuilder.RunMarks;
import io.plumbline.workbench.desktop.view.shell.Notice;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.design.ColumnLayouts;
import io.plumbline.workbench.service.design.DesignDesk.Checked;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// What happens below the canvas: problems, preview, plan and run of the pipeline that is shown.
final class DesignPanels {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Shell shell;
    private final Supplier<Optional<PipelineEditor>> editor;
    private final BooleanSupplier save;
    private final DataWork work;
    private final ProblemsPanel problems;
    private final PreviewPanel preview;
    private final PlanPanel plan = new PlanPanel(this::plan);
    private final RunPanel run = new RunPanel();
    private final ColumnPanel column = new ColumnPanel();
    private final BottomPanel view;
    private @Nullable PortRef previewed;
    private boolean running;

    DesignPanels(Shell shell, Supplier<Optional<PipelineEditor>> editor, BooleanSupplier save) {
        this.shell = shell;
        this.editor = editor;
        this.save = save;
        this.work = new DataWork(shell.workspace());
        this.preview = new PreviewPanel(this::preview, new ColumnLayouts(shell.workspace().root()));
        this.problems =
                new ProblemsPanel(
                        p -> editor.get().ifPresent(e -> e.go(p)),
                        (_, fix) ->
                                editor.get()
                                        .ifPresent(e ->
                                                e.model().edit(fix.label(), null, fix.change())));
        this.view = new BottomPanel(problems, preview, plan, run, column);
    }

    BottomPanel view() {
        return view;
    }

    /// Shows the problems of now.
    void refresh() {
        PipelineEditor now = editor.get().orElse(null);
        Checked checked = now == null ? null : now.model().checkedProperty().get();
        if (now == null || checked == null) {
            view.problems(0);
            shell.status().types(-1, 0);
            return;
        }
        List<Problem> found = checked.problems();
        problems.show(checked);
        view.problems(found.size());
        int errors = (int) found.stream().filter(Problem::isError).count();
        shell.status().types(errors, found.size() - errors);
    }

    void problems() {
        view.showProblems();
    }

    /// Shows where a column comes from.
    void column(PortRef port, String name) {
        editor.get()
                .ifPresent(e -> {
                    Checked checked = e.model().checkedProperty().get();
                    if (checked != null) {
                        new ColumnOrigins(shell.workspace(), (_, _) -> {})
                                .flow(checked.compiled(), port)
                                .ifPresent(flow ->
                                        flow.column(name)
                                                .ifPresent(c -> {
                                                    column.show(port, c, flow);
                                                    view.showLineage();
                                                }));
                    }
                });
    }

    /// Shows the rows at what is selected, or again at what was shown.
    void preview() {
        editor.get()
                .ifPresent(e -> {
                    Selection selection = e.canvas().selectionProperty().get();
                    if (!selection.wires().isEmpty()) {
                        preview(selection.wires().iterator().next().from());
                    } else if (!selection.boxes().isEmpty()) {
                        e.actions().previewOf(selection.boxes().iterator().next());
                    } else if (previewed != null) {
                        preview(previewed);
                    } else {
                        view.showPreview();
                    }
                });
    }

    /// Shows the rows at an output.
    void preview(PortRef port) {
        editor.get()
                .ifPresent(e -> {
                    previewed = port;
                    view.showPreview();
                    preview.waiting(port);
                    int limit = preview.limit();
                    var draft = e.model().draft();
                    shell.tasks()
                            .start(
                                    "Preview of " + port,
                                    c -> work.preview(draft, port, limit, c),
                                    rows -> preview.show(draft.name(), port, rows, limit),
                                    failures -> preview.failed(Notice.text(failures)));
                });
    }

    /// Shows the plan.
    void plan() {
        editor.get()
                .ifPresent(e -> {
                    view.showPlan();
                    var draft = e.model().draft();
                    shell.tasks()
                            .start(
                                    "Plan of " + draft.name(),
                                    _ -> work.plan(draft),
                                    plan::show,
                                    failures -> plan.failed(Notice.text(failures)));
                });
    }

    /// Saves and runs the pipeline that is shown.
    void run() {
        PipelineEditor now = editor.get().orElse(null);
        if (now == null || running) {
            return;
        }
        Checked checked = now.model().checkedProperty().get();
        if (checked != null && !checked.isGood() && checked.draft() == now.model().draft()) {
            view.showProblems();
            return;
        }
        if (now.model().isChanged() && !save.getAsBoolean()) {
            return;
        }
        running = true;
        String name = now.model().name();
        view.showRun();
        run.running(name, "starting");
        RunProgressMarks marks = new RunProgressMarks(now);
        shell.tasks()
                .start(
                        "Run of " + name,
                        c -> work.run(name, e -> Platform.runLater(() -> marks.take(e)), c),
                        report -> {
                            running = false;
                            ended(now, report);
                        },
                        failures -> {
                            running = false;
                            now.mark(RunMarks.NONE);
                            run.failed(failures);
                            boolean cancelled = failures.getFirst().code() == ErrorCode.CANCELLED;
                            if (!cancelled) {
                                shell.tell(failures);
                            }
                        });
    }

    private void ended(PipelineEditor now, RunReport report) {
        run.show(report);
        Map<String, String> rows = new HashMap<>();
        report.accounts().stream()
                .filter(a -> a.out() != StepAccount.UNKNOWN)
                .forEach(a -> rows.put(a.step(), rows(a.in(), a.out())));
        Set<String> failed = new HashSet<>();
        report.problems().stream()
                .filter(Problem::isError)
                .map(p -> p.place().step())
                .filter(java.util.Objects::nonNull)
                .forEach(failed::add);
        now.mark(new RunMarks(rows, Set.of(), failed));
        long total = report.outputs().stream().mapToLong(RunReport.Written::rows).sum();
        long millis = java.time.Duration.between(report.started(), report.finished()).toMillis();
        lastRun(CLOCK.format(report.finished()), report.state().name(), total, millis);
    }

    private void lastRun(String clock, String state, long rows, long millis) {
        shell.status()
                .lastRun(
                        String.format(
                                Locale.ROOT,
                                "Last run %s · %s · %,d rows written · %.1f s",
                                clock,
                                state.toLowerCase(Locale.ROOT),
                                rows,
                                millis / 1000.0));
    }

    private static String rows(long in, long out) {
        return in >= 0 && in != out
                ? String.format(Locale.ROOT, "%,d of %,d rows", out, in)
                : String.format(Locale.ROOT, "%,d rows", out);
    }

    /// Shows on the boxes what the last recorded run did.
    void loadRows(PipelineEditor shown) {
        shell.tasks()
                .start(
                        "Reading the last run",
                        _ ->
                                shell.workspace()
                                        .records()
                                        .flatMap(s ->
                                                s.runs().list(1, shown.model().name()).stream()
                                                        .findFirst())
                                        .flatMap(r ->
                                                shell.workspace()
                                                        .records()
                                                        .flatMap(s -> s.runs().show(r.id()))),
                        last ->
                                last.ifPresent(
                                        r -> shown.mark(new RunMarks(rows(r), Set.of(), Set.of()))),
                        shell::tell);
    }

    private static Map<String, String> rows(RunRecord last) {
        Map<String, String> rows = new HashMap<>();
        last.steps().stream()
                .filter(s -> s.rowsOut() >= 0)
                .forEach(s -> rows.put(s.step(), rows(s.rowsIn(), s.rowsOut())));
        return rows;
    }

    /// Follows a run on the boxes.
    private final class RunProgressMarks {
        private final PipelineEditor shown;
        private final Map<String, String> rows = new HashMap<>();
        private final Set<String> working = new HashSet<>();

        RunProgressMarks(PipelineEditor shown) {
            this.shown = shown;
        }

        void take(RunEvent event) {
            if (!running) {
                return; // told after the end
            }
            switch (event) {
                case RunEvent.StageStarted s -> run.running(shown.model().name(), s.stage().name());
                case RunEvent.StepStarted s -> working.add(s.step());
                case RunEvent.StepProgressed s -> {
                    if (s.percent() >= 0) {
                        rows.put(s.step(), String.format(Locale.ROOT, "%.0f %%", s.percent()));
                    }
                }
                case RunEvent.StepFinished s -> {
                    working.remove(s.step());
                    if (s.rows() >= 0) {
                        rows.put(s.step(), String.format(Locale.ROOT, "%,d rows", s.rows()));
                    }
                }
                case RunEvent.CheckCounted _ -> {}
            }
            shown.mark(new RunMarks(rows, Set.copyOf(working), Set.of()));
        }
    }
}

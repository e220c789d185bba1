package io.plumbline.workbench.service.testing;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.CheckOutcome;
import io.plumbline.engine.exec.PipelineRunner;
import io.plumbline.engine.exec.PreviewRequest;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.RunRequest;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.TestCell;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Programs;
import io.plumbline.workbench.service.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One test as it runs.
final class TestRun {
    private static final int MOST_ROWS = 1_000_000;

    private final Prepared prepared;
    private final Surroundings surroundings;
    private final Programs programs;
    private final List<String> failures = new ArrayList<>();
    private final List<RowDiff> diffs = new ArrayList<>();

    TestRun(Prepared prepared, Surroundings surroundings, Programs programs) {
        this.prepared = prepared;
        this.surroundings = surroundings;
        this.programs = programs;
    }

    TestResult result() {
        long begin = System.nanoTime();
        try (GivenFiles files = new GivenFiles(prepared.given())) {
            boolean completed = !prepared.whole() || runWhole(files);
            for (Prepared.Expected expected : prepared.expected()) {
                if (expected.written() && !completed) {
                    failures.add("dataset '%s' was not written".formatted(expected.name()));
                } else {
                    compare(expected, files);
                }
            }
        }
        return new TestResult(
                prepared.test().name(),
                prepared.test().pipelineName(),
                String.valueOf(prepared.test().place().file()),
                (System.nanoTime() - begin) / 1_000_000,
                failures,
                diffs);
    }

    private boolean runWhole(GivenFiles files) {
        RunRequest request =
                new RunRequest(
                        "test",
                        files::scan,
                        _ -> new Nowhere(),
                        null,
                        false,
                        surroundings.settings(),
                        FileGuard.NONE,
                        programs);
        RunReport report =
                new PipelineRunner().run(prepared.compiled(), request, _ -> {}, new Cancellation());
        checkEnd(report);
        prepared.test().checks().forEach((name, rows) -> checkCheck(report, name, rows));
        return report.state() == RunReport.State.COMPLETE;
    }

    private void checkEnd(RunReport report) {
        List<Problem> errors = report.problems().stream().filter(Problem::isError).toList();
        @Nullable TestCell wanted = prepared.test().error();
        boolean completed = report.state() == RunReport.State.COMPLETE;
        if (wanted == null) {
            if (!completed) {
                errors.forEach(p -> failures.add("the run failed: " + told(p)));
            }
            return;
        }
        if (completed) {
            failures.add("the run completed where %s was expected".formatted(wanted.text()));
        } else if (errors.stream().noneMatch(p -> p.code().name().equals(wanted.text()))) {
            errors.forEach(p ->
                    failures.add(
                            "the run failed where %s was expected, but by %s"
                                    .formatted(wanted.text(), told(p))));
        }
    }

    private static String told(Problem p) {
        String step = p.place().step();
        return p.code() + ": " + p.message() + (step == null ? "" : " (step '" + step + "')");
    }

    private void checkCheck(RunReport report, String name, TestCell rows) {
        for (CheckOutcome outcome : report.checks()) {
            if ((outcome.step() + "." + outcome.check().name()).equals(name)) {
                String found = String.valueOf(outcome.failing());
                if (!found.equals(rows.text())) {
                    failures.add(
                            "check '%s': %s rows fail, %s expected"
                                    .formatted(name, found, rows.text()));
                }
                return;
            }
        }
        failures.add("check '%s' was not reached".formatted(name));
    }

    private void compare(Prepared.Expected expected, GivenFiles files) {
        try {
            List<List<@Nullable Object>> found = rows(expected, files);
            RowDiff diff =
                    RowDiff.of(
                            expected.name(),
                            expected.rows(),
                            found,
                            expected.asked().ordered(),
                            expected.asked().tolerance());
            if (found.size() > MOST_ROWS) {
                failures.add("'%s' has more than %,d rows".formatted(expected.name(), MOST_ROWS));
            } else if (!diff.isSame()) {
                diffs.add(diff);
            }
        } catch (PlumblineException e) {
            e.problems()
                    .forEach(p ->
                            failures.add(
                                    "'%s' cannot be computed: %s"
                                            .formatted(expected.name(), told(p))));
        }
    }

    private List<List<@Nullable Object>> rows(Prepared.Expected expected, GivenFiles files) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        try (QueryResult result =
                new PipelineRunner()
                        .preview(
                                prepared.compiled(),
                                expected.port(),
                                new PreviewRequest(
                                        MOST_ROWS + 1L,
                                        files::scan,
                                        surroundings.settings(),
                                        FileGuard.NONE,
                                        programs),
                                new Cancellation())) {
            List<Integer> columns = new ArrayList<>();
            for (Field field : expected.rows().columns()) {
                columns.add(position(result, field.name()));
            }
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                columns.forEach(c -> row.add(result.value(c)));
                out.add(row);
            }
        }
        return out;
    }

    private static int position(QueryResult result, String name) {
        List<String> names = result.schema().names();
        for (int i = 0; i < names.size(); i++) {
            if (Objects.requireNonNull(names.get(i)).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new IllegalStateException("no column " + name);
    }
}

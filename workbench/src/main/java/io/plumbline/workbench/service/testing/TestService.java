package io.plumbline.workbench.service.testing;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.TestCase;
import io.plumbline.engine.spi.Programs;
import io.plumbline.workbench.service.AuditedPrograms;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Runs the tests of a workspace over the rows that they give: no connection is opened, nothing is
/// written but the event that they were run.
public final class TestService {
    private final Surroundings surroundings;

    /// Takes the settings at hand.
    public TestService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What tests gave.
    ///
    /// @param results the tests that could be run, by name
    /// @param problems what is wrong with the files of the others
    public record Outcome(List<TestResult> results, List<Problem> problems) {
        /// Copies the lists.
        public Outcome {
            results = List.copyOf(results);
            problems = List.copyOf(problems);
        }

        /// Returns how many tests failed.
        public long failed() {
            return results.stream().filter(r -> !r.passed()).count();
        }
    }

    /// Runs tests.
    ///
    /// @param names names of tests, and of pipelines for all tests of each; none for all
    /// @throws PlumblineException with TEST_UNKNOWN naming the nearest for a name that is neither
    public Outcome run(WorkspaceSession session, MetadataStore store, Collection<String> names) {
        List<TestCase> chosen = chosen(session, names);
        List<Problem> problems = new ArrayList<>(ofFiles(session));
        List<TestResult> results = new ArrayList<>();
        for (TestCase test : chosen) {
            boolean broken =
                    problems.stream()
                            .anyMatch(p ->
                                    String.valueOf(test.place().file()).equals(p.place().file()));
            if (broken) {
                continue;
            }
            try {
                Programs programs =
                        AuditedPrograms.of(
                                surroundings, session, store, test.pipelineName(), "for", "test");
                results.add(
                        new TestRun(Preparation.of(session, test), surroundings, programs)
                                .result());
            } catch (PlumblineException e) {
                problems.addAll(e.problems());
            }
        }
        Outcome outcome = new Outcome(results, problems.stream().distinct().toList());
        audit(store, outcome);
        return outcome;
    }

    /// Returns what is wrong with the tests of a workspace beyond their files.
    public static List<Problem> problems(WorkspaceSession session) {
        List<Problem> out = new ArrayList<>();
        for (TestCase test : session.files().tests().values()) {
            try {
                Preparation.of(session, test);
            } catch (PlumblineException e) {
                out.addAll(e.problems());
            }
        }
        return out;
    }

    private static List<Problem> ofFiles(WorkspaceSession session) {
        return session.files().problems().stream()
                .filter(Problem::isError)
                .filter(p -> String.valueOf(p.place().file()).startsWith("tests/"))
                .toList();
    }

    private static List<TestCase> chosen(WorkspaceSession session, Collection<String> names) {
        Collection<TestCase> all = session.files().tests().values();
        for (String name : names) {
            boolean known =
                    all.stream()
                            .anyMatch(t -> t.name().equals(name) || t.pipelineName().equals(name));
            if (!known) {
                throw unknown(session, name, all);
            }
        }
        return all.stream()
                .filter(t ->
                        names.isEmpty()
                                || names.contains(t.name())
                                || names.contains(t.pipelineName()))
                .toList();
    }

    private static PlumblineException unknown(
            WorkspaceSession session, String name, Collection<TestCase> all) {
        TreeSet<String> known = new TreeSet<>();
        all.forEach(t -> {
            known.add(t.name());
            known.add(t.pipelineName());
        });
        boolean pipeline = session.workspace().pipelines().containsKey(name);
        return PlumblineException.of(
                ErrorCode.TEST_UNKNOWN,
                pipeline ? "Pipeline '" + name + "' has no tests" : "Unknown test: '" + name + "'",
                Suggestion.nearest(name, known)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("A test is a file of the folder tests"));
    }

    private void audit(MetadataStore store, Outcome outcome) {
        boolean good = outcome.failed() == 0 && outcome.problems().isEmpty();
        new AuditLog(store)
                .append(
                        AuditEvent.of(
                                        surroundings.actor(),
                                        "tests.run",
                                        "workspace",
                                        good ? "PASSED" : "FAILED")
                                .with("tests", String.valueOf(outcome.results().size()))
                                .with("failed", String.valueOf(outcome.failed())));
    }
}

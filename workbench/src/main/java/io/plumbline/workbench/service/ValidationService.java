package io.plumbline.workbench.service;

import io.plumbline.compliance.taxonomy.Taxonomy;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Workspace;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.Source;
import io.plumbline.workbench.service.testing.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks through every file, connection, contract, type and wire of a workspace. Reaches a source
/// only for a dataset whose contract lists no columns.
public final class ValidationService {
    /// Stands for every secret, so that a workspace can be checked where its secrets are not.
    private static final Secrets UNRESOLVED = reference -> "";

    private final Surroundings surroundings;

    /// Takes the connectors and settings at hand.
    public ValidationService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What was looked through and what was found, sorted by file, line and column.
    public record Validation(
            Path root,
            int connections,
            int datasets,
            int pipelines,
            int steps,
            int tests,
            List<Problem> problems) {
        /// Returns whether nothing stops a run.
        public boolean isGood() {
            return problems.stream().noneMatch(Problem::isError);
        }
    }

    /// Validates the workspace in a folder or the nearest one above it.
    public Validation validate(@Nullable Path start) {
        try (WorkspaceSession session = WorkspaceSession.open(start, surroundings)) {
            Workspace workspace = session.workspace();
            List<Problem> problems = new ArrayList<>(session.files().problems());
            new TreeMap<>(workspace.connections())
                    .values()
                    .forEach(c -> connection(c, session, problems));
            for (String name : new TreeMap<>(workspace.pipelines()).keySet()) {
                problems.addAll(pipeline(name, session));
            }
            problems.addAll(TestService.problems(session));
            problems.addAll(classes(session));
            int steps =
                    workspace.pipelines().values().stream().mapToInt(p -> p.steps().size()).sum();
            return new Validation(
                    workspace.root(),
                    workspace.connections().size(),
                    workspace.datasets().size(),
                    workspace.pipelines().size(),
                    steps,
                    session.files().tests().size(),
                    sorted(problems));
        }
    }

    /// What is wrong with the workspace's own words and detectors, and classes of columns that are
    /// no words at all.
    private static List<Problem> classes(WorkspaceSession session) {
        List<Problem> problems =
                new ArrayList<>(ClassificationService.problems(session.files().classification()));
        Taxonomy taxonomy = Taxonomy.of(session.files().classification());
        for (Dataset dataset : session.workspace().datasets().values()) {
            new TreeMap<>(dataset.classes())
                    .forEach((column, dataClass) -> {
                        if (!taxonomy.categories().has(dataClass)) {
                            problems.add(
                                    Problem.warning(
                                            ErrorCode.CLASS_UNKNOWN,
                                            "Unknown class: '" + dataClass + "'",
                                            session.files().placeOfDataset(dataset.name(), column),
                                            taxonomy.categories()
                                                    .remedyFor(dataClass)
                                                    .orElse("Add it to" + " classification.yaml")));
                        }
                    });
        }
        return problems;
    }

    private static List<Problem> pipeline(String name, WorkspaceSession session) {
        try {
            return session.compile(name, Map.of()).problems();
        } catch (PlumblineException e) {
            return e.problems();
        }
    }

    private void connection(
            Connection connection, WorkspaceSession session, List<Problem> problems) {
        try (Source source =
                surroundings
                        .connectors()
                        .of(connection.kind())
                        .open(connection, UNRESOLVED, session.workspace().root())) {
            Objects.requireNonNull(source);
        } catch (PlumblineException e) {
            for (Problem p : e.problems()) {
                Place place =
                        session.files().placeOfConnection(connection.name(), p.place().field());
                Problem placed = p.place().file() == null ? p.at(place) : p;
                if (problems.stream().noneMatch(known -> isSameSecret(known, placed))) {
                    problems.add(placed);
                }
            }
        }
    }

    /// A secret in clear text is seen in the file already, before a connector is asked.
    private static boolean isSameSecret(Problem known, Problem found) {
        return known.code() == ErrorCode.SECRET_IN_CLEAR_TEXT
                && found.code() == ErrorCode.SECRET_IN_CLEAR_TEXT
                && Objects.equals(known.place().file(), found.place().file())
                && known.place().line() == found.place().line();
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream()
                .distinct()
                .sorted(
                        Comparator.comparing((Problem p) -> String.valueOf(p.place().file()))
                                .thenComparing(p -> p.place().line())
                                .thenComparing(p -> p.place().column())
                                .thenComparing(Problem::message))
                .toList();
    }
}

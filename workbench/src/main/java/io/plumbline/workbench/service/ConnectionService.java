package io.plumbline.workbench.service;

import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Workspace;
import io.plumbline.engine.spi.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tests connections, finds out what they hold, and makes contracts of it. A connection need not be
/// saved for that; a secret in clear text is refused before anything is reached.
public final class ConnectionService {
    private static final int LOOK_MILLIS = 50;
    private static final int LONGEST_NAME = 100;

    private final Surroundings surroundings;

    /// Takes the connectors at hand.
    public ConnectionService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// A table or file of a connection.
    ///
    /// @param problem why it could not be described; null when it could
    public record Found(
            String table, Schema schema, List<String> keys, long rows, @Nullable Problem problem) {}

    /// Reaches the system of a connection and returns who it is.
    ///
    /// @param root the folder that relative paths start from
    /// @throws PlumblineException with cause and remedy, or with CANCELLED
    public String test(Connection connection, Path root, Cancellation cancellation) {
        return reach(connection, root, cancellation, Source::test);
    }

    /// Describes all tables of a connection; one that cannot be described does not stop the rest.
    ///
    /// @throws PlumblineException when the system cannot be reached, or with CANCELLED
    public List<Found> discover(Connection connection, Path root, Cancellation cancellation) {
        return reach(
                connection,
                root,
                cancellation,
                source -> {
                    List<Found> found = new ArrayList<>();
                    for (String table : source.tables()) {
                        cancellation.check();
                        found.add(describe(source, table));
                    }
                    return List.copyOf(found);
                });
    }

    private static Found describe(Source source, String table) {
        try {
            Source.TableDescription told = source.describe(table);
            return new Found(table, told.schema(), told.keys(), told.rows(), null);
        } catch (PlumblineException e) {
            return new Found(table, Schema.of(), List.of(), -1, e.problems().getFirst());
        }
    }

    /// The work is on a thread of its own: a driver that waits for a host cannot be told to stop,
    /// only be left alone.
    private <T> T reach(
            Connection connection, Path root, Cancellation cancellation, Function<Source, T> work) {
        WorkspaceWriter.check(connection);
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    try (Source source = surroundings.open(connection, root)) {
                        return work.apply(source);
                    }
                });
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("plumbline-reach-" + connection.name())
                        .start(task);
        while (true) {
            try {
                cancellation.check();
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                continue;
            } catch (InterruptedException _) {
                cancellation.cancel();
            } catch (ExecutionException e) {
                throw failure(connection, e.getCause());
            } finally {
                if (cancellation.isCancelled()) {
                    thread.interrupt();
                }
            }
        }
    }

    private static RuntimeException failure(Connection connection, @Nullable Throwable cause) {
        if (cause instanceof PlumblineException told) {
            return new PlumblineException(told.problems(), told);
        }
        Problem defect =
                Problem.error(
                        ErrorCode.INTERNAL_ERROR,
                        "The "
                                + connection.kind()
                                + " connector was ended by a defect: "
                                + (cause == null ? "unknown" : cause.getClass().getSimpleName()),
                        Place.NOWHERE,
                        "Check the settings; if they are right, report it");
        return new PlumblineException(List.of(defect), cause);
    }

    /// Writes the contracts of tables and returns the names of the datasets, in the tables' order.
    /// A table that is a dataset of the workspace already is left out.
    public List<String> importTables(
            Workspace workspace, Connection connection, List<Found> tables) {
        Set<String> taken = new HashSet<>();
        workspace.datasets().keySet().forEach(n -> taken.add(n.toLowerCase(Locale.ROOT)));
        List<String> names = new ArrayList<>();
        for (Found table : tables) {
            if (datasetOf(workspace, connection, table.table()) != null
                    || table.problem() != null) {
                continue;
            }
            Dataset dataset = contract(connection, table, freeName(connection, table, taken));
            WorkspaceWriter.save(workspace.root(), dataset);
            names.add(dataset.name());
        }
        return names;
    }

    /// Returns the dataset of a workspace that a table is already; null for none.
    public static @Nullable String datasetOf(
            Workspace workspace, Connection connection, String table) {
        return workspace.datasets().values().stream()
                .filter(d -> connection.name().equals(d.connection()) && table.equals(d.table()))
                .map(Dataset::name)
                .findFirst()
                .orElse(null);
    }

    private static Dataset contract(Connection connection, Found table, String name) {
        return new Dataset(
                name,
                null,
                connection.name(),
                table.table(),
                table.schema(),
                table.keys(),
                Map.of(),
                connection.owner(),
                List.of());
    }

    private static String freeName(Connection connection, Found table, Set<String> taken) {
        String plain =
                (connection.name() + "_" + withoutEnding(table.table()))
                        .replaceAll("[^\\p{L}\\p{N}_-]+", "_")
                        .replaceAll("_+$", "");
        String base = plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 4));
        String name = base;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    private static String withoutEnding(String table) {
        return table.replaceAll("(?i)\\.(csv|tsv|json|jsonl|ndjson|parquet)(\\.(gz|zst))?$", "");
    }
}

package io.plumbline.engine.exec;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// An instance of the embedded engine that is opened while something else is done, such as
/// compiling what it will run: opening one takes longer than most statements take to plan. There is
/// at most one at a time; nobody reaches it until it is taken and locked.
final class OpenedAhead {
    // what an instance may be given only before it opens is cheaper there than as a statement
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "preserve_insertion_order", "true",
                    // else an estimate of few rows, such as a LIMIT's, makes every as-of join a
                    // nested loop
                    "asof_loop_join_threshold", "0",
                    "autoinstall_known_extensions", "false",
                    "autoload_known_extensions", "false",
                    "allow_community_extensions", "false",
                    "allow_persistent_secrets", "false");

    private static final AtomicReference<@Nullable FutureTask<DuckDBConnection>> AHEAD =
            new AtomicReference<>();

    private static final AtomicReference<@Nullable Thread> LAST = new AtomicReference<>();
    private static final AtomicBoolean AWAITED = new AtomicBoolean();
    private static final long EXIT_MILLIS = 2000;

    private OpenedAhead() {}

    /// Begins to open an instance, unless there is one already.
    static void begin() {
        FutureTask<DuckDBConnection> task = new FutureTask<>(OpenedAhead::open);
        if (AHEAD.compareAndSet(null, task)) {
            Thread opening = Thread.ofPlatform().daemon().name("engine-opening").start(task);
            awaitAtExit(opening);
        }
    }

    /// Native code that opens while the process takes itself down may crash it.
    private static void awaitAtExit(Thread opening) {
        LAST.set(opening);
        if (AWAITED.compareAndSet(false, true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(OpenedAhead::await));
        }
    }

    private static void await() {
        try {
            Thread opening = LAST.get();
            if (opening != null) {
                opening.join(EXIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns an instance that nobody else has: the one opened ahead, or a new one.
    static DuckDBConnection take() throws SQLException {
        FutureTask<DuckDBConnection> ahead = AHEAD.getAndSet(null);
        if (ahead == null) {
            return open();
        }
        try {
            return ahead.get();
        } catch (ExecutionException e) {
            return open();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    private static DuckDBConnection open() throws SQLException {
        Properties settings = new Properties();
        settings.putAll(SETTINGS);
        return DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    }
}

package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;

/// Runs work that goes deep into nested statements on a stack of its own, large enough for what
/// [SqlText] lets pass.
public final class DeepStack {
    private static final long BYTES = 256L << 20;
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private DeepStack() {}

    /// Runs the work and returns its result; its unchecked exceptions pass through.
    ///
    /// @throws PlumblineException with code SQL_TOO_COMPLEX when even that stack overflows
    public static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> guarded(work));
        if (INSIDE.get()) {
            task.run();
        } else {
            Thread thread = new Thread(null, task, "sql", BYTES);
            thread.setDaemon(true);
            thread.setContextClassLoader(DeepStack.class.getClassLoader());
            thread.start();
        }
        return result(task);
    }

    private static <T> T guarded(Callable<T> work) throws Exception {
        boolean before = INSIDE.get();
        INSIDE.set(true);
        try {
            return work.call();
        } catch (StackOverflowError e) {
            throw new PlumblineException(
                    java.util.List.of(
                            io.plumbline.engine.error.Problem.error(
                                    ErrorCode.SQL_TOO_COMPLEX,
                                    "Cannot read SQL that is nested this deep",
                                    io.plumbline.engine.error.Place.NOWHERE,
                                    "Split it into steps, or into tables of a WITH clause")),
                    e);
        } finally {
            INSIDE.set(before);
        }
    }

    private static <T> T result(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (java.util.concurrent.ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException r -> throw r;
                case Error r -> throw r;
                case null, default -> throw new CompletionException(e.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

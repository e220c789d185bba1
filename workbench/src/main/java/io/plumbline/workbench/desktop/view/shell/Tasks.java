package io.plumbline.workbench.desktop.view.shell;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.Cancellation;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Work beside the window: each piece has a title, can be cancelled, and tells its end on the
/// window's thread.
public final class Tasks implements AutoCloseable {
    private static final int WAIT_SECONDS = 10;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("plumbline-work-", 0).factory());
    private final ObservableList<Running> running = FXCollections.observableArrayList();

    /// A piece of work that goes on.
    ///
    /// @param title what it does, such as `Preview of segments`
    public record Running(String title, Cancellation cancellation, long startedNanos) {}

    /// Work that gives something.
    public interface Work<T> {
        /// Does it.
        T call(Cancellation cancellation) throws Exception;
    }

    /// Returns what goes on; changes on the window's thread.
    public ObservableList<Running> running() {
        return running;
    }

    /// Starts work; exactly one of the two ends is told, on the window's thread.
    ///
    /// @param failed takes what went wrong; a cancelled piece fails with CANCELLED
    public <T> Running start(
            String title, Work<T> work, Consumer<T> done, Consumer<List<Problem>> failed) {
        Running task = new Running(title, new Cancellation(), System.nanoTime());
        running.add(task);
        threads.execute(() -> {
            try {
                T result = work.call(task.cancellation());
                end(task, () -> done.accept(result));
            } catch (PlumblineException e) {
                end(task, () -> failed.accept(e.problems()));
            } catch (Exception | LinkageError | StackOverflowError e) {
                end(task, () -> failed.accept(List.of(defect(title, e))));
            }
        });
        return task;
    }

    private void end(Running task, Runnable told) {
        Platform.runLater(() -> {
            running.remove(task);
            told.run();
        });
    }

    private static Problem defect(String title, Throwable e) {
        return Problem.error(
                ErrorCode.INTERNAL_ERROR,
                title + " was ended by a defect of Plumbline: " + e.getClass().getSimpleName(),
                Place.NOWHERE,
                "Nothing of it is kept; the same command on the command line with --debug says more");
    }

    /// Cancels all that goes on, and waits a little for it to end.
    @Override
    public void close() {
        running.forEach(r -> r.cancellation().cancel());
        threads.shutdown();
        try {
            if (!threads.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.plumbline.workbench.desktop.view.design;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The thread on which drafts are compiled as they change, one after the other, and kept from loss.
final class LiveChecks implements AutoCloseable {
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("plumbline-check").factory());

    /// Does something as soon as what was asked before is done.
    void soon(Runnable work) {
        later(0, work);
    }

    /// Does something a while later.
    void later(long millis, Runnable work) {
        try {
            thread.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            return; // the window is closed, and what was to be kept was asked about
        }
    }

    /// Ends; what was asked to be done soon is still done.
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

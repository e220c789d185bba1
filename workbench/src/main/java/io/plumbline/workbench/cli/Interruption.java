package io.plumbline.workbench.cli;

import io.plumbline.engine.exec.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Stops work on Ctrl-C and waits until nothing of it is half done; close it when the work is over.
final class Interruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final String impatience;

    /// Begins to listen.
    ///
    /// @param impatience what to say when the work does not stop in time
    Interruption(String impatience) {
        this.impatience = impatience;
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "stop"));
    }

    /// Returns what the work must heed.
    Cancellation cancellation() {
        return cancellation;
    }

    private void interrupt() {
        if (finished.getCount() == 0) {
            return;
        }
        cancellation.cancel();
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(impatience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
    }
}

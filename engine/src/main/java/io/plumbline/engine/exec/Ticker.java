package io.plumbline.engine.exec;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Does something again and again while work goes on.
final class Ticker implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("plumbline-progress").factory());

    private final ScheduledFuture<?> ticks;

    private Ticker(ScheduledFuture<?> ticks) {
        this.ticks = ticks;
    }

    /// Starts, first after one interval.
    static Ticker every(long millis, Runnable action) {
        return new Ticker(
                CLOCK.scheduleWithFixedDelay(action, millis, millis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        ticks.cancel(false);
    }
}

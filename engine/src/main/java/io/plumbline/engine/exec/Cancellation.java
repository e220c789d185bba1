package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.List;

/// A request to stop, made once by any thread and seen by the work that holds it.
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /// Asks for the stop; statements that run are interrupted. Further calls do nothing.
    public void cancel() {
        List<Runnable> due;
        synchronized (actions) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }

    /// Returns whether the stop was asked for.
    public boolean isCancelled() {
        synchronized (actions) {
            return cancelled;
        }
    }

    /// Ends the caller's work when the stop was asked for.
    ///
    /// @throws PlumblineException with CANCELLED
    public void check() {
        if (isCancelled()) {
            throw cancelled();
        }
    }

    /// Returns the failure that ends cancelled work.
    static PlumblineException cancelled() {
        return PlumblineException.of(
                ErrorCode.CANCELLED, "Cancelled: the work was stopped on request", null);
    }

    /// Runs the action when the stop is asked for, at once when it was already; close the handle
    /// returned when the action has no more use.
    Registration onCancel(Runnable action) {
        boolean now;
        synchronized (actions) {
            now = cancelled;
            if (!now) {
                actions.add(action);
            }
        }
        if (now) {
            action.run();
        }
        return () -> {
            synchronized (actions) {
                actions.remove(action);
            }
        };
    }

    /// Takes an action back.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}

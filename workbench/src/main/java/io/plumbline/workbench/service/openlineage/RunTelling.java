package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.model.OpenLineageTarget;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.workbench.service.WorkspaceSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the events of one run while it goes on, beside it: no failure of telling reaches the run,
/// and its end waits for a few seconds at most. What could not be delivered is kept and told first
/// by the next run.
public final class RunTelling {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final WorkspaceSession session;
    private final OpenLineageTarget target;
    private final Secrets secrets;
    private final EventSpool spool;
    private final Deque<String> waiting = new ArrayDeque<>();
    private @Nullable Thread sending;
    private int refused;
    private volatile @Nullable Problem failure;

    /// Takes where to tell.
    private RunTelling(WorkspaceSession session, OpenLineageTarget target, Secrets secrets) {
        this.session = session;
        this.target = target;
        this.secrets = secrets;
        this.spool = new EventSpool(session.workspace().root());
    }

    /// Begins to tell a run; null where the workspace names no target.
    public static @Nullable RunTelling begin(
            WorkspaceSession session, Secrets secrets, RunRecord started) {
        OpenLineageTarget target = session.workspace().openLineage();
        if (target == null) {
            return null;
        }
        RunTelling telling = new RunTelling(session, target, secrets);
        try {
            telling.waiting.addAll(telling.spool.read());
        } catch (IOException e) {
            telling.failure = warning("what is left of earlier runs cannot be read");
        }
        telling.add(started);
        telling.start();
        return telling;
    }

    private void add(RunRecord run) {
        try {
            String version = RunTelling.class.getPackage().getImplementationVersion();
            OpenLineageEvents events =
                    new OpenLineageEvents(session, version == null ? "development" : version);
            Map<String, @Nullable Object> event = events.run(run).getLast();
            synchronized (waiting) {
                waiting.add(Json.write(event));
            }
        } catch (PlumblineException e) {
            failure = warning(e.problem().message());
        }
    }

    private void start() {
        sending = Thread.ofVirtual().name("openlineage").start(this::send);
    }

    /// Sends what waits until nothing does, or something cannot be sent now.
    private void send() {
        try (EventTransport transport =
                new EventTransport(target, session.workspace().root(), secrets)) {
            for (String event = first(); event != null; event = first()) {
                EventTransport.Fate fate = transport.send(event);
                if (fate == EventTransport.Fate.LATER) {
                    return;
                }
                synchronized (waiting) {
                    waiting.remove();
                    refused += fate == EventTransport.Fate.REFUSED ? 1 : 0;
                }
            }
        } catch (PlumblineException e) {
            synchronized (waiting) {
                failure = e.problem();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String first() {
        synchronized (waiting) {
            return waiting.peek();
        }
    }

    /// Tells how the run ended, waits for a few seconds, and keeps what is not delivered then.
    ///
    /// @return what went wrong; empty when everything was delivered
    public Optional<Problem> end(RunRecord ended) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        await(until);
        boolean stuck;
        synchronized (waiting) {
            stuck = !waiting.isEmpty();
        }
        add(ended);
        if (!stuck) {
            start();
            await(until);
        }
        List<String> left;
        synchronized (waiting) {
            left = new ArrayList<>(waiting);
        }
        try {
            spool.write(left);
        } catch (IOException e) {
            failure = warning("events that were not delivered cannot be kept");
        }
        return outcome(left.size());
    }

    private void await(long until) {
        Thread thread = sending;
        try {
            if (thread != null
                    && !thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Problem> outcome(int left) {
        Problem known = failure;
        if (known != null) {
            String kept = left == 0 ? "" : "; " + left + " events are kept for the next run";
            return Optional.of(
                    Problem.warning(
                            known.code(), known.message() + kept, known.place(), known.remedy()));
        }
        if (left > 0) {
            return Optional.of(
                    warning(
                            left
                                    + (left == 1 ? " event was" : " events were")
                                    + " not delivered, and kept for the next run"));
        }
        return refused == 0
                ? Optional.empty()
                : Optional.of(warning("the target refused " + refused + " of the events"));
    }

    private static Problem warning(String why) {
        return Problem.warning(
                ErrorCode.CONNECTION_FAILED,
                "Cannot tell the run as OpenLineage events: " + why,
                Place.inFile("workspace.yaml", 0, 0).of("openlineage"),
                null);
    }
}

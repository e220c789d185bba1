package io.plumbline.engine.metadata;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened in a workspace: appended to the journal first, then brought into H2, where it is
/// asked. Whatever a method here records is on the disk when it returns, and is seen by the next
/// question of any thread.
public final class MetadataStore implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final @Nullable WorkspaceLock lock;
    private final @Nullable Journal journal;
    private final Index index;
    private final LineageCache lineageCache;
    private final Queue<JournalRecord> toApply;
    private final ReentrantLock applying = new ReentrantLock();
    private final List<Problem> warnings;

    private MetadataStore(
            @Nullable WorkspaceLock lock,
            @Nullable Journal journal,
            Index index,
            Queue<JournalRecord> toApply,
            List<Problem> warnings) {
        this.lock = lock;
        this.journal = journal;
        this.index = index;
        this.lineageCache = new LineageCache(index);
        this.toApply = toApply;
        this.warnings = warnings;
    }

    /// Opens the workspace's metadata as its owner, waiting up to two seconds for a command that is
    /// about to end. Runs that a dead process left running become INTERRUPTED.
    ///
    /// @param dotPlumbline the folder `.plumbline` of the workspace, made when missing
    /// @throws PlumblineException with WORKSPACE_LOCKED or JOURNAL_DAMAGED
    public static MetadataStore open(Path dotPlumbline) {
        return open(dotPlumbline, "plumbline");
    }

    /// Opens as [#open(Path)] does.
    ///
    /// @param program how others see this process, such as `plumbline run`
    public static MetadataStore open(Path dotPlumbline, String program) {
        return owned(WorkspaceLock.acquire(dotPlumbline, program, PATIENCE));
    }

    /// Opens for reading: as the owner when nobody else is, else from the journal alone, up to what
    /// was acknowledged last, without disturbing the owner. Recording is refused in the latter
    /// case.
    public static MetadataStore read(Path dotPlumbline) {
        Optional<WorkspaceLock> lock = WorkspaceLock.tryAcquire(dotPlumbline, "plumbline");
        return lock.isPresent() ? owned(lock.orElseThrow()) : beside(dotPlumbline);
    }

    private static MetadataStore owned(WorkspaceLock lock) {
        Queue<JournalRecord> toApply = new ConcurrentLinkedQueue<>();
        List<Problem> warnings = new ArrayList<>();
        Journal journal = null;
        boolean done = false;
        try {
            journal = Journal.open(lock, DurableFiles.REAL, Journal.SEGMENT_BYTES, toApply::add);
            journal.torn().ifPresent(torn -> warnings.add(torn(torn)));
            if (journal.lastSequence() == 0) {
                journal.append(
                        EventType.JOURNAL_CREATED,
                        Json.write(Json.object("id", UUID.randomUUID().toString())));
                toApply.clear();
            }
            Index index = IndexFile.open(lock.folder(), journal, warnings);
            MetadataStore store = new MetadataStore(lock, journal, index, toApply, warnings);
            store.runs().interruptLeftOver();
            done = true;
            return store;
        } finally {
            if (!done) {
                closeAll(null, journal, lock);
            }
        }
    }

    private static MetadataStore beside(Path dotPlumbline) {
        Index index = Index.inMemory();
        List<Problem> warnings = new ArrayList<>();
        boolean done = false;
        try (JournalRecord.Reader reader = Journal.reader(dotPlumbline, 1)) {
            IndexCatchUp.run(index, reader, warnings);
            done = true;
        } finally {
            if (!done) {
                index.close();
            }
        }
        return new MetadataStore(null, null, index, new ConcurrentLinkedQueue<>(), warnings);
    }

    /// Returns the runs.
    public RunRecords runs() {
        return new RunRecords(this);
    }

    /// Returns the versions of datasets.
    public VersionRecords versions() {
        return new VersionRecords(this);
    }

    /// Returns the lineage graph.
    public LineageRecords lineage() {
        return new LineageRecords(this);
    }

    /// Returns what controls decided.
    public ControlRecords controls() {
        return new ControlRecords(this);
    }

    /// Returns what was found and decided about the classes of columns.
    public ClassRecords classes() {
        return new ClassRecords(this);
    }

    /// Returns the acts of consequence.
    public AuditRecords auditEvents() {
        return new AuditRecords(this);
    }

    /// Returns what opening had to mend, for a person to see.
    public List<Problem> warnings() {
        applying.lock();
        try {
            return List.copyOf(warnings);
        } finally {
            applying.unlock();
        }
    }

    /// Returns whether this process owns the workspace and may record.
    public boolean isOwner() {
        return journal != null;
    }

    /// Returns the lock that this process holds; empty when it only reads.
    public Optional<WorkspaceLock> lock() {
        return Optional.ofNullable(lock);
    }

    /// Returns how often records were forced to the disk since opening.
    public long forces() {
        return journal == null ? 0 : journal.forces();
    }

    /// Appends an event to the journal and brings it into the index.
    JournalRecord record(String type, String payload) {
        if (journal == null) {
            throw PlumblineException.of(
                    ErrorCode.WORKSPACE_LOCKED,
                    "Cannot record what happened: the workspace is in use by another process",
                    "Wait until it has ended, or end it");
        }
        JournalRecord record = journal.append(type, payload);
        applying.lock();
        try {
            List<JournalRecord> batch = new ArrayList<>();
            for (JournalRecord next = toApply.poll(); next != null; next = toApply.poll()) {
                batch.add(next);
            }
            if (!batch.isEmpty()) {
                applyDurable(batch);
            }
        } finally {
            applying.unlock();
        }
        return record;
    }

    /// What is in the journal is recorded, whatever becomes of the index: the next opening catches
    /// up.
    private void applyDurable(List<JournalRecord> batch) {
        try {
            IndexCatchUp.apply(index, batch, warnings);
        } catch (org.jdbi.v3.core.JdbiException e) {
            warnings.add(
                    Problem.warning(
                            ErrorCode.METADATA_DAMAGED,
                            "The index of what happened cannot be written; the journal can",
                            Place.NOWHERE,
                            "Open the workspace again: the index catches up with the journal"));
        }
    }

    /// Does something while nothing is brought into the index.
    <T> T quietly(Supplier<T> act) {
        applying.lock();
        try {
            return act.get();
        } finally {
            applying.unlock();
        }
    }

    Index index() {
        return index;
    }

    LineageCache lineageCache() {
        return lineageCache;
    }

    /// Closes the index and the journal, and leaves the workspace to others.
    @Override
    public void close() {
        closeAll(index, journal, lock);
    }

    private static void closeAll(
            @Nullable Index index, @Nullable Journal journal, @Nullable WorkspaceLock lock) {
        try {
            if (index != null) {
                index.close();
                if (index.isDurable() && lock != null) {
                    IndexSeal.write(lock.folder());
                }
            }
        } finally {
            try {
                if (journal != null) {
                    journal.close();
                }
            } finally {
                if (lock != null) {
                    lock.close();
                }
            }
        }
    }

    private static Problem torn(Path side) {
        return Problem.warning(
                ErrorCode.JOURNAL_DAMAGED,
                "The last write to the journal was never completed nor acknowledged; its rest was"
                        + " moved to .plumbline/journal.torn/"
                        + side.getFileName(),
                Place.NOWHERE,
                null);
    }
}

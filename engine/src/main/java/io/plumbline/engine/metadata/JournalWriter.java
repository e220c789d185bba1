package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.HeadFile.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes the journal: takes all that waits, writes it in one piece, forces it
/// to the disk once, and only then answers. Producers that are interrupted close no file.
final class JournalWriter implements AutoCloseable {
    private final DurableFiles files;
    private final Path folder;
    private final long segmentBytes;
    private final HeadFile head;
    private final Consumer<JournalRecord> durable;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private List<Ticket> waiting = new ArrayList<>();
    private long nextSequence;
    private byte[] nextHash;
    private boolean closing;
    private @Nullable PlumblineException broken;

    private Segment segment;
    private DurableFile file;
    private long offset;
    private volatile long durableSequence;
    private volatile byte[] durableHash;
    private final AtomicLong forces = new AtomicLong();

    /// A record on its way to the disk.
    @SuppressWarnings("ArrayRecordComponent") // records of this kind are never compared
    private record Ticket(
            byte[] bytes,
            JournalRecord record,
            byte[] hash,
            CompletableFuture<JournalRecord> done) {}

    JournalWriter(
            DurableFiles files,
            Path folder,
            HeadFile head,
            JournalTail tail,
            long segmentBytes,
            Consumer<JournalRecord> durable)
            throws IOException {
        this.files = files;
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.head = head;
        this.durable = durable;
        this.segment = tail.segment();
        this.file = files.open(segment.file());
        this.offset = tail.offset();
        this.nextSequence = tail.sequence() + 1;
        this.nextHash = tail.hash();
        this.durableSequence = tail.sequence();
        this.durableHash = tail.hash();
        // what a killed process wrote may still be on its way
        file.force();
        head.write(new Head(tail.sequence(), tail.hash(), segment.start()));
        this.thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /// Returns when the record is on the disk.
    JournalRecord append(String type, String payload, byte[] typeBytes, byte[] payloadBytes) {
        Ticket ticket;
        lock.lock();
        try {
            if (broken != null) {
                throw broken;
            } else if (closing) {
                throw new IllegalStateException("The journal is closed");
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            byte[] bytes =
                    RecordFormat.encode(
                            nextSequence, durableSequence, now, typeBytes, payloadBytes, nextHash);
            byte[] hash = new RecordFormat.Raw(bytes).hash();
            JournalRecord record =
                    new JournalRecord(nextSequence, now, type, payload, RecordFormat.hex(hash));
            ticket = new Ticket(bytes, record, hash, new CompletableFuture<>());
            waiting.add(ticket);
            nextSequence++;
            nextHash = hash;
            work.signal();
        } finally {
            lock.unlock();
        }
        return answer(ticket);
    }

    long durableSequence() {
        return durableSequence;
    }

    byte[] durableHash() {
        return durableHash.clone();
    }

    /// Returns how often this writer has forced records to the disk.
    long forces() {
        return forces.get();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try (HeadFile closedHead = head;
                DurableFile closedFile = file) {
            if (broken == null) {
                closedFile.force();
                closedHead.force();
            }
        } catch (IOException e) {
            throw FileFailures.cannot("close the journal", folder, e);
        }
    }

    private static JournalRecord answer(Ticket ticket) {
        try {
            return ticket.done().join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof PlumblineException failure) {
                // a fresh one, so that its trace is the caller's
                throw new PlumblineException(failure.problems(), failure);
            }
            throw e;
        }
    }

    private void work() {
        List<Ticket> batch = next();
        while (!batch.isEmpty()) {
            write(batch);
            batch = next();
        }
    }

    /// Waits for work; empty when closing.
    private List<Ticket> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            List<Ticket> batch = waiting;
            waiting = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Ticket> batch) {
        PlumblineException earlier = broken();
        if (earlier != null) {
            // a new segment may be there already: nothing may come behind the end of this one
            batch.forEach(t -> t.done().completeExceptionally(earlier));
            return;
        }
        Ticket last = batch.getLast();
        try {
            int length = batch.stream().mapToInt(t -> t.bytes().length).sum();
            ByteBuffer buffer = ByteBuffer.allocate(length);
            batch.forEach(t -> buffer.put(t.bytes()));
            file.write(buffer.flip(), offset);
            force(length);
        } catch (IOException e) {
            fail(batch, e, cutBack());
            return;
        }
        durableSequence = last.record().sequence();
        durableHash = last.hash();
        anchor(last);
        batch.forEach(t -> durable.accept(t.record()));
        batch.forEach(t -> t.done().complete(t.record()));
    }

    private @Nullable PlumblineException broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    private void breakOff(IOException cause) {
        lock.lock();
        try {
            broken = unusable(cause);
        } finally {
            lock.unlock();
        }
    }

    private void force(int length) throws IOException {
        try {
            file.force();
        } catch (IOException e) {
            // after a failed flush nobody knows what is on the disk
            breakOff(e);
            throw e;
        }
        forces.incrementAndGet();
        offset += length;
    }

    /// Writes the anchor, and begins a new segment when this one is full; what was forced stays
    /// acknowledged whatever happens here.
    private void anchor(Ticket last) {
        try {
            head.write(new Head(durableSequence, durableHash, segment.start()));
            if (offset >= segmentBytes) {
                head.force();
                Segment next = Segment.named(folder, durableSequence + 1);
                DurableFile started = JournalTail.start(files, folder, next, last.hash());
                file.close();
                file = started;
                segment = next;
                offset = Segment.HEADER;
            }
        } catch (IOException e) {
            breakOff(e);
        }
    }

    /// Takes a half-written batch back; returns whether the journal can go on.
    private boolean cutBack() {
        try {
            file.truncate(offset);
            return broken() == null;
        } catch (IOException e) {
            breakOff(e);
            return false;
        }
    }

    private void fail(List<Ticket> batch, IOException cause, boolean goesOn) {
        List<Ticket> failed = new ArrayList<>(batch);
        lock.lock();
        try {
            // those behind it are chained to what was not written
            failed.addAll(waiting);
            waiting = new ArrayList<>();
            nextSequence = durableSequence + 1;
            nextHash = durableHash;
        } finally {
            lock.unlock();
        }
        PlumblineException failure = goesOn ? notRecorded(cause) : unusable(cause);
        failed.forEach(t -> t.done().completeExceptionally(failure));
    }

    private PlumblineException notRecorded(IOException cause) {
        boolean full = FileFailures.isDiskFull(cause);
        return PlumblineException.of(
                full ? ErrorCode.DISK_FULL : ErrorCode.JOURNAL_UNWRITABLE,
                "Cannot record what happened in the journal: "
                        + (full ? "the disk is full" : "the disk refused to write"),
                full
                        ? "Free some space on the disk of " + folder + " and try again"
                        : "Look at the disk of " + folder + " and try again",
                cause);
    }

    private PlumblineException unusable(IOException cause) {
        return PlumblineException.of(
                FileFailures.isDiskFull(cause) ? ErrorCode.DISK_FULL : ErrorCode.JOURNAL_UNWRITABLE,
                "Cannot record what happened in the journal: the disk failed, and whether the last"
                        + " record arrived is unknown until the workspace is opened again",
                "Look at the disk of " + folder + ", then open the workspace again",
                cause);
    }
}

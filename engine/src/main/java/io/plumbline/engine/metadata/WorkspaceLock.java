package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes one process the owner of a workspace's `.plumbline/` folder.
///
/// The operating system's lock on the file `lock` decides, so that a process that was killed owns
/// nothing any more; the file `owner` beside it only says who it is. On network folders the lock is
/// as good as their file locks are.
public final class WorkspaceLock implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String OWNER = "owner";
    private static final long PAUSE_MILLIS = 25;

    /// What this process owns: opening and closing a lock file a second time would let go of the
    /// first lock, as POSIX has it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;
    private final @Nullable Owner former;
    private Owner owner;

    private WorkspaceLock(
            Path folder, FileChannel channel, FileLock lock, Owner owner, @Nullable Owner former) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
        this.owner = owner;
        this.former = former;
    }

    /// Takes the workspace at once or fails.
    ///
    /// @param dotPlumbline the folder of local state; made when missing
    /// @param program how this process is named to others, such as `plumbline run`
    /// @throws PlumblineException with WORKSPACE_LOCKED, saying who owns it and since when
    public static WorkspaceLock acquire(Path dotPlumbline, String program) {
        return acquire(dotPlumbline, program, Duration.ZERO);
    }

    /// Takes the workspace, waiting at most the time given for its owner to end.
    public static WorkspaceLock acquire(Path dotPlumbline, String program, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            Optional<WorkspaceLock> taken = tryAcquire(dotPlumbline, program);
            if (taken.isPresent()) {
                return taken.orElseThrow();
            }
            if (System.nanoTime() >= deadline || !paused()) {
                throw locked(dotPlumbline);
            }
        }
    }

    /// Takes the workspace; empty when another process owns it, or this process already does.
    public static Optional<WorkspaceLock> tryAcquire(Path dotPlumbline, String program) {
        Path held = null;
        boolean taken = false;
        try {
            Files.createDirectories(dotPlumbline);
            held = dotPlumbline.toRealPath();
            if (!HELD.add(held)) {
                held = null;
                return Optional.empty();
            }
            Optional<WorkspaceLock> lock = lock(held, program);
            taken = lock.isPresent();
            return lock;
        } catch (IOException e) {
            throw FileFailures.cannot("open the workspace", dotPlumbline, e);
        } finally {
            if (held != null && !taken) {
                HELD.remove(held);
            }
        }
    }

    private static Optional<WorkspaceLock> lock(Path folder, String program) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return Optional.empty();
            }
            Owner former = ownerOf(folder).orElse(null);
            Owner self = Owner.self(program);
            WorkspaceLock owned = new WorkspaceLock(folder, channel, lock, self, former);
            owned.write(self);
            taken = true;
            return Optional.of(owned);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /// Returns who owns, or last owned, the workspace as its owner file says; empty when the last
    /// owner left in order.
    public static Optional<Owner> ownerOf(Path dotPlumbline) {
        try {
            return Owner.parse(Files.readString(dotPlumbline.resolve(OWNER)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Returns this process as others see it.
    public synchronized Owner owner() {
        return owner;
    }

    /// Returns the owner that ended without leaving, by a kill or a power cut; empty for none.
    public Optional<Owner> takenOverFrom() {
        return Optional.ofNullable(former);
    }

    /// Tells others on which loopback port this process answers; 0 for none.
    public synchronized void announce(int port) {
        owner = owner.withPort(port);
        try {
            write(owner);
        } catch (IOException e) {
            throw FileFailures.cannot("write the owner of the workspace", folder, e);
        }
    }

    /// Returns the folder that is owned.
    public Path folder() {
        return folder;
    }

    /// Returns whether it is still held.
    public boolean isHeld() {
        return lock.isValid();
    }

    /// Leaves the workspace to others.
    @Override
    public void close() {
        if (!lock.isValid()) {
            return;
        }
        try {
            Files.deleteIfExists(folder.resolve(OWNER));
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw FileFailures.cannot("leave the workspace", folder, e);
        } finally {
            HELD.remove(folder);
        }
    }

    private void write(Owner self) throws IOException {
        Path temporary = folder.resolve(OWNER + ".new");
        Files.writeString(temporary, self.format());
        Files.move(temporary, folder.resolve(OWNER), StandardCopyOption.REPLACE_EXISTING);
    }

    private static PlumblineException locked(Path folder) {
        String who = ownerOf(folder).map(Owner::toString).orElse("a process that just starts");
        return PlumblineException.of(
                ErrorCode.WORKSPACE_LOCKED,
                "Cannot open the workspace: it is in use by " + who,
                "Wait until it has ended, or end it; 'runs', 'lineage' and 'audit' can read"
                        + " meanwhile");
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

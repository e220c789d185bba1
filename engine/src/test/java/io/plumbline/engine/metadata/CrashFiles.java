package io.plumbline.engine.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files on a disk that loses power: what was not forced may be there, or in part, or in another
/// order, or not at all; a name that was not forced may be gone with its file. Also says no.
final class CrashFiles implements DurableFiles {
    private static final int SECTOR = 512;

    private final Map<Path, Content> contents = new HashMap<>();
    private final Set<Path> durableNames = new HashSet<>();
    private @Nullable String writeFailure;
    private @Nullable String forceFailure;
    private int bytesUntilWriteFailure = -1;
    private int forcesUntilFailure;
    private int forces;

    /// One file: what is certainly on the disk, and what was written since.
    private static final class Content {
        private byte[] durable = new byte[0];
        private final List<Change> since = new ArrayList<>();
    }

    /// A write, or a cut when `bytes` is null.
    private record Change(long position, byte @Nullable [] bytes) {}

    /// Makes writes fail once so many more bytes were written.
    synchronized void failWritesAfter(int bytes, String message) {
        bytesUntilWriteFailure = bytes;
        writeFailure = message;
    }

    synchronized void failForces(String message) {
        failForcesAfter(0, message);
    }

    /// Makes forces fail once so many more have succeeded.
    synchronized void failForcesAfter(int forces, String message) {
        forcesUntilFailure = forces;
        forceFailure = message;
    }

    synchronized void heal() {
        writeFailure = null;
        forceFailure = null;
        bytesUntilWriteFailure = -1;
    }

    synchronized int forces() {
        return forces;
    }

    @Override
    public synchronized DurableFile open(Path file) throws IOException {
        Path path = file.toAbsolutePath();
        if (!contents.containsKey(path)) {
            Content content = new Content();
            if (Files.exists(path)) {
                content.durable = Files.readAllBytes(path);
                durableNames.add(path);
            }
            contents.put(path, content);
        }
        DurableFile real = REAL.open(file);
        return new CrashFile(path, real);
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        Path path = folder.toAbsolutePath();
        contents.keySet().stream()
                .filter(f -> path.equals(f.getParent()) && Files.exists(f))
                .forEach(durableNames::add);
        REAL.forceFolder(folder);
    }

    /// Cuts the power: leaves on the real disk what a real disk could have.
    synchronized void crash(Random random) throws IOException {
        for (Map.Entry<Path, Content> entry : contents.entrySet()) {
            Path file = entry.getKey();
            if (!durableNames.contains(file) && random.nextBoolean()) {
                Files.deleteIfExists(file);
                continue;
            }
            byte[] bytes = entry.getValue().durable.clone();
            for (Change change : entry.getValue().since) {
                bytes = lose(bytes, change, random);
            }
            Files.write(
                    file, bytes, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }
        contents.clear();
    }

    /// Applies a write in full, in some of its sectors, or not at all.
    private static byte[] lose(byte[] bytes, Change change, Random random) {
        int fate = random.nextInt(3);
        byte[] written = change.bytes();
        if (written == null) {
            return fate == 0 ? bytes : Arrays.copyOf(bytes, (int) change.position());
        } else if (fate == 0) {
            return bytes;
        }
        byte[] result = bytes;
        for (int from = 0; from < written.length; from += SECTOR) {
            int to = Math.min(written.length, from + SECTOR);
            if (fate == 1 || random.nextBoolean()) {
                result =
                        write(
                                result,
                                change.position() + from,
                                Arrays.copyOfRange(written, from, to));
            }
        }
        return result;
    }

    private static byte[] write(byte[] bytes, long position, byte[] part) {
        byte[] result = Arrays.copyOf(bytes, (int) Math.max(bytes.length, position + part.length));
        System.arraycopy(part, 0, result, (int) position, part.length);
        return result;
    }

    private final class CrashFile implements DurableFile {
        private final Path path;
        private final DurableFile real;

        CrashFile(Path path, DurableFile real) {
            this.path = path;
            this.real = real;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (CrashFiles.this) {
                if (bytesUntilWriteFailure >= 0 && bytes.remaining() > bytesUntilWriteFailure) {
                    bytes.limit(bytes.position() + bytesUntilWriteFailure);
                    bytesUntilWriteFailure = 0;
                    keep(bytes, position);
                    throw new IOException(writeFailure);
                } else if (bytesUntilWriteFailure >= 0) {
                    bytesUntilWriteFailure -= bytes.remaining();
                }
                keep(bytes, position);
            }
        }

        private void keep(ByteBuffer bytes, long position) throws IOException {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(bytes.position(), copy);
            contents.get(path).since.add(new Change(position, copy));
            real.write(bytes, position);
        }

        @Override
        public void force() throws IOException {
            synchronized (CrashFiles.this) {
                forces++;
                if (forceFailure != null && forcesUntilFailure-- <= 0) {
                    throw new IOException(forceFailure);
                }
                Content content = contents.get(path);
                if (content == null) {
                    return;
                }
                for (Change change : content.since) {
                    byte[] written = change.bytes();
                    content.durable =
                            written == null
                                    ? Arrays.copyOf(content.durable, (int) change.position())
                                    : CrashFiles.write(content.durable, change.position(), written);
                }
                content.since.clear();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (CrashFiles.this) {
                contents.get(path).since.add(new Change(size, null));
                real.truncate(size);
            }
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}

package io.plumbline.engine.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads a program's lines in a thread of its own, never far ahead of who takes them.
final class ProgramLines implements AutoCloseable {
    /// The bytes of a line, at most.
    static final int LONGEST = 16 << 20;

    private static final int READ = 64 << 10;
    private static final int AHEAD = 8;

    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reading;

    /// Some lines.
    ///
    /// @param last whether there are no more
    /// @param tooLong whether the next line is longer than any may be
    record Batch(List<byte[]> lines, boolean last, boolean tooLong) {}

    ProgramLines(InputStream in) {
        this.reading =
                Thread.ofPlatform()
                        .daemon()
                        .name("plumbline-program-lines")
                        .start(() -> readAll(in));
    }

    /// Returns the next lines; null when there are none yet.
    @Nullable Batch poll(long millis) {
        try {
            return queue.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    private void readAll(InputStream in) {
        try {
            read(in);
        } catch (InterruptedException e) {
            // nobody takes them any more
        }
    }

    private void read(InputStream in) throws InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] bytes = new byte[READ];
        try (in) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                List<byte[]> lines = split(bytes, n, line);
                if (line.size() > LONGEST) {
                    queue.put(new Batch(lines, false, true));
                    return;
                }
                queue.put(new Batch(lines, false, false));
            }
        } catch (IOException e) {
            // the program was ended; what came before is judged by its exit code
        }
        List<byte[]> rest = line.size() == 0 ? List.of() : List.of(line.toByteArray());
        queue.put(new Batch(rest, true, false));
    }

    private static List<byte[]> split(byte[] bytes, int n, ByteArrayOutputStream line) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < n; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, from, i - from);
                lines.add(line.toByteArray());
                line.reset();
                from = i + 1;
            }
        }
        line.write(bytes, from, n - from);
        return lines;
    }

    @Override
    public void close() {
        reading.interrupt();
    }
}

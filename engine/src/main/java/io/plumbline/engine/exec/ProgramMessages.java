package io.plumbline.engine.exec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Reads all that a program writes to standard error and keeps the end of it.
final class ProgramMessages {
    private static final int KEPT = 4096;
    private static final int SHOWN = 400;
    private static final long PATIENCE_MILLIS = 500;

    private final byte[] ring = new byte[KEPT];
    private final Thread reading;
    private long count;

    ProgramMessages(InputStream in) {
        this.reading =
                Thread.ofPlatform()
                        .daemon()
                        .name("plumbline-program-messages")
                        .start(() -> read(in));
    }

    private void read(InputStream in) {
        byte[] bytes = new byte[KEPT];
        try (in) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                keep(bytes, n);
            }
        } catch (IOException e) {
            // the program was ended
        }
    }

    private synchronized void keep(byte[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            ring[(int) (count++ % KEPT)] = bytes[i];
        }
    }

    /// Returns the last lines, as one; empty when there are none.
    String text() {
        try {
            reading.join(TimeUnit.MILLISECONDS.toMillis(PATIENCE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String all = whole().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return all.length() <= SHOWN ? all : "…" + all.substring(all.length() - SHOWN);
    }

    private synchronized String whole() {
        int length = (int) Math.min(count, KEPT);
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = ring[(int) ((count - length + i) % KEPT)];
        }
        return new String(out, StandardCharsets.UTF_8);
    }
}

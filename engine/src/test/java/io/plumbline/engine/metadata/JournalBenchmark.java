package io.plumbline.engine.metadata;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Measures durable events per second with 1, 8 and 64 producers against a bare append and force of
/// the same bytes on the same disk, alternating, and the speed of verification. A program, not a
/// test: its figures depend on the disk.
///
/// Arguments: the folder to write in, seconds a measurement (default 3), events to verify (default
/// 1,000,000).
public final class JournalBenchmark {
    private static final String PAYLOAD =
            Payloads.audit(
                    "anna",
                    "run.finished",
                    "pipeline:customer360",
                    "COMPLETE",
                    Map.of("run", "0190a5b2-7c1e-7c3a-9d55-1f2e3d4c5b6a", "rows", "10281"));
    private static final PrintStream OUT = System.out;

    private JournalBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "journal-benchmark");
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int events = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
        try {
            append(folder, seconds);
            verify(folder.resolve("verify"), events);
        } finally {
            delete(folder);
        }
    }

    private static void append(Path folder, int seconds) throws Exception {
        raw(folder.resolve("warm"), 1);
        for (int producers : new int[] {1, 8, 64}) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                double raw = raw(folder.resolve("raw" + producers + round), seconds);
                double[] ours =
                        journal(folder.resolve("j" + producers + round), producers, seconds);
                ratios.add(ours[0] / raw);
                OUT.printf(
                        "producers %2d: raw append+force %,.0f/s, journal %,.0f events/s with %,.0f"
                                + " forces/s, ratio %.2f%n",
                        producers, raw, ours[0], ours[1], ours[0] / raw);
            }
            ratios.sort(null);
            OUT.printf("producers %2d: median ratio %.2f%n", producers, ratios.get(1));
        }
    }

    private static double raw(Path file, int seconds) throws IOException {
        byte[] bytes = PAYLOAD.getBytes(StandardCharsets.UTF_8);
        ByteBuffer record = ByteBuffer.allocate(RecordFormat.HEADER + 5 + bytes.length);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            long count = 0;
            while (System.nanoTime() < end) {
                channel.write(record.clear());
                channel.force(false);
                count++;
            }
            return count * 1e9 / (System.nanoTime() - start);
        }
    }

    /// Returns events per second and forces per second.
    private static double[] journal(Path folder, int producers, int seconds) throws Exception {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "benchmark");
                Journal journal = Journal.open(lock)) {
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            List<Thread> threads = new ArrayList<>();
            for (int p = 0; p < producers; p++) {
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    while (System.nanoTime() < end) {
                                        journal.append("audit", PAYLOAD);
                                    }
                                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            double elapsed = (System.nanoTime() - start) / 1e9;
            return new double[] {journal.lastSequence() / elapsed, journal.forces() / elapsed};
        }
    }

    private static void verify(Path folder, int events) throws Exception {
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "benchmark");
                Journal journal = Journal.open(lock)) {
            List<Thread> threads = new ArrayList<>();
            for (int p = 0; p < 256; p++) {
                int share = events / 256 + (p < events % 256 ? 1 : 0);
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    for (int i = 0; i < share; i++) {
                                        journal.append("audit", PAYLOAD);
                                    }
                                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            JournalVerification result = JournalVerification.of(folder);
            double elapsed = (System.nanoTime() - start) / 1e9;
            OUT.printf(
                    "verify: %,d events in %.2f s, %,.0f events/s, good %s%n",
                    result.records(), elapsed, result.records() / elapsed, result.isGood());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

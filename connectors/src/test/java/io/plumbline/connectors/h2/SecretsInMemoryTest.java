package io.plumbline.connectors.h2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.plumbline.connectors.BuiltInConnectors;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Source;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks for a password in all that the Java heap holds while a source is open.
class SecretsInMemoryTest {
    @TempDir private Path root;

    @Test
    void keepsNoPasswordInAnOpenSourceNorInWhatItPrints() throws Exception {
        byte[] mirrored = makeDatabase();
        Map<String, String> settings =
                Map.of("path", "hr", "user", "app", "password", "file:secret");
        Connection connection = new Connection("hr", "h2", null, null, null, null, settings);
        try (Source source =
                new H2Connector().open(connection, new BuiltInConnectors().secrets(root), root)) {
            assertThat(source.test()).endsWith("as user app");
            Path dump = root.resolve("heap.hprof");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpHeap(dump.toString(), true);

            assertThat(holds(dump, mirror("file:secret".getBytes(StandardCharsets.US_ASCII))))
                    .as("the search finds what is there")
                    .isTrue();
            assertThat(holds(dump, mirrored)).isFalse();
            byte[] shown = (source + " " + connection).getBytes(StandardCharsets.UTF_8);
            assertThat(indexOf(shown, shown.length, mirrored)).isNegative();
        }
    }

    /// Returns the password read backwards, so that the test itself does not hold it.
    private byte[] makeDatabase() throws Exception {
        String password = "p" + UUID.randomUUID() + "'\"$%{{x}}";
        Files.writeString(root.resolve("secret"), password + "\n");
        try (java.sql.Connection made =
                DriverManager.getConnection(
                        "jdbc:h2:file:" + root.resolve("hr"), "app", password)) {
            made.createStatement().execute("CREATE TABLE t (a INTEGER)");
        }
        return mirror(password.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] mirror(byte[] text) {
        byte[] out = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            out[i] = text[text.length - 1 - i];
        }
        return out;
    }

    private static boolean holds(Path file, byte[] mirrored) throws IOException {
        byte[] block = new byte[1 << 20];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block, kept, block.length - kept);
                    n > 0;
                    n = in.read(block, kept, block.length - kept)) {
                int length = kept + n;
                if (indexOf(block, length, mirrored) >= 0) {
                    return true;
                }
                kept = Math.min(length, mirrored.length);
                System.arraycopy(
                        Arrays.copyOfRange(block, length - kept, length), 0, block, 0, kept);
            }
        }
        return false;
    }

    private static int indexOf(byte[] block, int length, byte[] mirrored) {
        for (int i = 0; i + mirrored.length <= length; i++) {
            int k = 0;
            while (k < mirrored.length && block[i + k] == mirrored[mirrored.length - 1 - k]) {
                k++;
            }
            if (k == mirrored.length) {
                return i;
            }
        }
        return -1;
    }
}

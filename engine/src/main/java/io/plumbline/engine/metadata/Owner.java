package io.plumbline.engine.metadata;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The process that owns a workspace.
///
/// @param pid its process id on that host
/// @param since when it took the workspace, to the second
/// @param program what it was started as, such as `plumbline run`
/// @param port the loopback port that it answers on, 0 for none
public record Owner(long pid, String host, String user, Instant since, String program, int port) {

    /// Returns this very process, owning from now on.
    public static Owner self(String program) {
        return new Owner(
                ProcessHandle.current().pid(),
                hostName(),
                System.getProperty("user.name", "unknown"),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                program,
                0);
    }

    /// Returns this owner answering on a loopback port.
    public Owner withPort(int newPort) {
        return new Owner(pid, host, user, since, program, newPort);
    }

    /// Writes the form that [#parse] reads: one `key=value` a line.
    String format() {
        return "pid=%d%nhost=%s%nuser=%s%nsince=%s%nprogram=%s%nport=%d%n"
                .formatted(pid, line(host), line(user), since, line(program), port);
    }

    /// Reads what [#format] wrote; empty when it is cut short or anything else.
    static Optional<Owner> parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String row : text.lines().toList()) {
            int equals = row.indexOf('=');
            if (equals > 0) {
                values.put(row.substring(0, equals), row.substring(equals + 1));
            }
        }
        try {
            return Optional.of(
                    new Owner(
                            Long.parseLong(values.getOrDefault("pid", "")),
                            values.getOrDefault("host", "unknown"),
                            values.getOrDefault("user", "unknown"),
                            Instant.parse(values.getOrDefault("since", "")),
                            values.getOrDefault("program", "unknown"),
                            Integer.parseInt(values.getOrDefault("port", ""))));
        } catch (IllegalArgumentException | java.time.DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Says it as a message does: `'plumbline run' (process 4711 of anna on ws12, since …)`.
    @Override
    public String toString() {
        return "'%s' (process %d of %s on %s, since %s)".formatted(program, pid, user, host, since);
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}

package io.plumbline.testdata.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A D-Bus session of its own, in which GNOME Keyring runs when it is started. Nothing of the
/// user's own session is seen or touched.
public final class DesktopSession implements AutoCloseable {
    private static final String OPEN =
            "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
                    + "<allow own=\"*\"/>";
    private static final String CLOSED =
            OPEN + "<deny send_interface=\"org.freedesktop.Secret.Item\"/>";

    private static final String LOGIN = "/org/freedesktop/secrets/collection/login";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private DesktopSession(Path folder) {
        this.folder = folder;
    }

    /// Starts a session in which every program may speak to every other.
    public static DesktopSession in(Path folder) throws IOException, InterruptedException {
        return start(folder, OPEN);
    }

    /// Starts a session in which nobody may ask a keychain for a value.
    public static DesktopSession thatForbidsSecrets(Path folder)
            throws IOException, InterruptedException {
        return start(folder, CLOSED);
    }

    private static DesktopSession start(Path folder, String policy)
            throws IOException, InterruptedException {
        DesktopSession session = new DesktopSession(folder);
        Path config = folder.resolve("bus.conf");
        Files.writeString(
                config,
                """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>unix:path=%s</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">%s</policy>
                </busconfig>
                """
                        .formatted(session.socket(), policy));
        session.run("", "dbus-daemon", "--nofork", "--config-file=" + config);
        session.await(() -> Files.exists(session.socket()), "bus");
        return session;
    }

    /// Returns the program that is needed and not installed, empty when all are there.
    public static Optional<String> missing() {
        return Stream.of("dbus-daemon", "dbus-send", "gnome-keyring-daemon")
                .filter(program ->
                        Stream.of(System.getenv("PATH").split(":"))
                                .noneMatch(p -> Files.isExecutable(Path.of(p, program))))
                .findFirst();
    }

    private Path socket() {
        return folder.resolve("bus");
    }

    /// Returns where the session's bus listens.
    public String address() {
        return "unix:path=" + socket();
    }

    /// Starts GNOME Keyring with an unlocked keyring of the name `login`.
    ///
    /// @return its process
    public Process keyring() throws IOException, InterruptedException {
        Process keyring =
                run(
                        "password of the keyring",
                        "gnome-keyring-daemon",
                        "--foreground",
                        "--unlock",
                        "--components=secrets",
                        "--control-directory=" + folder.resolve("control"));
        await(() -> send("ReadAlias", "string:default").contains(LOGIN), "keyring");
        return keyring;
    }

    private Process run(String input, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                        .start();
        processes.add(process);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    /// Locks the keyring, as a log-out does.
    public void lock() throws IOException, InterruptedException {
        send("Lock", "array:objpath:" + LOGIN);
    }

    /// Calls a method of the keyring and returns what `dbus-send` prints.
    private String send(String method, String argument) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "dbus-send",
                                "--bus=" + address(),
                                "--print-reply",
                                "--dest=org.freedesktop.secrets",
                                "/org/freedesktop/secrets",
                                "org.freedesktop.Secret.Service." + method,
                                argument)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /// Something that becomes true.
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(Condition condition, String what) throws IOException, InterruptedException {
        for (int i = 0; i < 500; i++) {
            if (condition.holds()) {
                return;
            }
            Thread.sleep(20);
        }
        close();
        throw new IOException("the session's " + what + " does not start: see " + folder);
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes.reversed()) {
            process.destroyForcibly().waitFor();
        }
    }
}

package io.plumbline.connectors.keychain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keychain of macOS, by its own command `security`. Values go to it by standard input and come
/// back by a pipe: none stands on a command line.
final class SecurityToolVault implements Vault {
    /// Longer lines are cut by the command's reader.
    private static final int LINE = 4000;

    private static final int MISSING = 44;
    private static final int LOCKED = 36;
    private static final int AUTHENTICATION = 51;
    private static final int CANCELLED = 128;

    /// What is not plain text is shown in hexadecimal digits.
    private static final Pattern SHOWN =
            Pattern.compile("(?m)^password: ?(?:0x([0-9A-Fa-f]*).*|\"(.*)\")?$");

    private final String command;
    private final Patience patience;

    SecurityToolVault(String command, Patience patience) {
        this.command = command;
        this.patience = patience;
    }

    /// How the command ended, and what it said to standard error.
    private record Ended(int code, String said) {}

    @Override
    public Optional<String> find(String name) throws KeychainFailure {
        Ended ended = run("", "find-generic-password", "-s", SERVICE, "-a", name, "-g");
        if (ended.code() == MISSING) {
            return Optional.empty();
        }
        refuse(ended.code());
        Matcher shown = SHOWN.matcher(ended.said());
        if (!shown.find()) {
            throw KeychainFailure.unavailable("the keychain's answer cannot be read", null);
        }
        String digits = shown.group(1);
        if (digits != null) {
            return Optional.of(new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8));
        }
        return Optional.of(shown.group(2) == null ? "" : shown.group(2));
    }

    @Override
    public void store(String name, String value) throws KeychainFailure {
        String digits = HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
        String line =
                "add-generic-password -U -s %s -a \"%s\" -l \"Plumbline: %s\" -X %s\n"
                        .formatted(SERVICE, name, name, digits);
        if (line.getBytes(StandardCharsets.UTF_8).length > LINE) {
            throw KeychainFailure.tooLarge((LINE - 500) / 2);
        }
        refuse(run(line, "-i").code());
        if (!find(name).equals(Optional.of(value))) {
            throw KeychainFailure.unavailable("the keychain did not take it", null);
        }
    }

    @Override
    public boolean delete(String name) throws KeychainFailure {
        Ended ended = run("", "delete-generic-password", "-s", SERVICE, "-a", name);
        if (ended.code() == MISSING) {
            return false;
        }
        refuse(ended.code());
        return true;
    }

    private static void refuse(int code) throws KeychainFailure {
        switch (code) {
            case 0 -> {}
            case LOCKED -> throw KeychainFailure.locked("the keychain is locked");
            case CANCELLED ->
                    throw KeychainFailure.locked("the keychain asked, and was turned away");
            case AUTHENTICATION -> throw KeychainFailure.denied(null);
            default ->
                    throw KeychainFailure.unavailable(
                            String.format(
                                    Locale.ROOT, "the keychain answers with the error %d", code),
                            null);
        }
    }

    private Ended run(String input, String... arguments) throws KeychainFailure {
        List<String> line = new java.util.ArrayList<>(List.of(arguments));
        line.addFirst(command);
        try {
            Process process =
                    new ProcessBuilder(line)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                write(input, process);
                if (!process.waitFor(patience.person().toMillis(), TimeUnit.MILLISECONDS)) {
                    throw KeychainFailure.silent(patience.person().toSeconds());
                }
                return new Ended(
                        process.exitValue(),
                        new String(
                                process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw KeychainFailure.unavailable("the command 'security' cannot be used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KeychainFailure.cancelled();
        }
    }

    private static void write(String input, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a command that ends before it has read says by its code why
        }
    }
}

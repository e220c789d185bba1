package io.plumbline.workbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.cli.CommandLineProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gives commands as if in a folder: those of the program in this process, all others to `sh`.
final class Shell {
    private static final Pattern WORD = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+))");
    private static final Set<String> BEFORE_PATH =
            Set.of("-w", "--data", "--file", "--schema", "init", "demo");

    private final Path folder;
    private int code;

    Shell(Path folder) throws IOException {
        this.folder = folder.toRealPath();
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// Returns what a command prints, to both streams, as lines.
    List<String> give(String command) throws IOException, InterruptedException {
        String out;
        if (command.equals("echo $?")) {
            return List.of(String.valueOf(code));
        } else if (command.matches("(\\./)?plumbline( .*)?")) {
            out = program(command);
        } else {
            out = run(command);
        }
        return out.replace(folder + "/", "").replace("" + folder, ".").lines().toList();
    }

    /// Runs a command of the operating system; one that fails fails the test.
    String run(String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        code = process.waitFor();
        assertThat(code).as(command + "\n" + out).isZero();
        return out;
    }

    private String program(String command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            code = new CommandLineProgram(both, both).run(arguments(command));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String[] arguments(String command) {
        List<String> out = new ArrayList<>();
        Matcher words = WORD.matcher(command);
        String before = "";
        words.find();
        while (words.find()) {
            String word =
                    words.group(1) != null
                            ? words.group(1)
                            : words.group(2) != null ? words.group(2) : words.group(3);
            boolean path =
                    BEFORE_PATH.contains(before) && !word.startsWith("-")
                            || word.matches("\\S+\\.(sql|json)");
            out.add(path ? folder.resolve(word).toString() : word);
            before = word;
        }
        if (out.equals(List.of("demo"))) {
            out.add(folder.resolve("customer360").toString());
            // a window would wait for a hand to close it
            out.add("--no-desktop");
        }
        return out.toArray(String[]::new);
    }
}

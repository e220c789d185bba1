package io.plumbline.workbench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a page of the guide asks a reader to do, in the page's order: files to write (a fenced
/// block after a line that ends with the file's name in backticks and a colon) and commands to give
/// (the lines of a `console` block that begin with `$ `, each with the output below it).
final class GuidePage {
    private static final Pattern NAMED = Pattern.compile(".*`([^`]+\\.[a-z]+)`[^`]*:$");

    /// Something to do.
    sealed interface Part {}

    /// A file to write.
    record Written(String path, String text) implements Part {}

    /// A command and what it prints.
    ///
    /// @param line the line of the page, from 1, that the command stands on
    record Said(int line, String command, List<String> output) implements Part {}

    private final Path file;
    private final List<String> lines;
    private final List<Part> parts = new ArrayList<>();

    private GuidePage(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    static GuidePage read(Path file) throws IOException {
        GuidePage page = new GuidePage(file, Files.readAllLines(file));
        page.parse();
        return page;
    }

    List<Part> parts() {
        return parts;
    }

    /// Puts outputs in the place of those that the page shows.
    void rewrite(List<Said> now) throws IOException {
        List<String> out = new ArrayList<>(lines);
        for (Said said : now.reversed()) {
            Said before =
                    parts.stream()
                            .filter(p -> p instanceof Said s && s.line() == said.line())
                            .map(Said.class::cast)
                            .findFirst()
                            .orElseThrow();
            List<String> old = out.subList(said.line(), said.line() + before.output().size());
            old.clear();
            old.addAll(said.output());
        }
        Files.write(file, out);
    }

    private void parse() {
        @Nullable String fence = null;
        String before = "";
        int from = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```") && fence == null) {
                fence = line.substring(3);
                from = i + 1;
            } else if (line.startsWith("```") && fence != null) {
                block(fence, before, from, i);
                fence = null;
                before = "";
            } else if (fence == null && !line.isBlank()) {
                before = line;
            }
        }
    }

    private void block(String fence, String before, int from, int to) {
        if (fence.equals("console")) {
            commands(from, to);
            return;
        }
        Matcher named = NAMED.matcher(before);
        if (named.matches()) {
            parts.add(
                    new Written(named.group(1), String.join("\n", lines.subList(from, to)) + "\n"));
        }
    }

    private void commands(int from, int to) {
        int at = from;
        while (at < to) {
            int next = at + 1;
            while (next < to && !lines.get(next).startsWith("$ ")) {
                next++;
            }
            parts.add(
                    new Said(
                            at + 1,
                            lines.get(at).substring(2),
                            List.copyOf(lines.subList(at + 1, next))));
            at = next;
        }
    }
}

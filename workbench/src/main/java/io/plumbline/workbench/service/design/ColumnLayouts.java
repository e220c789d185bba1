package io.plumbline.workbench.service.design;

import io.plumbline.engine.document.AtomicFile;
import io.plumbline.engine.model.PortRef;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Remembers how a person arranged the columns of previews: order, width, hidden, sorted; for each
/// output of a pipeline, in the workspace's local state. A file that cannot be read counts as
/// empty.
public final class ColumnLayouts {
    private static final int PARTS = 4;

    private final Path folder;

    /// Takes the workspace's folder.
    public ColumnLayouts(Path root) {
        this.folder = root.resolve(".plumbline").resolve("preview");
    }

    /// A column as it is arranged.
    ///
    /// @param sort its rank among those sorted by, from 1, negative for descending; 0 for none
    public record Column(String name, double width, boolean hidden, int sort) {}

    /// Returns the columns of an output from left to right; none when it was never arranged.
    public List<Column> read(String pipeline, PortRef port) {
        return all(pipeline).getOrDefault(key(port), List.of());
    }

    /// Remembers the columns of an output.
    public void write(String pipeline, PortRef port, List<Column> columns) {
        Map<String, List<Column>> all = all(pipeline);
        all.put(key(port), columns);
        StringBuilder text = new StringBuilder();
        all.forEach((key, listed) -> {
            text.append(key).append('\n');
            for (Column c : listed) {
                text.append('\t')
                        .append(URLEncoder.encode(c.name(), StandardCharsets.UTF_8))
                        .append('\t')
                        .append(Math.round(c.width()))
                        .append('\t')
                        .append(c.hidden() ? "hidden" : "shown")
                        .append('\t')
                        .append(c.sort())
                        .append('\n');
            }
        });
        AtomicFile.write(file(pipeline), text.toString());
    }

    private static String key(PortRef port) {
        return port.step() + "." + port.port();
    }

    private Path file(String pipeline) {
        return folder.resolve(pipeline + ".txt");
    }

    private Map<String, List<Column>> all(String pipeline) {
        Map<String, List<Column>> all = new LinkedHashMap<>();
        List<Column> columns = new ArrayList<>();
        for (String line : lines(pipeline)) {
            if (!line.startsWith("\t")) {
                columns = new ArrayList<>();
                all.put(line, columns);
            } else {
                String[] parts = line.substring(1).split("\t");
                if (parts.length == PARTS
                        && parts[1].matches("\\d{1,5}")
                        && parts[3].matches("-?\\d{1,4}")) {
                    columns.add(
                            new Column(
                                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                                    Double.parseDouble(parts[1]),
                                    parts[2].equals("hidden"),
                                    Integer.parseInt(parts[3])));
                }
            }
        }
        return all;
    }

    private List<String> lines(String pipeline) {
        try {
            return Files.exists(file(pipeline)) ? Files.readAllLines(file(pipeline)) : List.of();
        } catch (IOException _) {
            return List.of();
        }
    }
}

package io.plumbline.engine.document;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Finds the comments of a file by its text: whatever begins with `#` outside of scalars. (The
/// parser's own comment events come at other places in blocks and flows than a person put them.)
final class CommentReader {
    private final List<Part> parts = new ArrayList<>();
    private final List<String> header = new ArrayList<>();
    private final Map<String, List<String>> own = new HashMap<>();
    private final Map<String, List<String>> behind = new HashMap<>();
    private final List<String> end = new ArrayList<>();

    private record Part(Spot spot, String path) {}

    private record Range(Spot from, Spot to) {}

    private CommentReader() {}

    /// Returns the comments of a text that was read without problems.
    static Comments read(String text, Element.Mapping root) {
        CommentReader reader = new CommentReader();
        reader.parts(root, "");
        reader.lines(text, scalars(text));
        return new Comments(reader.header, reader.own, reader.behind, reader.end);
    }

    private void parts(Element element, String path) {
        switch (element) {
            case Element.Mapping mapping ->
                    mapping.entries()
                            .forEach((key, entry) -> {
                                String at = Comments.child(path, key);
                                parts.add(new Part(entry.key(), at));
                                parts(entry.value(), at);
                            });
            case Element.Sequence sequence -> {
                List<String> paths =
                        Comments.itemPaths(
                                path, sequence.items().stream().map(Comments::identity).toList());
                for (int i = 0; i < paths.size(); i++) {
                    parts.add(new Part(sequence.items().get(i).spot(), paths.get(i)));
                    parts(sequence.items().get(i), paths.get(i));
                }
            }
            case Element.Scalar _ -> {}
        }
    }

    private static List<Range> scalars(String text) {
        List<Range> ranges = new ArrayList<>();
        for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
            if (event instanceof ScalarEvent scalar) {
                Mark from = scalar.getStartMark().orElseThrow();
                Mark to = scalar.getEndMark().orElseThrow();
                ranges.add(range(scalar, YamlReader.spot(from), YamlReader.spot(to), text));
            }
        }
        return ranges;
    }

    /// A block's header line may carry a comment, and blank lines behind it are not its own unless
    /// it keeps them.
    private static Range range(ScalarEvent scalar, Spot from, Spot to, String text) {
        boolean block =
                scalar.getScalarStyle() == ScalarStyle.LITERAL
                        || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        if (!block) {
            return new Range(from, to);
        }
        Spot body = new Spot(from.line() + 1, 1);
        if (scalar.getValue().endsWith("\n\n")) {
            return new Range(body, to);
        }
        String[] lines = text.split("\r\n|\r|\n", -1);
        int last = Math.min(to.column() == 1 ? to.line() - 1 : to.line(), lines.length);
        while (last > from.line() && lines[last - 1].isBlank()) {
            last--;
        }
        return new Range(body, new Spot(last + 1, 1));
    }

    private void lines(String text, List<Range> scalars) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        int[] starts = new int[lines.length + 1];
        for (int i = 0; i < lines.length; i++) {
            starts[i + 1] = starts[i] + lines[i].codePointCount(0, lines[i].length()) + 1;
        }
        BitSet inScalars = new BitSet(starts[lines.length]);
        for (Range range : scalars) {
            inScalars.set(offset(range.from(), starts), offset(range.to(), starts));
        }
        for (int i = 0; i < lines.length; i++) {
            int[] line = lines[i].codePoints().toArray();
            BitSet scalar = inScalars.get(starts[i], starts[i] + line.length + 1);
            line(line, i + 1, scalar, i == lines.length - 1);
        }
    }

    private static int offset(Spot spot, int[] starts) {
        int line = Math.min(spot.line(), starts.length) - 1;
        return Math.min(starts[line] + spot.column() - 1, starts[starts.length - 1]);
    }

    private void line(int[] line, int number, BitSet scalar, boolean last) {
        boolean blank = scalar.isEmpty();
        for (int column = 1; column <= line.length; column++) {
            int c = line[column - 1];
            boolean starts = column == 1 || line[column - 2] == ' ' || line[column - 2] == '\t';
            if (c == '#' && starts && !scalar.get(column - 1)) {
                String comment = new String(line, column - 1, line.length - column + 1).strip();
                attach(comment, new Spot(number, column), blank);
                return;
            }
            blank &= c == ' ' || c == '\t';
        }
        if (blank && !last) {
            attach("", new Spot(number, 1), true);
        }
    }

    private void attach(String comment, Spot spot, boolean ownLine) {
        if (!ownLine) {
            parts.stream()
                    .filter(p -> compare(p.spot(), spot) < 0)
                    .reduce((_, later) -> later)
                    .ifPresent(p ->
                            behind.computeIfAbsent(p.path(), _ -> new ArrayList<>()).add(comment));
            return;
        }
        boolean first = parts.stream().noneMatch(p -> compare(p.spot(), spot) < 0);
        List<String> target =
                parts.stream()
                        .filter(p -> compare(p.spot(), spot) > 0)
                        .findFirst()
                        .map(p -> own.computeIfAbsent(p.path(), _ -> new ArrayList<>()))
                        .orElse(end);
        (first ? header : target).add(comment);
    }

    private static int compare(Spot a, Spot b) {
        return Comparator.comparingInt(Spot::line).thenComparingInt(Spot::column).compare(a, b);
    }
}

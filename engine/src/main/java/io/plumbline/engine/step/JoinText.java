package io.plumbline.engine.step;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The condition of a join, in which `left.` and `right.` name the inputs although both words are
/// reserved in SQL: they are put in quotes, and places in the text are counted without these.
///
/// @param text the condition with quoted names
/// @param inserted the place of each quote put in, in `text`, in order
record JoinText(String text, List<Place> inserted) {
    static final String LEFT = "left";
    static final String RIGHT = "right";

    /// What is skipped (texts, quoted names, comments, other words), then the names wanted.
    private static final Pattern WORDS =
            Pattern.compile(
                    "'[^']*'|\"[^\"]*\"|--[^\\n]*|(?s:/\\*.*?\\*/)"
                            + "|(?i)(?<![\\w.])(left|right)(?=\\s*\\.)|\\w+");

    static JoinText of(String condition) {
        StringBuilder out = new StringBuilder();
        List<Place> inserted = new ArrayList<>();
        Matcher m = WORDS.matcher(condition);
        while (m.find()) {
            if (m.group(1) == null) {
                m.appendReplacement(out, Matcher.quoteReplacement(m.group()));
            } else {
                m.appendReplacement(out, "");
                inserted.add(end(out));
                out.append('"').append(m.group(1));
                inserted.add(end(out));
                out.append('"');
            }
        }
        m.appendTail(out);
        return new JoinText(out.toString(), inserted);
    }

    private static Place end(StringBuilder out) {
        String before = out.toString();
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return Place.inText(line, before.length() - before.lastIndexOf('\n'));
    }

    /// Runs work on the text; places of its problems are those in the condition as written.
    <T> T placed(Supplier<T> work) {
        try {
            return work.get();
        } catch (PlumblineException e) {
            throw new PlumblineException(
                    e.problems().stream().map(p -> p.at(written(p.place()))).toList(),
                    e.getCause());
        }
    }

    private Place written(Place place) {
        long before =
                inserted.stream()
                        .filter(i -> i.line() == place.line() && i.column() < place.column())
                        .count();
        return place.at(place.file(), place.line(), place.column() - (int) before);
    }
}

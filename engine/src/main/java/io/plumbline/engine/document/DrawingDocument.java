package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Drawing;
import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads how a pipeline is drawn. What is wrong there is told and left as it is; it stops no run.
final class DrawingDocument {
    /// The size of a note whose file gives none.
    static final double WIDTH = 200;

    static final double HEIGHT = 88;

    private final Set<String> steps;
    private final FileProblems problems;

    private DrawingDocument(Set<String> steps, FileProblems problems) {
        this.steps = steps;
        this.problems = problems;
    }

    /// @param steps the ids of the pipeline's steps
    static Drawing read(Element.Mapping root, Set<String> steps, FileProblems problems) {
        DrawingDocument reading = new DrawingDocument(steps, problems);
        return new Drawing(layout(root.mapping("layout")), reading.groups(root), notes(root));
    }

    private static Map<String, Position> layout(Element.Mapping root) {
        Map<String, Position> layout = new LinkedHashMap<>();
        root.entries()
                .keySet()
                .forEach(id -> {
                    Element.Mapping place = root.mapping(id);
                    if (place.value("x") instanceof Element.Scalar x
                            && place.value("y") instanceof Element.Scalar y) {
                        BigDecimal left = Values.number(x);
                        BigDecimal top = Values.number(y);
                        if (left != null && top != null) {
                            layout.put(id, new Position(left.doubleValue(), top.doubleValue()));
                        }
                    }
                });
        return layout;
    }

    private List<Group> groups(Element.Mapping root) {
        List<Group> groups = new ArrayList<>();
        Map<String, String> groupOf = new HashMap<>();
        Map<String, Spot> names = new HashMap<>();
        for (Element.Mapping group : root.mappings("groups")) {
            String name = group.text("name");
            if (name == null) {
                continue; // told by the JSON Schema
            }
            Spot spot = group.spotOf("name");
            Spot earlier = names.putIfAbsent(name, spot);
            if (earlier != null) {
                warn(
                        "Invalid group: '%s' is there already, in line %d"
                                .formatted(name, earlier.line()),
                        spot,
                        "Rename one of them");
                continue;
            }
            List<String> ids = new ArrayList<>();
            if (group.value("steps") instanceof Element.Sequence listed) {
                for (Element item : listed.items()) {
                    if (item instanceof Element.Scalar id && mayHold(name, id, groupOf)) {
                        ids.add(id.text());
                    }
                }
            }
            groups.add(new Group(name, ids, "true".equals(group.text("folded"))));
        }
        return groups;
    }

    private boolean mayHold(String group, Element.Scalar id, Map<String, String> groupOf) {
        String step = id.text();
        if (!steps.contains(step)) {
            String near =
                    Suggestion.nearest(step, steps)
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("Leave it out");
            problems.warning(
                    ErrorCode.STEP_UNKNOWN,
                    "Unknown step: '%s' in group '%s'".formatted(YamlReader.shown(step), group),
                    id.spot(),
                    near);
            return true;
        }
        String other = groupOf.putIfAbsent(step, group);
        if (other != null) {
            warn(
                    "Invalid group '%s': step '%s' is in group '%s' already"
                            .formatted(group, step, other),
                    id.spot(),
                    "Leave it out of one of them");
        }
        return other == null;
    }

    private void warn(String message, Spot spot, String remedy) {
        problems.warning(ErrorCode.DOCUMENT_INVALID, message, spot, remedy);
    }

    private static List<Note> notes(Element.Mapping root) {
        List<Note> notes = new ArrayList<>();
        for (Element.Mapping note : root.mappings("notes")) {
            String text = note.text("text");
            if (text != null) {
                notes.add(
                        new Note(
                                text,
                                new Position(number(note, "x", 0), number(note, "y", 0)),
                                number(note, "width", WIDTH),
                                number(note, "height", HEIGHT),
                                tone(note.text("colour"))));
            }
        }
        return notes;
    }

    private static double number(Element.Mapping note, String key, double otherwise) {
        BigDecimal number =
                note.value(key) instanceof Element.Scalar scalar ? Values.number(scalar) : null;
        return number == null ? otherwise : number.doubleValue();
    }

    private static Note.Tone tone(@org.jspecify.annotations.Nullable String word) {
        for (Note.Tone tone : Note.Tone.values()) {
            if (tone.name().toLowerCase(Locale.ROOT).equals(word)) {
                return tone;
            }
        }
        return Note.Tone.PLAIN; // told by the JSON Schema
    }
}

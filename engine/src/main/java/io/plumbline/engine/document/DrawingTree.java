package io.plumbline.engine.document;

import io.plumbline.engine.model.Drawing;
import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes the part of a pipeline's tree that says how it is drawn.
final class DrawingTree {
    private DrawingTree() {}

    /// Puts the keys for what there is.
    static void put(Drawing drawing, Map<String, Object> tree) {
        Map<String, Object> layout = new LinkedHashMap<>();
        drawing.layout().forEach((id, position) -> layout.put(id, position(position)));
        if (!layout.isEmpty()) {
            tree.put("layout", layout);
        }
        List<Object> groups = new ArrayList<>();
        drawing.groups().forEach(g -> groups.add(group(g)));
        if (!groups.isEmpty()) {
            tree.put("groups", groups);
        }
        List<Object> notes = new ArrayList<>();
        drawing.notes().forEach(n -> notes.add(note(n)));
        if (!notes.isEmpty()) {
            tree.put("notes", notes);
        }
    }

    private static Map<String, Object> group(Group group) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", group.name());
        tree.put("steps", group.steps());
        if (group.folded()) {
            tree.put("folded", true);
        }
        return tree;
    }

    private static Map<String, Object> note(Note note) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("text", note.text());
        tree.put("x", number(note.at().x()));
        tree.put("y", number(note.at().y()));
        tree.put("width", number(note.width()));
        tree.put("height", number(note.height()));
        if (note.colour() != Note.Tone.PLAIN) {
            tree.put("colour", note.colour().name().toLowerCase(Locale.ROOT));
        }
        return tree;
    }

    private static Flow position(Position position) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("x", number(position.x()));
        tree.put("y", number(position.y()));
        return new Flow(tree);
    }

    /// Thousandths of a canvas unit are enough, and make small diffs.
    private static BigDecimal number(double value) {
        if (!Double.isFinite(value)) {
            return BigDecimal.ZERO;
        }
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}

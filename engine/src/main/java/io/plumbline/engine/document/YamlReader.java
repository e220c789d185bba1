package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads one YAML 1.2 document (core schema) into [Element]s as the parser meets them, so that
/// limits hold before anything large is built. Tags are refused: a file describes, it makes no
/// objects.
final class YamlReader {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Limits.FILE_BYTES).build();

    private final String file;
    private final String[] lines;
    private final Iterator<Event> events;
    private final CoreScalarResolver resolver = new CoreScalarResolver(false);
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int aliases;
    private int elements;

    private record Anchored(Element element, int size) {}

    private YamlReader(String text, String file) {
        this.file = file;
        this.lines = text.split("\r\n|\r|\n", -1);
        this.events = new Parse(SETTINGS).parseString(text).iterator();
    }

    /// Reads a file's bytes.
    ///
    /// @param file how the file is named in problems
    /// @throws PlumblineException with the first problem, its line and column
    static Element read(byte[] bytes, String file) {
        return read(Utf8Text.decode(bytes, file), file);
    }

    /// Reads a text.
    ///
    /// @throws PlumblineException with the first problem, its line and column
    static Element read(String text, String file) {
        refuseControls(text, file);
        try {
            return new YamlReader(text, file).document();
        } catch (YamlEngineException | NoSuchElementException e) {
            throw YamlFaults.translate(e, file, text);
        }
    }

    private static void refuseControls(String text, String file) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                Spot spot = Utf8Text.endOf(text.substring(0, i));
                throw failure(
                        ErrorCode.YAML_SYNTAX,
                        "Invalid character: U+%04X".formatted(c),
                        file,
                        spot,
                        "Remove it, or write it as an escape in double quotes");
            }
            i += Character.charCount(c);
        }
    }

    private Element document() {
        skip(Event.ID.StreamStart);
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            throw empty(Spot.START);
        }
        Element root = element(events.next(), 1);
        if (Element.isEmpty(root)) {
            throw empty(root.spot());
        }
        skip(Event.ID.DocumentEnd);
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw syntax("Invalid file: a second document", after, "Keep one document in a file");
        }
        return root;
    }

    private void skip(Event.ID id) {
        Event event = events.next();
        if (event.getEventId() != id) {
            throw syntax("Invalid YAML", event, null);
        }
    }

    private Element element(Event event, int depth) {
        count(1, event);
        if (depth > Limits.DEPTH) {
            throw tooComplex("Invalid nesting: deeper than " + Limits.DEPTH + " levels", event);
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        int before = elements;
        Element made =
                switch (event) {
                    case ScalarEvent scalar -> scalar(scalar);
                    case CollectionStartEvent start -> collection(start, depth);
                    default -> throw syntax("Invalid YAML", event, null);
                };
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(
                        a -> anchors.put(a.getValue(), new Anchored(made, elements - before + 1)));
        return made;
    }

    private Element collection(CollectionStartEvent start, int depth) {
        refuseTag(start.getTag(), start);
        return start.getEventId() == Event.ID.SequenceStart
                ? sequence(start, depth)
                : mapping(start, depth);
    }

    private Element alias(AliasEvent alias) {
        if (++aliases > Limits.ALIASES) {
            throw tooComplex("Invalid aliases: more than " + Limits.ALIASES, alias);
        }
        Anchored target = anchors.get(alias.getAlias().getValue());
        if (target == null) {
            throw syntax(
                    "Invalid alias: no anchor of that name stands before it",
                    alias,
                    "Write the value out, or quote it if it begins with '*'");
        }
        count(target.size(), alias);
        return target.element();
    }

    private Element.Scalar scalar(ScalarEvent event) {
        refuseTag(event.getTag(), event);
        if (event.getValue().length() > Limits.SCALAR) {
            throw tooComplex("Invalid value: longer than " + Limits.SCALAR + " characters", event);
        }
        Element.Kind kind =
                event.isPlain()
                        ? kindOf(resolver.resolve(event.getValue(), true))
                        : Element.Kind.TEXT;
        Spot spot = spot(event);
        return switch (event.getScalarStyle()) {
            case LITERAL ->
                    new Element.Scalar(event.getValue(), kind, spot, blockContent(spot), true);
            case FOLDED ->
                    new Element.Scalar(event.getValue(), kind, spot, blockContent(spot), false);
            default -> {
                int quote = event.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
                Spot content = new Spot(spot.line(), spot.column() + quote);
                yield new Element.Scalar(event.getValue(), kind, spot, content, false);
            }
        };
    }

    private Spot blockContent(Spot header) {
        for (int line = header.line(); line < lines.length; line++) {
            int indent = lines[line].length() - lines[line].stripLeading().length();
            if (indent < lines[line].length()) {
                return new Spot(header.line() + 1, indent + 1);
            }
        }
        return header;
    }

    private static Element.Kind kindOf(Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return Element.Kind.NULL;
        } else if (tag.equals(Tag.BOOL)) {
            return Element.Kind.BOOLEAN;
        } else if (tag.equals(Tag.INT)) {
            return Element.Kind.INTEGER;
        }
        return tag.equals(Tag.FLOAT) ? Element.Kind.DECIMAL : Element.Kind.TEXT;
    }

    private Element sequence(Event start, int depth) {
        List<Element> items = new ArrayList<>();
        Event next = events.next();
        while (next.getEventId() != Event.ID.SequenceEnd) {
            items.add(element(next, depth + 1));
            next = events.next();
        }
        return new Element.Sequence(items, spot(start));
    }

    private Element mapping(Event start, int depth) {
        Map<String, Element.Entry> entries = new LinkedHashMap<>();
        Event next = events.next();
        while (next.getEventId() != Event.ID.MappingEnd) {
            if (!(next instanceof ScalarEvent)) {
                throw syntax("Invalid key (must be a text)", next, "Quote it if it is a text");
            }
            Event keyEvent = next;
            String key = ((Element.Scalar) element(keyEvent, depth + 1)).text();
            Element.Entry entry =
                    new Element.Entry(spot(keyEvent), element(events.next(), depth + 1));
            Element.Entry earlier = entries.putIfAbsent(key, entry);
            if (earlier != null) {
                throw failure(
                        ErrorCode.YAML_DUPLICATE_KEY,
                        "Invalid key: '%s' is given twice, in lines %d and %d"
                                .formatted(shown(key), earlier.key().line(), entry.key().line()),
                        file,
                        entry.key(),
                        "Keep one of them");
            }
            next = events.next();
        }
        return new Element.Mapping(entries, spot(start));
    }

    private void count(int more, Event event) {
        elements += more;
        if (elements > Limits.ELEMENTS) {
            throw tooComplex("Invalid file: more than " + Limits.ELEMENTS + " values", event);
        }
    }

    private void refuseTag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            throw failure(
                    ErrorCode.YAML_TAG_REFUSED,
                    "Invalid YAML tag (files hold plain text, numbers, lists and maps only)",
                    file,
                    spot(event),
                    "Remove the tag, or quote the value if it begins with '!'");
        }
    }

    /// Returns a key as it may stand in a message.
    static String shown(String key) {
        return key.length() <= 80 ? key : key.substring(0, 80) + "…";
    }

    private static Spot spot(Event event) {
        return event.getStartMark().map(YamlReader::spot).orElse(Spot.START);
    }

    /// Returns the place of a mark.
    static Spot spot(Mark mark) {
        return new Spot(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private PlumblineException empty(Spot spot) {
        return failure(
                ErrorCode.DOCUMENT_INVALID,
                "Invalid file: it is empty",
                file,
                spot,
                "Write the file's keys, or delete it");
    }

    private PlumblineException syntax(String message, Event event, @Nullable String remedy) {
        return failure(ErrorCode.YAML_SYNTAX, message, file, spot(event), remedy);
    }

    private PlumblineException tooComplex(String message, Event event) {
        return failure(
                ErrorCode.YAML_TOO_COMPLEX,
                message,
                file,
                spot(event),
                "Split the file, or write it without aliases");
    }

    /// Returns a failure at a place of a file.
    static PlumblineException failure(
            ErrorCode code, String message, String file, Spot spot, @Nullable String remedy) {
        Place place = Place.inFile(file, spot.line(), spot.column());
        return new PlumblineException(Problem.error(code, message, place, remedy));
    }
}

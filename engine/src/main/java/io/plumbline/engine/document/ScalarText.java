package io.plumbline.engine.document;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Writes scalars so that every YAML reader, of version 1.1 or 1.2, gets the same text back: plain
/// where nothing can be misread, else in double quotes, texts of several lines as literal blocks.
final class ScalarText {
    private static final Pattern PLAIN_START =
            Pattern.compile("([\\p{L}_/$(]|\\.\\.?/).*", Pattern.DOTALL);

    /// A version or a UUID begins with a digit and is still no number or time to anyone.
    private static final Pattern VERSION_OR_UUID =
            Pattern.compile("\\d+\\.\\d+\\.\\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern MISLEADING = Pattern.compile(":(\\s|$)|\\s#|\\s$|\\t");

    private static final Pattern OF_FLOW = Pattern.compile("[,\\[\\]{}:]");

    private static final Set<String> RESERVED =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "~", "");

    private ScalarText() {}

    /// Returns a text in one line.
    static String inLine(String text) {
        return isPlain(text) ? text : quoted(text);
    }

    /// Returns a text in one line among others, between brackets or braces.
    static String inFlow(String text) {
        return isPlain(text) && !OF_FLOW.matcher(text).find() ? text : quoted(text);
    }

    private static boolean isPlain(String text) {
        boolean start =
                PLAIN_START.matcher(text).matches() || VERSION_OR_UUID.matcher(text).matches();
        return start
                && !MISLEADING.matcher(text).find()
                && !RESERVED.contains(text.toLowerCase(Locale.ROOT))
                && text.codePoints().allMatch(c -> c != '\n' && isShown(c));
    }

    /// Returns whether a text is written as a literal block: it has several lines, and nothing in
    /// it that a block cannot hold.
    static boolean isBlock(String text) {
        int first = text.indexOf('\n');
        if (first < 0 || text.isBlank()) {
            return false;
        }
        boolean clearStart = first > 0 && !Character.isWhitespace(text.charAt(0));
        String last = text.substring(text.lastIndexOf('\n') + 1);
        boolean clearEnd = last.isEmpty() || !last.isBlank();
        return clearStart && clearEnd && text.codePoints().allMatch(ScalarText::isShown);
    }

    private static boolean fitsBlock(int c) {
        boolean breaksLines = c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
        return !breaksLines && c != 0xFEFF && StreamReader.isPrintable(c);
    }

    /// Returns the header of a literal block.
    static String blockHeader(String text) {
        if (!text.endsWith("\n")) {
            return "|-";
        }
        return text.endsWith("\n\n") ? "|+" : "|";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> out.append(escaped(c)));
        return out.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                if (isShown(c)) {
                    yield Character.toString(c);
                }
                yield c < 0x10000 ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c);
            }
        };
    }

    private static boolean isShown(int c) {
        return fitsBlock(c) && !isBidiControl(c) && c != 0xA0;
    }

    /// Characters that make a text look other than it is are always seen as escapes.
    private static boolean isBidiControl(int c) {
        return c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0x200E
                || c == 0x200F;
    }
}

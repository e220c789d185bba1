package io.plumbline.engine.document;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What writing has in common for all formats.
final class Documents {
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    private Documents() {}

    /// Returns a file's text, with the comments of the existing one.
    ///
    /// @param existing the file as it is, null for a new one
    /// @throws io.plumbline.engine.error.PlumblineException when the existing text cannot be read,
    ///   and so would be lost
    static String write(Map<String, Object> tree, @Nullable String existing, String name) {
        if (existing == null || existing.isBlank()) {
            return YamlText.write(tree, Comments.NONE);
        }
        String text = existing.startsWith("\uFEFF") ? existing.substring(1) : existing;
        if (!(YamlReader.read(text, name) instanceof Element.Mapping root)) {
            return YamlText.write(tree, Comments.NONE);
        }
        return YamlText.write(tree, CommentReader.read(text, root).movedTo(tree));
    }

    /// Returns a text that a format takes as written, as what can be written without quotes.
    static Object plain(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return PLAIN_NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}

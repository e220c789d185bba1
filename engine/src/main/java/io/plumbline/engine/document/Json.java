package io.plumbline.engine.document;

import io.plumbline.engine.error.PlumblineException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON for everyone: read strictly (RFC 8259, no duplicate keys, no lone surrogates, numbers
/// exact), written so that equal trees give equal bytes.
///
/// A tree is made of `Map<String, Object>` in the order of the text, `List<Object>`, `String`,
/// `Boolean`, null, and numbers: `Long`, `BigInteger` beyond it, `BigDecimal` for what has a
/// fraction or an exponent.
public final class Json {
    private Json() {}

    /// Reads a text.
    ///
    /// @throws PlumblineException with JSON_SYNTAX and line and column
    public static @Nullable Object read(String text) {
        return JsonReader.read(text, null);
    }

    /// Reads the text of a file.
    ///
    /// @param file how the file is named in problems
    /// @throws PlumblineException with JSON_SYNTAX and file, line and column
    public static @Nullable Object read(String text, String file) {
        return JsonReader.read(text, file);
    }

    /// Reads the bytes of a file, which must be UTF-8.
    ///
    /// @param file how the file is named in problems
    /// @throws PlumblineException with JSON_SYNTAX or FILE_NOT_UTF8 and file, line and column
    public static @Nullable Object read(byte[] bytes, String file) {
        return JsonReader.read(Utf8Text.decode(bytes, file), file);
    }

    /// Writes a tree in one line, without blanks and without a line's end.
    ///
    /// Takes what [#read] gives and also any other `Map`, `Iterable`, `Number`, `CharSequence`,
    /// `Enum`, `java.time` values and [io.plumbline.engine.model.Value]. Maps without an order of
    /// their own (`HashMap`, `Map.of`) are sorted by key. NaN and infinities become null, lone
    /// surrogates U+FFFD.
    ///
    /// @throws IllegalArgumentException for anything else
    public static String write(@Nullable Object tree) {
        return new JsonWriter(false).write(tree);
    }

    /// Writes a tree over several lines, two blanks a level, with a line's end.
    ///
    /// @throws IllegalArgumentException as [#write] does
    public static String writePretty(@Nullable Object tree) {
        return new JsonWriter(true).write(tree) + "\n";
    }

    /// Returns a map in the order given, of keys and values in turn.
    public static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("A key without a value");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}

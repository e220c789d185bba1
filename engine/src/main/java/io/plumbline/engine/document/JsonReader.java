package io.plumbline.engine.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON strictly into maps, lists, texts, numbers and truth values.
final class JsonReader {
    private static final int DEPTH = 500;
    private static final int NUMBER_DIGITS = 1_000;
    private static final int EXPONENT = 308;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH)
                                    .maxNumberLength(NUMBER_DIGITS)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final @Nullable String file;

    private JsonReader(JsonParser parser, @Nullable String file) {
        this.parser = parser;
        this.file = file;
    }

    static @Nullable Object read(String text, @Nullable String file) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonReader(parser, file).document();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a text in memory", e);
        }
    }

    private @Nullable Object document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw failure("Invalid JSON: the text is empty", parser.currentLocation());
            }
            Object root = any();
            if (parser.nextToken() != null) {
                throw failure("Invalid JSON: text behind its end", parser.currentTokenLocation());
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw failure("Invalid JSON: nested or written too long", e.getLocation());
        } catch (JsonProcessingException e) {
            throw failure(meaning(e.getOriginalMessage()), e.getLocation());
        }
    }

    private @Nullable Object any() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map();
            case START_ARRAY -> items();
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw failure("Invalid JSON", parser.currentTokenLocation());
        };
    }

    private Map<String, @Nullable Object> map() throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonLocation place = parser.currentTokenLocation();
            String key = text(parser.currentName());
            parser.nextToken();
            Object value = any();
            if (map.containsKey(key)) {
                throw failure(
                        "Invalid JSON: key '" + YamlReader.shown(key) + "' is given twice", place);
            }
            map.put(key, value);
        }
        return map;
    }

    private List<@Nullable Object> items() throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(any());
        }
        return items;
    }

    private Object integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getBigIntegerValue();
        };
    }

    private BigDecimal decimal() throws IOException {
        String written = parser.getText();
        BigDecimal value;
        try {
            value = new BigDecimal(written);
        } catch (NumberFormatException _) {
            throw failure("Invalid JSON: a number out of range", parser.currentTokenLocation());
        }
        long magnitude = (long) value.precision() - value.scale();
        if (value.signum() != 0 && Math.abs(magnitude) > EXPONENT + 1) {
            throw failure("Invalid JSON: a number out of range", parser.currentTokenLocation());
        }
        return value.signum() == 0 && Math.abs((long) value.scale()) > EXPONENT
                ? BigDecimal.ZERO
                : value;
    }

    private String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw failure(
                        "Invalid JSON: half of a surrogate pair in a text",
                        parser.currentTokenLocation());
            }
        }
        return text;
    }

    /// Says Jackson's complaint without what the text holds.
    private static String meaning(String said) {
        if (said.contains("end-of-input") || said.contains("end-of-file")) {
            return "Invalid JSON: the text breaks off";
        } else if (said.contains("Non-standard token")) {
            return "Invalid JSON: NaN and Infinity are no JSON numbers";
        } else if (said.contains("leading zero") || said.contains("Leading zero")) {
            return "Invalid JSON: a number with leading zeros";
        } else if (said.contains("Illegal unquoted character")) {
            return "Invalid JSON: a control character in a text (must be escaped)";
        } else if (said.contains("escape")) {
            return "Invalid JSON: an unknown escape in a text";
        } else if (said.contains("Unexpected close marker")) {
            return "Invalid JSON: a bracket that does not match";
        } else if (said.contains("number")) {
            return "Invalid JSON: a number that is not written as JSON has it";
        }
        return "Invalid JSON: an unexpected character";
    }

    private PlumblineException failure(String message, @Nullable JsonLocation at) {
        int line = at == null ? 0 : at.getLineNr();
        int column = at == null ? 0 : at.getColumnNr();
        Place place = file == null ? Place.inText(line, column) : Place.inFile(file, line, column);
        return new PlumblineException(
                Problem.error(ErrorCode.JSON_SYNTAX, message, place, "Mend the JSON there"));
    }
}

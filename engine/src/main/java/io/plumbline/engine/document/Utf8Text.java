package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Decodes the bytes of a design file: UTF-8, with or without byte order mark, nothing else.
final class Utf8Text {
    private static final String REMEDY = "Save the file as UTF-8";

    private Utf8Text() {}

    /// Returns the text without byte order mark.
    ///
    /// @throws PlumblineException with FILE_NOT_UTF8 and the place of the first wrong byte
    static String decode(byte[] bytes, String file) {
        refuseUtf16(bytes, file);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes), out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            Spot spot = endOf(text);
            throw failure("Invalid encoding: a byte that is not UTF-8", file, spot);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void refuseUtf16(byte[] bytes, String file) {
        if (bytes.length < 2) {
            return;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean marked = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        boolean unmarked = first == 0 && second != 0 || first != 0 && second == 0;
        if (marked || unmarked) {
            throw failure("Invalid encoding: UTF-16", file, Spot.START);
        }
    }

    /// Returns the place just behind a text.
    static Spot endOf(String text) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || c == '\r' && !pair) {
                line++;
                start = i + 1;
            }
        }
        return new Spot(line, text.codePointCount(start, text.length()) + 1);
    }

    private static PlumblineException failure(String message, String file, Spot spot) {
        Place place = Place.inFile(file, spot.line(), spot.column());
        return new PlumblineException(
                Problem.error(ErrorCode.FILE_NOT_UTF8, message, place, REMEDY));
    }
}

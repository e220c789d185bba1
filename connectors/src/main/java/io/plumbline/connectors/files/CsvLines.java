package io.plumbline.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Splits a CSV file into records by RFC 4180: fields may stand in quotes, a quote in them is
/// doubled, line ends are LF or CRLF. A field is null when it is empty and stands without quotes.
final class CsvLines {
    /// The longest field that is looked at.
    static final int LONGEST_FIELD = 32_000_000;

    private final InputStream in;
    private final String file;
    private final byte delimiter;
    private final byte quote;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] field = new byte[256];
    private int length;
    private long line = 1;
    private long began = 1;
    private boolean wasQuoted;

    CsvLines(InputStream in, String file, char delimiter, char quote) throws IOException {
        this.in = in;
        this.file = file;
        this.delimiter = (byte) delimiter;
        this.quote = (byte) quote;
        fill();
        if (end >= 3
                && block[0] == (byte) 0xEF
                && block[1] == (byte) 0xBB
                && block[2] == (byte) 0xBF) {
            at = 3;
        }
        boolean utf16 =
                end >= 2
                        && ((block[0] == (byte) 0xFF && block[1] == (byte) 0xFE)
                                || (block[0] == (byte) 0xFE && block[1] == (byte) 0xFF));
        if (utf16) {
            throw FileProblems.invalid(
                    file, 1, "its encoding is UTF-16, not UTF-8", "Save it as UTF-8");
        }
    }

    /// Returns the line on which the last record began, from 1.
    long line() {
        return began;
    }

    /// Returns the next record, null after the last one. Empty lines are skipped.
    @Nullable List<@Nullable String> next() throws IOException {
        List<@Nullable String> fields = new ArrayList<>();
        began = line;
        length = 0;
        wasQuoted = false;
        while (true) {
            int c = read();
            if (c < 0 || c == '\n') {
                boolean nothing = fields.isEmpty() && length == 0 && !wasQuoted;
                if (c < 0 && nothing) {
                    return null;
                }
                if (c == '\n') {
                    line++;
                    if (nothing) {
                        began = line;
                        continue;
                    }
                }
                fields.add(text());
                return fields;
            }
            if (c == '\r' && peek() == '\n') {
                continue;
            }
            if ((byte) c == delimiter) {
                fields.add(text());
            } else if ((byte) c == quote && length == 0 && !wasQuoted) {
                quoted();
            } else if (c == 0) {
                throw FileProblems.invalid(
                        file, line, "a NUL byte on line " + line, "Save it as text in UTF-8");
            } else if (wasQuoted) {
                throw FileProblems.invalid(
                        file,
                        line,
                        "text after a closing quote on line " + line,
                        "Double the quotes inside a quoted field");
            } else {
                put(c);
            }
        }
    }

    private void quoted() throws IOException {
        wasQuoted = true;
        long opened = line;
        while (true) {
            int c = read();
            if (c < 0) {
                throw FileProblems.invalid(
                        file,
                        opened,
                        "a quote opened on line " + opened + " never closes",
                        "Close it, or double quotes inside a field");
            }
            if ((byte) c == quote) {
                if (peek() != (quote & 0xFF)) {
                    return;
                }
                read();
            } else if (c == '\n') {
                line++;
            }
            put(c);
        }
    }

    private @Nullable String text() {
        String value = length == 0 && !wasQuoted ? null : decoded();
        length = 0;
        wasQuoted = false;
        return value;
    }

    private String decoded() {
        boolean ascii = true;
        for (int i = 0; i < length && ascii; i++) {
            ascii = field[i] >= 0;
        }
        if (ascii) {
            return new String(field, 0, length, StandardCharsets.US_ASCII);
        }
        try {
            CharBuffer chars =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(field, 0, length));
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw FileProblems.invalid(
                    file, line, "line " + line + " is not UTF-8", "Save it as UTF-8", e);
        }
    }

    private void put(int c) {
        if (length == field.length) {
            if (length >= LONGEST_FIELD) {
                throw FileProblems.invalid(
                        file,
                        line,
                        "a field on line " + line + " is longer than " + LONGEST_FIELD + " bytes",
                        "Is a quote missing?");
            }
            field = Arrays.copyOf(field, length * 2);
        }
        field[length++] = (byte) c;
    }

    private int read() throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        return block[at++] & 0xFF;
    }

    private int peek() throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        return block[at] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.readNBytes(block, 0, block.length));
        return end > 0;
    }
}

package io.plumbline.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Splits a CSV file into records by RFC 4180: fields may stand in quotes, a quote in them is
/// doubled, line ends are LF or CRLF. Fields are handed over as ranges of bytes, which are UTF-8
/// for certain.
final class CsvLines {
    /// The longest field that is looked at.
    static final int LONGEST_FIELD = 32_000_000;

    private final InputStream in;
    private final String file;
    private final byte delimiter;
    private final byte quote;
    private byte[] block = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] unquoted = new byte[256];
    private int length;
    private long line = 1;
    private long began = 1;
    private long passed;

    /// Takes the fields of a record.
    @FunctionalInterface
    interface Taker {
        /// Takes a field, which is an empty range when nothing stands there.
        ///
        /// @param index the field's place in its record, from 0
        void field(int index, byte[] bytes, int from, int to);
    }

    CsvLines(InputStream in, String file, char delimiter, char quote) throws IOException {
        this.in = in;
        this.file = file;
        this.delimiter = (byte) delimiter;
        this.quote = (byte) quote;
        refill(0);
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            at = 3;
        }
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw FileProblems.invalid(
                    file, 1, "its encoding is UTF-16, not UTF-8", "Save it as UTF-8");
        }
    }

    private boolean startsWith(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= end || (block[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /// Returns the line on which the last record began, from 1.
    long line() {
        return began;
    }

    /// Returns how many bytes have been read so far.
    long bytes() {
        return passed + at;
    }

    /// Reads the next record and returns how many fields it has, -1 after the last one. Empty lines
    /// are skipped.
    int next(Taker taker) throws IOException {
        if (!skipEmptyLines()) {
            return -1;
        }
        began = line;
        int fields = 0;
        while (true) {
            if (more() && block[at] == quote) {
                quoted();
                taker.field(fields, unquoted, 0, length);
            } else {
                plain(fields, taker);
            }
            fields++;
            if (!more() || endOfLine()) {
                return fields;
            }
            if (block[at] != delimiter) {
                throw FileProblems.invalid(
                        file,
                        line,
                        "text after a closing quote on line " + line,
                        "Double the quotes inside a quoted field");
            }
            at++;
        }
    }

    private boolean skipEmptyLines() throws IOException {
        while (more()) {
            if (!endOfLine()) {
                return true;
            }
        }
        return false;
    }

    /// Passes a line end if one is next.
    private boolean endOfLine() throws IOException {
        if (block[at] == '\r' && (at + 1 < end || refill(at)) && block[at + 1] == '\n') {
            at++;
        }
        if (block[at] != '\n') {
            return false;
        }
        at++;
        line++;
        return true;
    }

    private void plain(int index, Taker taker) throws IOException {
        int i = at;
        int signs = 0;
        while (true) {
            while (i < end && block[i] != delimiter && block[i] > '\r') {
                i++;
            }
            if (i == end) {
                int field = i - at;
                boolean grown = refill(at);
                i = at + field;
                if (grown) {
                    continue;
                }
                break;
            }
            byte b = block[i];
            if (b == delimiter || b == '\n' || (b == '\r' && lineEnd(i))) {
                break;
            }
            if (b == '\r' && i + 1 == end) {
                int field = i - at;
                boolean grown = refill(at);
                i = at + field;
                if (grown) {
                    continue;
                }
            }
            if (b == 0) {
                throw nul();
            }
            signs |= b;
            i++;
        }
        if (signs < 0) {
            checkText(block, at, i);
        }
        int from = at;
        at = i;
        taker.field(index, block, from, i);
    }

    private RuntimeException nul() {
        return FileProblems.invalid(
                file, line, "a NUL byte on line " + line, "Save it as text in UTF-8");
    }

    /// Returns whether a line feed follows a carriage return.
    private boolean lineEnd(int i) {
        return i + 1 < end && block[i + 1] == '\n';
    }

    private void quoted() throws IOException {
        long opened = line;
        int signs = 0;
        length = 0;
        at++;
        while (true) {
            int i = at;
            while (i < end && block[i] != quote) {
                signs |= block[i];
                line += block[i] == '\n' ? 1 : 0;
                i++;
            }
            keep(at, i);
            at = i;
            if (i == end) {
                if (!refill(at)) {
                    throw FileProblems.invalid(
                            file,
                            opened,
                            "a quote opened on line " + opened + " never closes",
                            "Close it, or double quotes inside a field");
                }
                continue;
            }
            at++;
            if (!more() || block[at] != quote) {
                break;
            }
            keep(at, at + 1);
            at++;
        }
        if (signs < 0) {
            checkText(unquoted, 0, length);
        }
    }

    private void keep(int from, int to) {
        int needed = length + to - from;
        if (needed > LONGEST_FIELD) {
            throw tooLong();
        }
        if (needed > unquoted.length) {
            unquoted = Arrays.copyOf(unquoted, Math.max(needed, unquoted.length * 2));
        }
        System.arraycopy(block, from, unquoted, length, to - from);
        length = needed;
    }

    private RuntimeException tooLong() {
        return FileProblems.invalid(
                file,
                line,
                "a field on line " + line + " is longer than " + LONGEST_FIELD + " bytes",
                "Is a quote missing?");
    }

    private void checkText(byte[] bytes, int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            throw FileProblems.invalid(
                    file, line, "line " + line + " is not UTF-8", "Save it as UTF-8", e);
        }
    }

    private boolean more() throws IOException {
        return at < end || refill(at);
    }

    /// Brings more bytes, keeping those from a place on, which then is [#at]; returns false when
    /// there are no more.
    private boolean refill(int from) throws IOException {
        int kept = end - from;
        if (from == 0 && end == block.length) {
            if (end > LONGEST_FIELD) {
                throw tooLong();
            }
            block = Arrays.copyOf(block, block.length * 2);
        } else {
            System.arraycopy(block, from, block, 0, kept);
        }
        passed += from;
        at = 0;
        end = kept;
        int read = in.read(block, kept, block.length - kept);
        while (read == 0) {
            read = in.read(block, kept, block.length - kept);
        }
        end = kept + Math.max(0, read);
        return read > 0;
    }
}

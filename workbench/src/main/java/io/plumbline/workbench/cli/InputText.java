package io.plumbline.workbench.cli;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a text that an option names: a file, or `-` for standard input.
final class InputText {
    private static final long LARGEST = 4L << 20;

    private InputText() {}

    /// @param thing what it is, such as `statement`
    /// @param option the option that names it
    static String read(Path file, String thing, String option) {
        try {
            if (file.toString().equals("-")) {
                return standardInput(thing);
            }
            if (Files.size(file) > LARGEST) {
                throw tooLarge(file.toString(), thing);
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw PlumblineException.of(
                    ErrorCode.FILE_MISSING,
                    "Cannot read " + thing + ": there is no file '" + file + "'",
                    "Check the path given to " + option,
                    e);
        } catch (CharacterCodingException e) {
            throw PlumblineException.of(
                    ErrorCode.FILE_NOT_UTF8,
                    "Cannot read " + thing + ": '" + file + "' is not UTF-8",
                    "Save it as UTF-8",
                    e);
        } catch (IOException e) {
            throw PlumblineException.of(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read " + thing + ": '" + file + "' is no readable file",
                    "Check what it is and who may read it",
                    e);
        }
    }

    private static String standardInput(String thing) throws IOException {
        InputStream in = System.in;
        byte[] bytes = in.readNBytes((int) LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw tooLarge("standard input", thing);
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(java.nio.ByteBuffer.wrap(bytes))
                .toString();
    }

    private static PlumblineException tooLarge(String file, String thing) {
        return PlumblineException.of(
                ErrorCode.FILE_TOO_LARGE,
                "Cannot read " + thing + ": '" + file + "' is larger than 4 MiB",
                null);
    }
}

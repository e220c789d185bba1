package io.plumbline.connectors.files;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/// How CSV files are written, as a connection's settings say.
///
/// @param delimiterSetting empty when the file's ending decides
/// @param nullText a text that means null beside the empty field
record CsvOptions(String delimiterSetting, char quote, boolean header, String nullText) {
    static final CsvOptions DEFAULT = new CsvOptions("", '"', true, "");

    static CsvOptions of(Map<String, String> settings) {
        String delimiter = settings.getOrDefault("delimiter", "");
        String named = delimiter.equals("\\t") || delimiter.equals("tab") ? "\t" : delimiter;
        String quote = settings.getOrDefault("quote", "\"");
        if (named.length() > 1 || (!named.isEmpty() && named.charAt(0) > 127)) {
            throw wrong("delimiter", delimiter, "one ASCII character, or tab");
        }
        if (quote.length() != 1 || quote.charAt(0) > 127) {
            throw wrong("quote", quote, "one ASCII character");
        }
        String header = settings.getOrDefault("header", "true");
        if (!header.equals("true") && !header.equals("false")) {
            throw wrong("header", header, "true or false");
        }
        return new CsvOptions(
                named, quote.charAt(0), header.equals("true"), settings.getOrDefault("null", ""));
    }

    char delimiter(DataFile file) {
        return delimiterSetting.isEmpty() ? file.delimiter() : delimiterSetting.charAt(0);
    }

    /// Returns the options of [io.plumbline.engine.spi.Scan.Files] for a file.
    Map<String, String> scan(DataFile file) {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("delimiter", String.valueOf(delimiter(file)));
        out.put("quote", String.valueOf(quote));
        out.put("header", String.valueOf(header));
        out.put("null", nullText);
        out.put("compression", file.compression().option());
        return out;
    }

    private static PlumblineException wrong(String setting, String value, String must) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.CONNECTION_INVALID,
                        "Invalid " + setting + ": '" + value + "' (must be " + must + ")",
                        Place.NOWHERE.of(setting),
                        null));
    }
}

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
/// @param spreadsheetSafe whether texts that could be formulas are defused in files written
record CsvOptions(
        String delimiterSetting,
        char quote,
        boolean header,
        String nullText,
        boolean spreadsheetSafe) {
    static final CsvOptions DEFAULT = new CsvOptions("", '"', true, "", false);

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
        return new CsvOptions(
                named,
                quote.charAt(0),
                flag(settings, "header", "true"),
                settings.getOrDefault("null", ""),
                flag(settings, "spreadsheet_safe", "false"));
    }

    private static boolean flag(Map<String, String> settings, String name, String otherwise) {
        String value = settings.getOrDefault(name, otherwise);
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(name, value, "true or false");
        }
        return value.equals("true");
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

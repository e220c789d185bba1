package io.plumbline.compliance.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Words that values are made of: names, cities, countries, kinds of street. No list is whole: many
/// true values are on none, so that a hit says much and a miss little.
final class WordLists {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern LETTERS = Pattern.compile("[\\p{L}][\\p{L}'’ .\\-]*");

    static final Set<String> FIRST_NAMES = load("first-names.txt", " ");
    static final Set<String> LAST_NAMES = load("last-names.txt", " ");
    static final Set<String> CITIES = load("cities.txt", "\\|");
    static final Set<String> COUNTRIES = countries();

    private static final Pattern STREET_WORD =
            Pattern.compile(
                    "\\b(street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place"
                            + "|square|way|terrace|crescent|close|highway|hwy|parkway|rue|allee|chemin"
                            + "|calle|avenida|plaza|paseo|via|viale|piazza|corso|ulica|rua|travessa"
                            + "|impasse|quai|laan|weg|platz|gasse|ring|damm|ufer)\\b"
                            + "|(strasse|str\\.|straat|gasse|platz|allee|gade|gatan|vagen|veien|utca)");
    private static final Pattern NUMBER = Pattern.compile("\\b[0-9]{1,5}[a-z]?\\b");
    private static final Pattern AREA =
            Pattern.compile("\\b[0-9]{4,5}\\b|\\b[a-z]{1,2}[0-9]{1,2}[a-z]? ?[0-9][a-z]{2}\\b");

    private WordLists() {}

    private static Set<String> load(String resource, String separator) {
        try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " in this program");
            }
            Set<String> words = new HashSet<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> words.addAll(Arrays.asList(line.split(separator))));
            return Set.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    private static Set<String> countries() {
        Set<String> names = new HashSet<>();
        List<Locale> languages =
                List.of(
                        Locale.ENGLISH,
                        Locale.GERMAN,
                        Locale.FRENCH,
                        Locale.of("es"),
                        Locale.ITALIAN);
        for (String code : Locale.getISOCountries()) {
            names.add(code.toLowerCase(Locale.ROOT));
            Locale country = Locale.of("", code);
            languages.forEach(l -> names.add(flat(country.getDisplayCountry(l))));
            names.add(country.getISO3Country().toLowerCase(Locale.ROOT));
        }
        names.addAll(List.of("usa", "uk", "england", "scotland", "wales", "great britain"));
        return Set.copyOf(names);
    }

    /// Returns a text in small letters without accents.
    static String flat(String text) {
        String decomposed =
                Normalizer.isNormalized(text, Normalizer.Form.NFD)
                        ? text
                        : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                                .replaceAll("");
        return decomposed
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l");
    }

    /// Returns whether a text is made of letters as names are.
    static boolean isLetters(String value) {
        return value.length() <= 60 && LETTERS.matcher(value).matches();
    }

    static boolean isFirstName(String value) {
        return isLetters(value) && FIRST_NAMES.contains(bare(value));
    }

    static boolean isLastName(String value) {
        return isLetters(value) && LAST_NAMES.contains(bare(value));
    }

    private static String bare(String value) {
        return flat(value).replaceAll("['’.]", "");
    }

    /// Two to four words, of which the first or last is a known given name and another begins with
    /// a capital.
    static boolean isFullName(String value) {
        String[] words = value.replace(",", " ").strip().split("[ ]+");
        if (words.length < 2 || words.length > 4 || !isLetters(value.replace(",", ""))) {
            return false;
        }
        boolean capitals =
                Arrays.stream(words).filter(w -> Character.isUpperCase(w.charAt(0))).count() >= 2;
        String first = bare(words[0]);
        String last = bare(words[words.length - 1]);
        return capitals
                && (FIRST_NAMES.contains(first)
                        || FIRST_NAMES.contains(last)
                        || LAST_NAMES.contains(last) && words.length == 2 && first.length() > 1);
    }

    /// A number and the word of a street.
    static boolean isStreet(String value) {
        String flat = flat(value);
        return value.length() <= 120
                && STREET_WORD.matcher(flat).find()
                && NUMBER.matcher(flat).find();
    }

    /// A street with more behind it: a city, an area code.
    static boolean isAddress(String value) {
        String flat = flat(value);
        return value.length() <= 250
                && value.length() >= 12
                && isStreet(flat.substring(0, Math.min(flat.length(), 120)))
                && (flat.indexOf(',') > 0 || flat.indexOf('\n') > 0)
                && (AREA.matcher(flat).find()
                        || Arrays.stream(flat.split("[,\\n]"))
                                .map(String::strip)
                                .anyMatch(CITIES::contains));
    }

    static boolean isCity(String value) {
        return isLetters(value) && CITIES.contains(flat(value).replace("st. ", "st "));
    }

    static boolean isCountry(String value) {
        return value.length() <= 60 && COUNTRIES.contains(flat(value));
    }
}

package io.plumbline.compliance.detect;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Phrases that are looked for in names of columns: `customerBirthDate`, `BIRTH_DT` and
/// `geburtsdatum2` all say what they are. Case, accents, plurals and common abbreviations do not
/// matter.
public final class NameWords {
    private static final int COMPOUND = 7;
    private static final Pattern BORDERS =
            Pattern.compile(
                    "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})"
                            + "|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Map<String, String> SHORT =
            Map.ofEntries(
                    Map.entry("nr", "number"),
                    Map.entry("no", "number"),
                    Map.entry("num", "number"),
                    Map.entry("nbr", "number"),
                    Map.entry("addr", "address"),
                    Map.entry("acct", "account"),
                    Map.entry("acc", "account"),
                    Map.entry("cust", "customer"),
                    Map.entry("emp", "employee"),
                    Map.entry("pat", "patient"),
                    Map.entry("dt", "date"),
                    Map.entry("usr", "user"),
                    Map.entry("identifier", "id"),
                    Map.entry("license", "licence"),
                    Map.entry("mob", "mobile"));

    private final List<List<String>> phrases = new ArrayList<>();
    private final Set<String> compact = new HashSet<>();

    /// How well a name fits.
    ///
    /// @param phrase the words that were found; empty for none
    /// @param whole whether the name says nothing else
    /// @param used the words of the name that were used
    public record Match(String phrase, boolean whole, Set<String> used) {
        static final Match NONE = new Match("", false, Set.of());

        /// Returns whether anything was found.
        public boolean found() {
            return !phrase.isEmpty();
        }
    }

    /// Takes phrases of one or several words.
    public NameWords(List<String> texts) {
        for (String text : texts) {
            List<String> words = words(text);
            if (!words.isEmpty() && !phrases.contains(words)) {
                phrases.add(words);
                compact.add(String.join("", words));
            }
        }
        phrases.sort((a, b) -> Integer.compare(length(b), length(a)));
    }

    /// Returns the words of a name, in their plain form.
    public static List<String> words(String name) {
        String flat =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                        .replaceAll("")
                        .replace("ß", "ss")
                        .replace("ø", "o")
                        .replace("ł", "l")
                        .replace("Ł", "L");
        List<String> words = new ArrayList<>();
        for (String part : BORDERS.split(flat)) {
            String word = part.toLowerCase(Locale.ROOT);
            if (!word.isEmpty()) {
                words.add(SHORT.getOrDefault(word, singular(word)));
            }
        }
        return words;
    }

    private static String singular(String word) {
        boolean plural =
                word.length() > 3
                        && word.endsWith("s")
                        && !word.endsWith("ss")
                        && !word.endsWith("us")
                        && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /// Returns the longest phrase in a name's words.
    Match match(List<String> name) {
        List<String> telling = name.stream().filter(w -> !isDigits(w)).toList();
        String joined = String.join("", telling);
        for (List<String> phrase : phrases) {
            if (contains(name, phrase)) {
                boolean whole = phrase.size() >= telling.size();
                return new Match(String.join(" ", phrase), whole, Set.copyOf(phrase));
            }
            String together = String.join("", phrase);
            if (together.equals(joined)) {
                return new Match(String.join(" ", phrase), true, Set.copyOf(telling));
            }
            for (String word : name) {
                boolean inside =
                        together.length() >= COMPOUND
                                && (word.startsWith(together) || word.endsWith(together));
                if (inside || word.equals(together)) {
                    return new Match(String.join(" ", phrase), telling.size() == 1, Set.of(word));
                }
            }
        }
        return Match.NONE;
    }

    private static boolean contains(List<String> name, List<String> phrase) {
        for (int i = 0; i + phrase.size() <= name.size(); i++) {
            if (name.subList(i, i + phrase.size()).equals(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigits(String word) {
        return word.chars().allMatch(Character::isDigit);
    }

    private static int length(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }
}

package io.plumbline.compliance.detect;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Finds personal data in a text. Values with a telling form are found by themselves; numbers that
/// chance makes as well need a word before them that says what they are.
public final class TextFinder {
    private static final int BEFORE = 48;
    private static final double LEAST = 0.5;
    private static final int CANDIDATES = 10_000;
    private static final int PHONES = 100;

    /// A form to look for.
    ///
    /// @param alone confidence without a word that says it
    /// @param named confidence with one
    private record Form(
            String kind, Pattern pattern, Predicate<String> test, double alone, double named) {}

    private static final String NUMBER = "\\b[0-9](?:[ -]?[0-9]){%s}\\b";
    private static final String CODE = "\\b[A-Z0-9]{%s}\\b";

    private static final List<Form> FORMS =
            List.of(
                    form(
                            "EMAIL_ADDRESS",
                            "[A-Za-z0-9][A-Za-z0-9._%+\\-]{0,63}@[A-Za-z0-9][A-Za-z0-9.\\-]{0,190}\\.[A-Za-z]{2,24}",
                            Contacts::isEmail,
                            0.98,
                            0.99),
                    form(
                            "URL",
                            "(?i)\\b(?:https?://|www\\.)[^\\s<>\"']{3,300}[^\\s<>\"'.,;:!?)]",
                            v -> true,
                            0.6,
                            0.7),
                    form(
                            "MAC_ADDRESS",
                            "\\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}\\b",
                            Contacts::isMac,
                            0.9,
                            0.98),
                    form(
                            "IP_ADDRESS",
                            "\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b",
                            Contacts::isIp,
                            0.7,
                            0.95),
                    form(
                            "IP_ADDRESS",
                            "[0-9A-Fa-f:]{2,39}:[0-9A-Fa-f]{1,4}",
                            v -> v.chars().filter(c -> c == ':').count() > 2 && Contacts.isIp(v),
                            0.9,
                            0.98),
                    form("CREDIT_CARD", NUMBER.formatted("11,18"), OtherNumbers::isCard, 0.9, 0.99),
                    form(
                            "IBAN_CODE",
                            "\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}",
                            OtherNumbers::isIban,
                            0.98,
                            0.99),
                    form(
                            "US_SSN",
                            "\\b[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}\\b",
                            AmericanNumbers::isSsn,
                            0.85,
                            0.99),
                    form("US_SSN", "\\b[0-9]{9}\\b", AmericanNumbers::isSsn, 0.05, 0.85),
                    form(
                            "US_ITIN",
                            "\\b9[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{4}\\b",
                            AmericanNumbers::isItin,
                            0.6,
                            0.95),
                    form(
                            "US_MBI",
                            "\\b[1-9][A-Z][A-Z0-9][0-9]-?[A-Z][A-Z0-9][0-9]-?[A-Z]{2}[0-9]{2}\\b",
                            AmericanNumbers::isMbi,
                            0.8,
                            0.98),
                    form("US_NPI", "\\b[12][0-9]{9}\\b", AmericanNumbers::isNpi, 0.2, 0.95),
                    form("US_DEA", "\\b[A-Z][A-Z9][0-9]{7}\\b", AmericanNumbers::isDea, 0.55, 0.95),
                    form("US_ABA_ROUTING", "\\b[0-9]{9}\\b", AmericanNumbers::isAba, 0.1, 0.9),
                    form(
                            "CA_SIN",
                            "\\b[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{3}\\b",
                            AmericanNumbers::isSin,
                            0.3,
                            0.9),
                    form(
                            "UK_NHS",
                            "\\b[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\\b",
                            EuropeanNumbers::isNhs,
                            0.3,
                            0.95),
                    form(
                            "UK_NINO",
                            "\\b[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\\b",
                            EuropeanNumbers::isNino,
                            0.75,
                            0.98),
                    form(
                            "ES_NIF",
                            "\\b[XYZ0-9]-?[0-9]{7}-?[A-Z]\\b",
                            EuropeanNumbers::isNif,
                            0.7,
                            0.97),
                    form(
                            "IT_FISCAL_CODE",
                            CODE.formatted("16"),
                            EuropeanNumbers::isCodiceFiscale,
                            0.95,
                            0.99),
                    form(
                            "FR_NIR",
                            "\\b[12] ?[0-9]{2} ?[0-9]{2} ?[0-9AB]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}\\b",
                            EuropeanNumbers::isNir,
                            0.8,
                            0.98),
                    form(
                            "DE_TAX_ID",
                            NUMBER.formatted("10"),
                            EuropeanNumbers::isSteuerId,
                            0.2,
                            0.95),
                    form("PL_PESEL", "\\b[0-9]{11}\\b", EuropeanNumbers::isPesel, 0.4, 0.97),
                    form("NL_BSN", "\\b[0-9]{9}\\b", EuropeanNumbers::isBsn, 0.1, 0.9),
                    form(
                            "SE_PERSONNUMMER",
                            "\\b(?:[0-9]{2})?[0-9]{6}[-+][0-9]{4}\\b",
                            EuropeanNumbers::isPersonnummer,
                            0.7,
                            0.97),
                    form(
                            "CH_AHV",
                            "\\b756[. ]?[0-9]{4}[. ]?[0-9]{4}[. ]?[0-9]{2}\\b",
                            EuropeanNumbers::isAhv,
                            0.9,
                            0.99),
                    form(
                            "BE_NATIONAL_NUMBER",
                            "\\b[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[- ]?[0-9]{3}[. ]?[0-9]{2}\\b",
                            EuropeanNumbers::isBelgian,
                            0.4,
                            0.95),
                    form(
                            "IN_AADHAAR",
                            "\\b[2-9][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}\\b",
                            OtherNumbers::isAadhaar,
                            0.4,
                            0.95),
                    form(
                            "BR_CPF",
                            "\\b[0-9]{3}\\.?[0-9]{3}\\.?[0-9]{3}-?[0-9]{2}\\b",
                            AmericanNumbers::isCpf,
                            0.6,
                            0.97),
                    form("VEHICLE_ID", CODE.formatted("17"), OtherNumbers::isVin, 0.6, 0.95),
                    form("IMEI", "\\b[0-9]{15}\\b", OtherNumbers::isImei, 0.3, 0.9),
                    form(
                            "DATE_OF_BIRTH",
                            "\\b(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4})\\b",
                            Dates::mayBeBirth,
                            0.1,
                            0.9),
                    form("PASSPORT", "\\b[A-Z]{0,2}[0-9]{6,9}\\b", v -> true, 0, 0.8),
                    form(
                            "DRIVING_LICENCE",
                            "\\b[A-Z0-9][A-Z0-9-]{5,18}\\b",
                            v -> v.chars().anyMatch(Character::isDigit),
                            0,
                            0.75),
                    form("MEDICAL_RECORD", "\\b[A-Z]{0,4}-?[0-9]{5,12}\\b", v -> true, 0, 0.8),
                    form("BANK_ACCOUNT", "\\b[0-9][0-9 -]{5,18}[0-9]\\b", v -> true, 0, 0.7),
                    form(
                            "PERSON",
                            "\\b(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Mme|Sra?|Sig)\\.? \\p{Lu}[\\p{L}'’\\-]+(?: \\p{Lu}[\\p{L}'’\\-]+)?",
                            v -> true,
                            0.75,
                            0.85),
                    form(
                            "PERSON",
                            "\\b\\p{Lu}[\\p{L}'’\\-]+ (?:\\p{Lu}\\. )?\\p{Lu}[\\p{L}'’\\-]+",
                            TextFinder::isName,
                            0.7,
                            0.85),
                    form(
                            "STREET",
                            "\\b[0-9]{1,5} (?:\\p{Lu}[\\p{L}.']+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Square|Way|Terrace)\\b",
                            v -> true,
                            0.8,
                            0.9),
                    form(
                            "STREET",
                            "\\b\\p{Lu}[\\p{L}.\\-]*(?:strasse|straße|str\\.|weg|platz|gasse|allee) [0-9]{1,4}[a-z]?\\b",
                            v -> true,
                            0.8,
                            0.9));

    private static final Map<String, NameWords> WORDS =
            Kinds.builtIn().stream()
                    .collect(
                            java.util.stream.Collectors.toUnmodifiableMap(Kind::name, Kind::names));

    private TextFinder() {}

    private static Form form(
            String kind, String pattern, Predicate<String> test, double alone, double named) {
        return new Form(kind, Pattern.compile(pattern), test, alone, named);
    }

    /// A given name that is known before another word with a capital.
    private static boolean isName(String value) {
        String[] words = value.split(" ");
        return WordLists.isFirstName(words[0]) && !WordLists.isCity(value);
    }

    /// Returns what was found, by place; pieces do not overlap.
    public static List<TextFinding> find(String text) {
        List<TextFinding> candidates = new ArrayList<>();
        for (Form form : FORMS) {
            Matcher m = form.pattern().matcher(text);
            while (candidates.size() < CANDIDATES && m.find()) {
                take(form, text, m.start(), m.end(), candidates);
            }
        }
        phones(text, candidates);
        return withoutOverlaps(text, candidates);
    }

    private static void take(
            Form form, String text, int start, int end, List<TextFinding> candidates) {
        int last = end;
        if (form.kind().equals("IBAN_CODE")) {
            while (last - start > 15
                    && (text.charAt(last - 1) == ' '
                            || !form.test().test(text.substring(start, last)))) {
                last--;
            }
        }
        String value = text.substring(start, last);
        double confidence = isNamed(form.kind(), text, start) ? form.named() : form.alone();
        if (confidence >= LEAST && form.test().test(value)) {
            candidates.add(new TextFinding(form.kind(), start, last, confidence));
        }
    }

    /// Whether a word shortly before says what it is.
    private static boolean isNamed(String kind, String text, int start) {
        NameWords words = WORDS.get(kind);
        String before = text.substring(Math.max(0, start - BEFORE), start);
        int stop = Math.max(before.lastIndexOf('\n'), before.lastIndexOf(". "));
        return words != null && words.match(NameWords.words(before.substring(stop + 1))).found();
    }

    private static void phones(String text, List<TextFinding> candidates) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        for (String region : List.of("US", "GB", "DE")) {
            for (PhoneNumberMatch m :
                    plans.findNumbers(text, region, PhoneNumberUtil.Leniency.VALID, PHONES)) {
                String raw = m.rawString();
                boolean plain = raw.chars().allMatch(Character::isDigit);
                boolean named = isNamed("PHONE_NUMBER", text, m.start());
                double alone = raw.startsWith("+") ? 0.9 : plain ? 0.3 : 0.75;
                double confidence = named ? Math.max(alone, 0.8) : alone;
                if (confidence >= LEAST) {
                    candidates.add(new TextFinding("PHONE_NUMBER", m.start(), m.end(), confidence));
                }
            }
        }
    }

    private static List<TextFinding> withoutOverlaps(String text, List<TextFinding> candidates) {
        candidates.sort(
                Comparator.comparingDouble(TextFinding::confidence)
                        .reversed()
                        .thenComparing(f -> f.start() - f.end())
                        .thenComparing(TextFinding::start)
                        .thenComparing(TextFinding::kind));
        List<TextFinding> kept = new ArrayList<>();
        for (TextFinding one : candidates) {
            if (kept.stream().noneMatch(k -> one.start() < k.end() && k.start() < one.end())) {
                kept.add(one);
            }
        }
        kept.sort(Comparator.comparingInt(TextFinding::start));
        return kept.stream()
                .map(f ->
                        new TextFinding(
                                f.kind(),
                                text.codePointCount(0, f.start()),
                                text.codePointCount(0, f.end()),
                                f.confidence()))
                .toList();
    }
}

package io.plumbline.compliance.detect;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The test of each kind's values; a kind without one is known by its name alone. The chances are
/// shares of random values of the same shape, some computed, some drawn (`ChanceTest`).
final class ValueTests {
    private static final double NEVER = 1e-6;
    private static final Pattern ICD =
            Pattern.compile("[A-TV-Z][0-9][0-9AB](?:\\.?[0-9A-Z]{1,4})?");
    private static final Pattern UK_POSTCODE =
            Pattern.compile("[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}");
    private static final Pattern CANADIAN =
            Pattern.compile("[A-CEGHJ-NPR-TVXY][0-9][A-Z] ?[0-9][A-Z][0-9]");
    private static final Pattern DUTCH = Pattern.compile("[1-9][0-9]{3} ?[A-Z]{2}");
    private static final Pattern POSTAL = Pattern.compile("(?=.*[0-9])[A-Z0-9][A-Z0-9 \\-]{1,9}");
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 ./\\-]{3,24}");
    private static final Pattern SOME_ID =
            Pattern.compile("[\\p{L}0-9][\\p{L}0-9 ._:/@|+=\\-]{0,79}");
    private static final Pattern NUMBER =
            Pattern.compile("[^0-9\\-]{0,4}-?[0-9][0-9.,' ]*[^0-9]{0,4}");
    private static final Pattern PERSONAL_AGE =
            Pattern.compile("(?:1[01][0-9]|[0-9]{1,2})(?:\\.0+)?|[0-9]{1,3} ?[-–+].{0,6}");
    private static final Pattern CODE = Pattern.compile("[0-9]{3,4}");
    private static final Pattern EXPIRY =
            Pattern.compile(
                    "(?:0?[1-9]|1[0-2])[/\\- ]?(?:20)?[0-9]{2}|20[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> GENDERS =
            Set.of(
                    "m",
                    "f",
                    "w",
                    "d",
                    "x",
                    "male",
                    "female",
                    "man",
                    "woman",
                    "other",
                    "unknown",
                    "divers",
                    "diverse",
                    "non-binary",
                    "nonbinary",
                    "mann",
                    "frau",
                    "mannlich",
                    "weiblich",
                    "homme",
                    "femme",
                    "hombre",
                    "mujer",
                    "masculino",
                    "femenino",
                    "uomo",
                    "donna",
                    "h",
                    "u",
                    "n",
                    "0",
                    "1",
                    "2",
                    "9",
                    "nb");

    private static final Set<String> STATES =
            Set.of(
                    ("al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|on|qc|bc|ab|mb|sk|ns|nb|nl|pe"
                                    + "|alabama|alaska|arizona|california|colorado|florida|georgia|illinois|massachusetts|michigan|new york|ohio|oregon|pennsylvania|texas|virginia|washington|ontario|quebec"
                                    + "|bayern|hessen|sachsen|berlin|hamburg|bremen|nordrhein-westfalen|baden-wurttemberg|niedersachsen|saarland|thuringen|zh|be|lu|vd|ge|ti|zurich|vaud"
                                    + "|cataluna|andalucia|madrid|lombardia|lazio|toscana|veneto|piemonte|sp|rj|mg|df|jalisco|guerrero|oaxaca|zacatecas|yucatan|veracruz|sinaloa")
                            .split("\\|"));

    private static final Map<String, ValueTest> ALL = all();

    private ValueTests() {}

    /// Returns the test of a kind; null for one that its name alone tells.
    static @org.jspecify.annotations.Nullable ValueTest of(String kind) {
        return ALL.get(kind);
    }

    /// Returns the tests by kind.
    static Map<String, ValueTest> byKind() {
        return ALL;
    }

    private static Map<String, ValueTest> all() {
        Map<String, ValueTest> all = new TreeMap<>();
        contacts(all);
        people(all);
        places(all);
        NationalTests.add(all);
        money(all);
        things(all);
        shapes(all);
        return all;
    }

    private static void contacts(Map<String, ValueTest> all) {
        all.put(
                "EMAIL_ADDRESS",
                ValueTest.of(
                        Contacts::looksLikeEmail, Contacts::isEmail, NEVER, ValueTest.DECIDES));
        all.put(
                "PHONE_NUMBER",
                ValueTest.of(Contacts::looksLikePhone, Contacts::isPhone, 0.3, 0)
                        .alone(Contacts::phoneBits));
        all.put("FAX_NUMBER", ValueTest.of(Contacts::looksLikePhone, Contacts::isPhone, 0.3, 0));
        all.put("URL", ValueTest.of(Contacts::isLink, NEVER, 0));
        all.put(
                "IP_ADDRESS",
                ValueTest.of(Contacts::looksLikeIp, Contacts::isIp, 0.1, 0)
                        .alone(Contacts::ipBits));
        all.put("MAC_ADDRESS", ValueTest.of(Contacts::isMac, NEVER, ValueTest.DECIDES));
        all.put(
                "IMEI",
                ValueTest.of(v -> Digits.of(v, 15).length() == 15, OtherNumbers::isImei, 0.02, 8));
    }

    private static void people(Map<String, ValueTest> all) {
        all.put(
                "PERSON_FIRST_NAME",
                ValueTest.of(WordLists::isLetters, WordLists::isFirstName, 0.02, 9)
                        .hitting(0.5)
                        .asSign());
        all.put(
                "PERSON_LAST_NAME",
                ValueTest.of(WordLists::isLetters, WordLists::isLastName, 0.03, 8)
                        .hitting(0.4)
                        .asSign());
        all.put(
                "PERSON",
                ValueTest.of(
                                v -> WordLists.isLetters(v.replace(",", "")),
                                WordLists::isFullName,
                                0.01,
                                9)
                        .hitting(0.5)
                        .asSign());
        all.put(
                "DATE_OF_BIRTH",
                ValueTest.of(Dates::mayBeBirth, Dates::isDay, 0.9, 0).alone(Dates::birthBits));
        all.put("AGE", ValueTest.shape(v -> PERSONAL_AGE.matcher(v).matches()));
        all.put(
                "GENDER",
                ValueTest.of(
                        v -> v.length() <= 20, v -> GENDERS.contains(WordLists.flat(v)), 0.05, 0));
        all.put(
                "CARE_DATE",
                ValueTest.shape(v -> v.length() >= 6 && Character.isDigit(v.charAt(0))));
    }

    private static void places(Map<String, ValueTest> all) {
        all.put(
                "STREET",
                ValueTest.of(v -> v.length() <= 120, WordLists::isStreet, 0.005, 10)
                        .hitting(0.6)
                        .asSign());
        all.put(
                "ADDRESS",
                ValueTest.of(v -> v.length() >= 5, WordLists::isAddress, 0.001, 10)
                        .hitting(0.6)
                        .asSign());
        all.put(
                "CITY",
                ValueTest.of(WordLists::isLetters, WordLists::isCity, 0.02, 4)
                        .hitting(0.4)
                        .asSign());
        all.put(
                "COUNTRY",
                ValueTest.of(v -> v.length() <= 60, WordLists::isCountry, 0.2, 0).asSign());
        all.put(
                "STATE",
                ValueTest.of(WordLists::isLetters, v -> STATES.contains(WordLists.flat(v)), 0.05, 0)
                        .hitting(0.5));
        all.put(
                "POSTAL_CODE",
                ValueTest.of(
                                v -> POSTAL.matcher(v).matches(),
                                ValueTests::isTellingPostcode,
                                0.02,
                                7)
                        .hitting(0.6)
                        .asSign());
        all.put(
                "COORDINATES",
                ValueTest.of(Contacts::looksLikeDegrees, Contacts::isLatLon, 0.001, 9).asSign());
    }

    /// Postal codes of digits alone are like any number; those of letters and digits are not.
    private static boolean isTellingPostcode(String value) {
        return UK_POSTCODE.matcher(value).matches()
                || CANADIAN.matcher(value).matches()
                || DUTCH.matcher(value).matches();
    }

    private static void money(Map<String, ValueTest> all) {
        all.put(
                "CREDIT_CARD",
                ValueTest.of(
                        OtherNumbers::looksLikeCard,
                        OtherNumbers::isCard,
                        0.02,
                        ValueTest.DECIDES));
        all.put(
                "IBAN_CODE",
                ValueTest.of(
                        OtherNumbers::looksLikeIban,
                        OtherNumbers::isIban,
                        0.0104,
                        ValueTest.DECIDES));
        all.put("BANK_ACCOUNT", ValueTest.shape(v -> IDENTIFIER.matcher(v).matches()));
        all.put("CARD_SECURITY_CODE", ValueTest.shape(v -> CODE.matcher(v).matches()));
        all.put("CARD_EXPIRY", ValueTest.shape(v -> EXPIRY.matcher(v).matches()));
        all.put(
                "INCOME",
                ValueTest.shape(v ->
                        NUMBER.matcher(v).matches() || v.chars().anyMatch(Character::isDigit)));
    }

    private static void things(Map<String, ValueTest> all) {
        all.put(
                "VEHICLE_ID",
                ValueTest.of(
                                v -> v.length() <= 17 && v.length() >= 3,
                                OtherNumbers::isVin,
                                0.0001,
                                10)
                        .asSign());
        all.put("UUID", ValueTest.of(v -> UUID.matcher(v).matches(), NEVER, ValueTest.DECIDES));
        all.put(
                "EAN",
                ValueTest.of(
                        v -> v.length() > 11 && Digits.of(v).length() == v.length(),
                        OtherNumbers::isEan,
                        0.1,
                        10));
        all.put(
                "ISBN",
                ValueTest.of(
                        v -> v.length() > 9 && v.length() < 18, OtherNumbers::isIsbn, 0.001, 12));
        all.put("ISIN", ValueTest.of(v -> v.length() == 12, OtherNumbers::isIsin, 0.001, 14));
        all.put("LEI", ValueTest.of(v -> v.length() == 20, OtherNumbers::isLei, 0.001, 14));
        all.put("CUSIP", ValueTest.of(v -> v.length() == 9, OtherNumbers::isCusip, 0.05, 10));
        all.put(
                "DIAGNOSIS",
                ValueTest.of(
                                v -> v.length() <= 200 && !Dates.isDay(v),
                                v -> ICD.matcher(v).matches() && v.indexOf('.') == 3,
                                0.001,
                                8)
                        .hitting(0.5)
                        .asSign());
    }

    private static void shapes(Map<String, ValueTest> all) {
        for (String kind :
                new String[] {
                    "PASSPORT", "DRIVING_LICENCE", "NATIONAL_ID", "MEDICAL_RECORD", "INSURANCE_ID"
                }) {
            all.put(kind, ValueTest.shape(v -> IDENTIFIER.matcher(v).matches()));
        }
        for (String kind : new String[] {"UNIQUE_ID", "ACCOUNT_ID", "USERNAME", "DEVICE_ID"}) {
            all.put(kind, ValueTest.shape(v -> SOME_ID.matcher(v).matches() && !Dates.isDay(v)));
        }
        for (String kind :
                new String[] {
                    "MARITAL_STATUS",
                    "RELIGION",
                    "ETHNICITY",
                    "NATIONALITY",
                    "POLITICAL_OPINION",
                    "SEXUAL_ORIENTATION",
                    "JOB_TITLE"
                }) {
            all.put(kind, ValueTest.shape(v -> v.length() <= 80 && !Dates.isDay(v)));
        }
        all.put("VITAL_SIGN", ValueTest.shape(v -> v.chars().anyMatch(Character::isDigit)));
    }
}

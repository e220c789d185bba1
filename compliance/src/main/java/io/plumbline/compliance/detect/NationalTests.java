package io.plumbline.compliance.detect;

import java.util.Map;

/// The tests of numbers that authorities give out.
final class NationalTests {
    private NationalTests() {}

    static void add(Map<String, ValueTest> all) {
        american(all);
        european(all);
        continental(all);
    }

    private static void american(Map<String, ValueTest> all) {
        all.put(
                "US_SSN",
                ValueTest.of(AmericanNumbers::looksLikeSsn, AmericanNumbers::isSsn, 0.889, 1)
                        .alone(NationalTests::dashed));
        all.put(
                "US_ITIN",
                ValueTest.of(AmericanNumbers::looksLikeSsn, AmericanNumbers::isItin, 0.044, 6)
                        .alone(c -> dashed(c) > 1 ? 10 : 5));
        all.put(
                "US_ABA_ROUTING",
                ValueTest.of(
                        v -> v.length() == 9 && Digits.of(v).length() == 9,
                        AmericanNumbers::isAba,
                        0.038,
                        7));
        all.put(
                "US_NPI",
                ValueTest.of(
                        v -> v.length() == 10 && Digits.of(v).length() == 10,
                        AmericanNumbers::isNpi,
                        0.02,
                        9));
        all.put(
                "US_MBI",
                ValueTest.of(
                        v -> v.matches("[0-9A-Z]{4}-?[0-9A-Z]{3}-?[0-9A-Z]{4}"),
                        AmericanNumbers::isMbi,
                        0.001,
                        12));
        all.put(
                "US_DEA",
                ValueTest.of(AmericanNumbers::looksLikeDea, AmericanNumbers::isDea, 0.1, 8));
        all.put(
                "CA_SIN",
                ValueTest.of(v -> Digits.of(v).length() == 9, AmericanNumbers::isSin, 0.08, 4)
                        .alone(c -> separated(c) ? 8 : 4));
    }

    /// Nine digits written 3-2-4 are hardly anything else, if they do not count upwards.
    private static double dashed(ColumnValues column) {
        return separated(column) ? 8 : 1;
    }

    private static boolean separated(ColumnValues column) {
        return column.share(v -> v.length() > 4 && Digits.of(v).length() < v.length()) >= 0.8;
    }

    private static void european(Map<String, ValueTest> all) {
        all.put(
                "UK_NHS",
                ValueTest.of(v -> Digits.of(v).length() == 10, EuropeanNumbers::isNhs, 0.091, 7)
                        .alone(c -> separated(c) ? 10 : 7));
        all.put(
                "UK_NINO",
                ValueTest.of(
                        v -> Digits.plain(v).matches("[A-Z]{2}[0-9]{6}[A-Z]"),
                        EuropeanNumbers::isNino,
                        0.12,
                        8));
        all.put("UK_DRIVING_LICENCE", ValueTest.of(EuropeanNumbers::isUkLicence, 0.0001, 10));
        all.put(
                "DE_TAX_ID",
                ValueTest.of(
                        v -> Digits.of(v).length() == 11, EuropeanNumbers::isSteuerId, 0.03, 8));
        all.put(
                "NL_BSN",
                ValueTest.of(v -> Digits.of(v).length() == 9, EuropeanNumbers::isBsn, 0.091, 5));
    }

    private static void continental(Map<String, ValueTest> all) {
        all.put(
                "BR_CPF",
                ValueTest.of(v -> Digits.of(v).length() == 11, AmericanNumbers::isCpf, 0.01, 8));
        all.put(
                "FR_NIR",
                ValueTest.of(EuropeanNumbers::looksLikeNir, EuropeanNumbers::isNir, 0.01, 10));
        all.put(
                "ES_NIF",
                ValueTest.of(EuropeanNumbers::looksLikeNif, EuropeanNumbers::isNif, 0.043, 10));
        all.put(
                "IT_FISCAL_CODE",
                ValueTest.of(
                        EuropeanNumbers::looksLikeCodiceFiscale,
                        EuropeanNumbers::isCodiceFiscale,
                        0.038,
                        14));
        all.put(
                "PL_PESEL",
                ValueTest.of(v -> Digits.of(v).length() == 11, EuropeanNumbers::isPesel, 0.018, 8));
        all.put(
                "SE_PERSONNUMMER",
                ValueTest.of(
                                EuropeanNumbers::looksLikePersonnummer,
                                EuropeanNumbers::isPersonnummer,
                                0.007,
                                8)
                        .alone(c -> separated(c) ? 10 : 7));
        all.put(
                "CH_AHV",
                ValueTest.of(v -> Digits.of(v).length() == 13, EuropeanNumbers::isAhv, 0.0001, 12));
        all.put(
                "BE_NATIONAL_NUMBER",
                ValueTest.of(
                        v -> Digits.of(v).length() == 11, EuropeanNumbers::isBelgian, 0.006, 8));
        all.put(
                "IN_AADHAAR",
                ValueTest.of(v -> Digits.of(v).length() == 12, OtherNumbers::isAadhaar, 0.08, 7)
                        .alone(c -> separated(c) ? 9 : 6));
    }
}

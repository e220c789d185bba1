package io.plumbline.compliance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static boolean matches(String kind, String value) {
        return java.util.Objects.requireNonNull(ValueTests.of(kind)).matches().test(value);
    }

    /// Specimens of issuers and standards, none of a person, and the same with one thing wrong.
    @ParameterizedTest
    @CsvSource({
        "CREDIT_CARD, 4111111111111111, 4111111111111112",
        "CREDIT_CARD, 3782 822463 10005, 3782 822463 10006",
        "CREDIT_CARD, 5555-5555-5555-4444, 9555-5555-5555-4440",
        "IBAN_CODE, DE89 3704 0044 0532 0130 00, DE88 3704 0044 0532 0130 00",
        "IBAN_CODE, GB82WEST12345698765432, GB82WEST1234569876543",
        "US_SSN, 219-09-9998, 219-09-9999",
        "US_SSN, 899-01-0001, 900-01-0001",
        "US_SSN, 123-45-6789, 666-45-6789",
        "US_SSN, 123456789, 123450000",
        "US_ITIN, 912-70-1234, 912-66-1234",
        "US_ABA_ROUTING, 021000021, 021000022",
        "US_NPI, 1234567893, 1234567894",
        "US_MBI, 1EG4-TE5-MK73, 1SG4-TE5-MK73",
        "US_DEA, AB1234563, AB1234564",
        "CA_SIN, 130 692 544, 130 692 545",
        "UK_NHS, 943 476 5919, 943 476 5918",
        "UK_NINO, AB 12 34 56 C, BG 12 34 56 C",
        "DE_TAX_ID, 86095742719, 86095742718",
        "NL_BSN, 111222333, 111222334",
        "FR_NIR, 2 55 08 14 168 025 38, 2 55 08 14 168 025 39",
        "ES_NIF, 12345678Z, 12345678A",
        "ES_NIF, X1234567L, X1234567M",
        "IT_FISCAL_CODE, RSSMRA85T10A562S, RSSMRA85T10A562T",
        "PL_PESEL, 44051401359, 44051401358",
        "PL_PESEL, 44051401359, 44131401359",
        "SE_PERSONNUMMER, 811218-9876, 811218-9877",
        "SE_PERSONNUMMER, 19811218-9876, 19811318-9876",
        "IN_AADHAAR, 2341 2341 2346, 2341 2341 2347",
        "CH_AHV, 756.9217.0769.85, 756.9217.0769.84",
        "BE_NATIONAL_NUMBER, 85.07.30-033.28, 85.07.30-033.29",
        "BR_CPF, 529.982.247-25, 529.982.247-26",
        "IMEI, 490154203237518, 350154203237511",
        "VEHICLE_ID, 1M8GDM9AXKP042788, 1M8GDM9AXKP042789",
        "EAN, 4006381333931, 4006381333932",
        "ISBN, 0-306-40615-2, 0-306-40615-3",
        "ISIN, US0378331005, US0378331006",
        "CUSIP, 037833100, 037833101",
        "LEI, 5493001KJTIIGC8Y1R12, 5493001KJTIIGC8Y1R13",
        "EMAIL_ADDRESS, ann@example.org, ann@@example.org",
        "IP_ADDRESS, 203.0.113.7, 203.0.113.256",
        "IP_ADDRESS, 2001:db8::1, 2001:db8:::1",
        "MAC_ADDRESS, 00:1B:44:11:3A:B7, 00:1B:44:11:3A:G7",
        "PHONE_NUMBER, +41 44 668 18 00, +41 44 668",
        "PHONE_NUMBER, (212) 555-0123, (000) 555-0123",
        "DATE_OF_BIRTH, 1961-02-28, 1961-02-30",
        "DATE_OF_BIRTH, 28.02.1961, 31.02.1961",
    })
    void knowsRightFromWrong(String kind, String right, String wrong) {
        boolean imei = kind.equals("IMEI"); // a specimen of a body that gives none out any more
        assertThat(matches(kind, right)).as(right).isEqualTo(!imei);
        assertThat(matches(kind, wrong)).as(wrong).isFalse();
    }

    /// The share of random values of the shape that pass is what the table of chances says.
    @ParameterizedTest
    @CsvSource({
        "US_SSN, #########, 0.889, 0.02",
        "US_ITIN, 9########, 0.44, 0.05",
        "US_ABA_ROUTING, #########, 0.038, 0.01",
        "US_NPI, ##########, 0.02, 0.006",
        "US_DEA, AB#######, 0.1, 0.02",
        "CA_SIN, #########, 0.08, 0.02",
        "UK_NHS, ##########, 0.091, 0.02",
        "NL_BSN, #########, 0.091, 0.02",
        "FR_NIR, 1#########12345, 0.01, 0.005",
        "ES_NIF, ########A, 0.043, 0.012",
        "PL_PESEL, ###########, 0.018, 0.006",
        "IN_AADHAAR, ############, 0.08, 0.02",
        "BR_CPF, ###########, 0.01, 0.005",
        "IBAN_CODE, DE####################, 0.0104, 0.005",
        "EAN, #############, 0.1, 0.02",
    })
    void passesByChanceAsOftenAsIsSaid(String kind, String shape, double chance, double margin) {
        Random r = new Random(kind.hashCode());
        Predicate<String> test = java.util.Objects.requireNonNull(ValueTests.of(kind)).matches();
        int passing = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            StringBuilder value = new StringBuilder();
            shape.chars()
                    .forEach(c -> value.append(c == '#' ? (char) ('0' + r.nextInt(10)) : (char) c));
            passing += test.test(value.toString()) ? 1 : 0;
        }
        assertThat((double) passing / draws).isBetween(chance - margin, chance + margin);
    }

    @Test
    void aShareIsBoundedFromBelowAndComparedWithChance() {
        assertThat(Evidence.lowerBound(0, 0)).isZero();
        assertThat(Evidence.lowerBound(95, 100)).isBetween(0.88, 0.89);
        assertThat(Evidence.againstChance(10, 100, 0.1)).isZero();
        assertThat(Evidence.againstChance(100, 100, 0.5)).isEqualTo(100);
        assertThat(Evidence.bits(90, 100, 0.97, 0.1)).isGreaterThan(200);
        assertThat(Evidence.bits(10, 100, 0.97, 0.1)).isLessThan(-300);
        assertThat(Evidence.probability(0)).isEqualTo(0.5);
    }
}

package io.plumbline.compliance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.compliance.taxonomy.Taxonomy;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.model.Classification;
import io.plumbline.engine.model.Classification.Detector;
import io.plumbline.engine.model.Classification.Told;
import io.plumbline.engine.model.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TableClassifierTest {
    private static final int ROWS = 400;
    private final Random random = new Random(5);

    private static ColumnValues column(String name, IntFunction<String> value) {
        ColumnValues column = new ColumnValues(name, DataType.VARCHAR);
        for (int i = 0; i < ROWS; i++) {
            column.add(value.apply(i));
        }
        return column;
    }

    private static Finding alone(String name, IntFunction<String> value) {
        return new TableClassifier(OwnDetectors.NONE)
                .classify(List.of(column(name, value)))
                .getFirst();
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private String withLuhn(String body) {
        for (int d = 0; d < 10; d++) {
            if (Digits.luhn(body + d)) {
                return body + d;
            }
        }
        throw new IllegalStateException();
    }

    @Test
    void valuesDecideWhereTheyProveMoreThanChance() {
        Finding cards = alone("c3", i -> withLuhn("4" + digits(14)));
        assertThat(cards.kind()).isEqualTo("CREDIT_CARD");
        assertThat(cards.dataClass()).isEqualTo("user.financial.credit_card");
        assertThat(cards.reasons())
                .containsExactly("values: 100 % match CREDIT_CARD, 2 % expected by chance");
        assertThat(alone("c4", i -> digits(16)).kind()).isNull();
    }

    @Test
    void aNumberThatNearlyAllNumbersAreNeedsAName() {
        Finding unnamed = alone("c7", i -> "1" + digits(8));
        assertThat(unnamed.dataClass()).isNull();
        Finding named = alone("ssn", i -> "1" + digits(8));
        assertThat(named.kind()).isEqualTo("US_SSN");
        assertThat(named.reasons().getLast())
                .contains("match US_SSN, 88.9 % expected by chance: names decide");
    }

    @Test
    void keysThatCountUpwardsAreNoNumbersOfPeople() {
        Finding keys = alone("key", i -> String.valueOf(123_104_567 + i));
        assertThat(keys.dataClass()).isNull();
        Finding named = alone("ssn", i -> String.valueOf(123_104_567 + i));
        assertThat(named.dataClass()).isNotNull();
        assertThat(named.reasons().getLast()).endsWith("they count upwards, names decide");
    }

    @Test
    void oneStrayHitClassifiesNothing() {
        Finding stray = alone("note", i -> i == 17 ? "ann@example.org" : "parcel no " + digits(3));
        assertThat(stray.dataClass()).isNull();
    }

    @Test
    void textsThatHoldPersonalDataAreFound() {
        Finding notes =
                alone(
                        "note",
                        i ->
                                i % 5 == 0
                                        ? "please write to x" + i + "@example.org"
                                        : "left at door " + i);
        assertThat(notes.kind()).isEqualTo("EMAIL_ADDRESS");
        assertThat(notes.reasons().getFirst()).startsWith("texts: ").contains("hold EMAIL_ADDRESS");
    }

    @Test
    void aNameIsNotBelievedAgainstItsValues() {
        assertThat(alone("phone_model", i -> "Pixel " + i).dataClass()).isNull();
        assertThat(alone("email", i -> String.valueOf(i * 7 % 13)).dataClass()).isNull();
        assertThat(alone("email_template", i -> "welcome").dataClass()).isNull();
        assertThat(alone("is_email", i -> "true").dataClass()).isNull();
    }

    @Test
    void aPlausibleColumnCountsAsPersonalThoughItsValuesAreBadlyKept() {
        Finding bad = alone("iban", i -> i % 3 == 0 ? "DE0012345678901234567" + i % 9 : null);
        assertThat(bad.dataClass()).isEqualTo("user.financial.bank_account");
        Finding empty = alone("date_of_birth", i -> null);
        assertThat(empty.dataClass()).isEqualTo("user.demographic.date_of_birth");
    }

    @Test
    void placesArePersonalBesidePeopleOnly() {
        List<ColumnValues> shop = new ArrayList<>();
        shop.add(column("store", i -> "S" + i % 9));
        shop.add(column("city", i -> i % 2 == 0 ? "Berlin" : "Bern"));
        shop.add(column("square_metres", i -> digits(3)));
        shop.add(column("opened", i -> "2020-01-01"));
        TableClassifier classifier = new TableClassifier(OwnDetectors.NONE);
        assertThat(classifier.classify(shop)).extracting(Finding::dataClass).containsOnlyNulls();
        shop.add(column("email", i -> "a" + i + "@example.org"));
        assertThat(classifier.classify(shop))
                .extracting(Finding::dataClass)
                .containsExactly(
                        null, "user.contact.address.city", null, null, "user.contact.email");
    }

    @Test
    void neighboursRaiseWhatANameLeavesOpen() {
        IntFunction<String> births = i -> "19%02d-0%d-1%d".formatted(30 + i % 60, 1 + i % 9, i % 9);
        TableClassifier classifier = new TableClassifier(OwnDetectors.NONE);
        assertThat(alone("d1", births).dataClass()).isNull();
        List<Finding> found =
                classifier.classify(
                        List.of(
                                column("d1", births),
                                column("email", i -> "a" + i + "@example.org"),
                                column("last_name", i -> "Smith")));
        assertThat(found.getFirst().kind()).isEqualTo("DATE_OF_BIRTH");
        assertThat(found.getFirst().reasons()).contains("2 columns beside it are about a person");
    }

    @Test
    void usesTheDetectorsOfAWorkspace() {
        Classification told =
                new Classification(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(
                                new Detector(
                                        "LOYALTY_CARD",
                                        new Told("user.account", Place.NOWHERE),
                                        new Told("LC-[0-9]{8}", Place.NOWHERE),
                                        List.of("kundenkarte"),
                                        List.of("design"),
                                        Place.NOWHERE)));
        OwnDetectors own = OwnDetectors.of(told, Taxonomy.of(told)).detectors();
        TableClassifier classifier = new TableClassifier(own);
        List<Finding> found =
                classifier.classify(
                        List.of(
                                column("x", i -> "LC-" + digits(8)),
                                column("kundenkarte", i -> "LC-" + digits(8)),
                                column("kundenkarte_design", i -> "gold")));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly("LOYALTY_CARD", "LOYALTY_CARD", null);
    }

    @Test
    void noReasonHoldsAValue() {
        String canary = "Zyxwvut";
        List<Finding> found =
                new TableClassifier(OwnDetectors.NONE)
                        .classify(
                                List.of(
                                        column("first_name", i -> canary),
                                        column("note", i -> canary + i + "@example.org"),
                                        column("ssn", i -> canary + i)));
        assertThat(found.toString()).doesNotContainIgnoringCase(canary);
        assertThat(column("x", i -> canary).toString())
                .isEqualTo("400 rows, 400 filled, 1 distinct sampled");
    }
}

package io.plumbline.compliance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFinderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    is 123-45-6789 yours               | US_SSN         | 123-45-6789
                    write to ann.lee@example.org.      | EMAIL_ADDRESS  | ann.lee@example.org
                    paid by 4111 1111 1111 1111 today  | CREDIT_CARD    | 4111 1111 1111 1111
                    to DE89 3704 0044 0532 0130 00 NOW | IBAN_CODE      | DE89 3704 0044 0532 0130 00
                    from 203.0.113.7 at noon           | IP_ADDRESS     | 203.0.113.7
                    call +41 44 668 18 00              | PHONE_NUMBER   | +41 44 668 18 00
                    call (212) 555-0123                | PHONE_NUMBER   | (212) 555-0123
                    NHS number: 943 476 5919           | UK_NHS         | 943 476 5919
                    her dob is 1961-02-28              | DATE_OF_BIRTH  | 1961-02-28
                    passport no C01234567              | PASSPORT       | C01234567
                    Codice RSSMRA85T10A562S            | IT_FISCAL_CODE | RSSMRA85T10A562S
                    met Maria Rossi there              | PERSON         | Maria Rossi
                    lives at 12 Main Street            | STREET         | 12 Main Street
                    """)
    void findsWhatIsPersonal(String text, String kind, String piece) {
        List<TextFinding> found = TextFinder.find(text);
        assertThat(found).extracting(TextFinding::kind).containsExactly(kind);
        assertThat(text.substring(found.getFirst().start(), found.getFirst().end()))
                .isEqualTo(piece);
        assertThat(found.getFirst().confidence()).isBetween(0.5, 0.99);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order 1234567890 is late",
                "on 2026-11-23 at 10:15:00",
                "part 12-3456-789 of batch 7",
                "card 4111 1111 1111 1112",
                "version 12.3.456.7",
            })
    void leavesOtherTextInPeace(String text) {
        assertThat(TextFinder.find(text)).isEmpty();
    }

    @Test
    void countsCodePointsAndKeepsPiecesApart() {
        List<TextFinding> found = TextFinder.find("😀 ann@example.org, bob@example.org");
        assertThat(found)
                .extracting(TextFinding::start, TextFinding::end)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, 17),
                        org.assertj.core.groups.Tuple.tuple(19, 34));
    }

    @Test
    void endsOnTextsMadeToHang() {
        assertThat(TextFinder.find("a".repeat(5_000) + "@")).isEmpty();
        assertThat(TextFinder.find("1 ".repeat(500))).isEmpty();
    }
}

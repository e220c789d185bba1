package io.plumbline.workbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerComparisonTest {
    private static final List<List<String>> ROWS =
            List.of(List.of("a", "1.5"), List.of("a", "2.5"), List.of("null", "100"));

    @Test
    void findsNumbersEqualToAMillionth() {
        List<List<String>> near =
                List.of(List.of("a", "1.5000001"), List.of("a", "2.50"), List.of("null", "1E2"));
        assertThat(AnswerComparison.sameOrder(near, ROWS)).isTrue();
        assertThat(AnswerComparison.sameOrder(List.of(List.of("1.50001")), List.of(List.of("1.5"))))
                .isFalse();
    }

    @Test
    void tellsRowsInAnotherOrderFromOtherRows() {
        assertThat(AnswerComparison.sameOrder(ROWS.reversed(), ROWS)).isFalse();
        assertThat(AnswerComparison.sameRows(ROWS.reversed(), ROWS)).isTrue();
        List<List<String>> twice = List.of(ROWS.get(0), ROWS.get(0), ROWS.get(2));
        assertThat(AnswerComparison.sameRows(twice, ROWS)).isFalse();
        assertThat(AnswerComparison.sameRows(ROWS.subList(0, 2), ROWS)).isFalse();
    }

    @Test
    void comparesAllButNumbersToTheLetter() {
        assertThat(
                        AnswerComparison.sameRows(
                                List.of(List.of("null", "1")), List.of(List.of("0", "1"))))
                .isFalse();
        assertThat(AnswerComparison.sameRows(List.of(List.of("A")), List.of(List.of("a"))))
                .isFalse();
    }
}

package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final String TEXT =
            """
            version: 1
            # the year that counts
            steps:
              - id: a
                type: read
                dataset: d # from the CRM
            """;

    @Test
    void aChangeInThePictureKeepsTheCommentsOfTheText() {
        Draft draft = Draft.of("p", TEXT, null);
        Draft changed =
                draft.with(PipelineEdits.move(draft.pipeline(), Map.of("a", new Position(40, 80))));
        assertThat(changed.text())
                .contains("# the year that counts")
                .contains("# from the CRM")
                .contains("a: {x: 40, y: 80}");
    }

    @Test
    void aTextThatCannotBeUnderstoodLeavesThePicture() {
        Draft draft = Draft.of("p", TEXT, null);
        Draft broken = Draft.of("p", TEXT + "  - {id: b, type", draft);
        assertThat(broken.isUnderstood()).isFalse();
        assertThat(broken.pipeline()).isEqualTo(draft.pipeline());
        assertThat(broken.problemsOfText()).isNotEmpty();
        assertThat(broken.text()).endsWith("type");
    }

    @Test
    void lettersTypedIntoOneFieldAreOneAct() {
        Draft first = Draft.of("p", TEXT, null);
        DraftHistory history = new DraftHistory(first);
        for (String typed : new String[] {"o", "or", "ord"}) {
            history.push(
                    history.now()
                            .with(
                                    PipelineEdits.set(
                                            history.now().pipeline(),
                                            "a",
                                            "dataset",
                                            Value.text(typed))),
                    "Change dataset",
                    "field a dataset");
        }
        assertThat(history.now().text()).contains("dataset: ord");
        assertThat(history.undo()).isSameAs(first);
        assertThat(history.redo().text()).contains("dataset: ord");
    }

    @Test
    void noMoreThanTwoHundredActsAreKept() {
        DraftHistory history = new DraftHistory(Draft.of("p", TEXT, null));
        for (int i = 0; i < 250; i++) {
            history.push(
                    history.now()
                            .with(
                                    PipelineEdits.move(
                                            history.now().pipeline(),
                                            Map.of("a", new Position(i, 0)))),
                    "Move",
                    null);
        }
        int undone = 0;
        while (history.undoable().isPresent()) {
            history.undo();
            undone++;
        }
        assertThat(undone).isEqualTo(DraftHistory.ACTS);
        assertThat(history.now().pipeline().layout()).containsEntry("a", new Position(49, 0));
    }

    @Test
    void whatIsUndoneToTheSavedTextCountsAsSaved() {
        DraftHistory history = new DraftHistory(Draft.of("p", TEXT, null));
        assertThat(history.isChanged()).isFalse();
        history.push(
                history.now().with(PipelineEdits.note(history.now().pipeline(), "a", "why")),
                "Write a note",
                null);
        assertThat(history.isChanged()).isTrue();
        history.undo();
        assertThat(history.isChanged()).isFalse();
    }
}

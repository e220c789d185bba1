package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.PipelineText;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.PipelineHash;
import io.plumbline.engine.model.Group;
import io.plumbline.engine.model.Note;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.step.DatasetSchemas;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawingEditsTest {
    private static final String TEXT =
            """
            version: 1
            steps:
              - {id: a, type: sql, query: SELECT 1 AS x}
              - {id: b, type: filter, input: a, condition: x > 0}
              - {id: c, type: derive, input: b, columns: {y: x + 1}}
            layout:
              a: {x: 0, y: 0}
              b: {x: 200, y: 0}
            """;

    private static Pipeline read(String text) {
        PipelineText read = PipelineText.read("p", text);
        assertThat(read.problems()).isEmpty();
        return read.pipeline().orElseThrow();
    }

    private static Pipeline grouped() {
        return DrawingEdits.group(read(TEXT), Set.of("c", "b"), "Clean");
    }

    @Test
    void aDrawingComesBackFromItsText() {
        Pipeline drawn =
                DrawingEdits.add(
                        DrawingEdits.fold(grouped(), "Clean", true),
                        new Note("Why: so", new Position(10, 20.5), 200, 60, Note.Tone.WARNING));
        Draft draft = Draft.of("p", "# mine\n" + TEXT, null).with(drawn);
        assertThat(draft.text()).startsWith("# mine").contains("folded: true", "colour: warning");
        assertThat(read(draft.text())).isEqualTo(drawn);
        assertThat(Draft.of("p", draft.text(), null).with(drawn).text()).isEqualTo(draft.text());
    }

    @Test
    void aGroupChangesNothingOfWhatThePipelineDoes() {
        Pipeline plain = read(TEXT);
        Pipeline folded = DrawingEdits.fold(grouped(), "Clean", true);
        CompiledPipeline before = compiled(plain);
        CompiledPipeline after = compiled(folded);
        assertThat(before.problems()).isEmpty();
        assertThat(after.steps().keySet()).isEqualTo(before.steps().keySet());
        before.steps()
                .forEach((id, step) -> {
                    assertThat(after.steps().get(id).schemas()).isEqualTo(step.schemas());
                    assertThat(after.steps().get(id).outputs().get("out").explain())
                            .isEqualTo(step.outputs().get("out").explain());
                });
        assertThat(PipelineHash.of(folded)).isEqualTo(PipelineHash.of(plain));
    }

    private static CompiledPipeline compiled(Pipeline pipeline) {
        return new PipelineCompiler(new NoDatasets()).compile(pipeline, Map.of());
    }

    private static final class NoDatasets implements DatasetSchemas {
        @Override
        public Optional<Schema> readable(String dataset) {
            return Optional.empty();
        }

        @Override
        public Optional<Schema> contract(String dataset) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    }

    @Test
    void aStepIsInOneGroupAndGroupsFollowTheirSteps() {
        Pipeline p = grouped();
        assertThat(DrawingEdits.group(p, "Clean"))
                .hasValueSatisfying(g -> assertThat(g.steps()).containsExactly("b", "c"));
        Pipeline second = DrawingEdits.group(p, Set.of("a", "b"), "Clean");
        assertThat(second.drawing().groups())
                .containsExactly(
                        new Group("Clean", List.of("c"), false),
                        new Group("Clean 2", List.of("a", "b"), false));
        assertThat(PipelineEdits.rename(p, "b", "large").drawing().groups().getFirst().steps())
                .containsExactly("large", "c");
        assertThat(PipelineEdits.remove(p, Set.of("b")).drawing().groups().getFirst().steps())
                .containsExactly("c");
        assertThat(PipelineEdits.remove(p, Set.of("b", "c")).drawing().groups()).isEmpty();
        assertThat(DrawingEdits.ungroup(p, Set.of("Clean"))).isEqualTo(read(TEXT));
        assertThat(DrawingEdits.renameGroup(second, "Clean", "Clean 2")).isEqualTo(second);
    }

    @Test
    void aCopiedGroupIsAGroupOfItsOwn() {
        Pipeline p = grouped();
        Pipeline fragment = PipelineEdits.fragment(p, Set.of("b", "c"));
        Pipeline pasted = PipelineEdits.paste(p, fragment, new Position(0, 100)).pipeline();
        assertThat(pasted.drawing().groups())
                .extracting(Group::name, Group::steps)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Clean", List.of("b", "c")),
                        org.assertj.core.groups.Tuple.tuple("Clean 2", List.of("b_2", "c_2")));
    }

    @Test
    void whatIsWrongInADrawingIsToldAtItsPlaceAndStopsNoRun() {
        PipelineText read =
                PipelineText.read(
                        "p",
                        TEXT
                                + """
                                groups:
                                  - name: Clean
                                    steps: [b, cc]
                                  - name: Clean
                                    steps: [c]
                                  - name: Other
                                    steps: [b]
                                """);
        assertThat(read.problems()).noneMatch(Problem::isError);
        assertThat(read.problems())
                .extracting(p -> p.place().line() + " " + p.message() + ": " + p.remedy())
                .containsExactly(
                        "11 Unknown step: 'cc' in group 'Clean': Did you mean 'c'?",
                        "12 Invalid group: 'Clean' is there already, in line 10: Rename one of them",
                        "15 Invalid group 'Other': step 'b' is in group 'Clean' already: Leave it out"
                                + " of one of them");
        PipelineText bad =
                PipelineText.read("p", TEXT + "notes:\n  - {text: hm, x: 1, y: 1, colour: blue}\n");
        assertThat(bad.problems()).hasSize(1);
        assertThat(bad.problems().getFirst().message()).contains("blue");
    }

    @Test
    void notesAreChangedAndRemovedByTheirPlace() {
        Note one = new Note("one", new Position(0, 0), 200, 80, Note.Tone.PLAIN);
        Pipeline two = DrawingEdits.add(DrawingEdits.add(read(TEXT), one), one);
        Pipeline moved = DrawingEdits.change(two, 1, n -> DrawingEdits.at(n, new Position(5, 5)));
        assertThat(moved.drawing().notes().get(1).at()).isEqualTo(new Position(5, 5));
        assertThat(DrawingEdits.removeNotes(moved, Set.of(1)).drawing().notes())
                .containsExactly(one);
        assertThat(PipelineEdits.remove(moved, Set.of("a")).drawing().notes()).hasSize(2);
        assertThat(DrawingEdits.change(two, 7, n -> one)).isEqualTo(two);
    }
}

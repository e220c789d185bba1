package io.plumbline.engine.document;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Classification;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.TestCase;
import io.plumbline.engine.model.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A workspace as its files say it, what is wrong with them, and where everything stands.
public final class ReadWorkspace {
    private final Workspace workspace;
    private final SortedMap<String, TestCase> tests;
    private final Classification classification;
    private final List<Problem> problems;
    private final Map<String, Places> pipelines;
    private final Map<String, Places> connections;
    private final Map<String, Places> datasets;

    ReadWorkspace(
            Workspace workspace,
            Map<String, TestCase> tests,
            Classification classification,
            List<Problem> problems,
            Map<String, Places> pipelines,
            Map<String, Places> connections,
            Map<String, Places> datasets) {
        this.workspace = workspace;
        this.tests = Collections.unmodifiableSortedMap(new TreeMap<>(tests));
        this.classification = classification;
        this.problems = List.copyOf(problems);
        this.pipelines = Map.copyOf(pipelines);
        this.connections = Map.copyOf(connections);
        this.datasets = Map.copyOf(datasets);
    }

    /// Returns what could be read. Files with errors are left out when they could not be understood
    /// at all, else they are in it as far as they could.
    public Workspace workspace() {
        return workspace;
    }

    /// Returns this workspace with one pipeline as another text says it, as if its file held that
    /// text: the pipeline, its problems and its places. A text that is no YAML map takes the
    /// pipeline away.
    public ReadWorkspace with(String name, PipelineText text) {
        String file = PipelineText.fileOf(name);
        Map<String, Pipeline> designed = new TreeMap<>(workspace.pipelines());
        Map<String, Places> found = new TreeMap<>(pipelines);
        designed.remove(name);
        found.remove(name);
        text.pipeline().ifPresent(p -> designed.put(name, p));
        Places places = text.places();
        if (places != null) {
            found.put(name, places);
        }
        List<Problem> all = new ArrayList<>(problems);
        all.removeIf(p -> file.equals(p.place().file()));
        all.addAll(text.problems());
        return new ReadWorkspace(
                workspace.with(designed), tests, classification, all, found, connections, datasets);
    }

    /// Returns the tests of pipelines by name.
    public SortedMap<String, TestCase> tests() {
        return tests;
    }

    /// Returns what the workspace adds to the taxonomy, and its own detectors.
    public Classification classification() {
        return classification;
    }

    /// Returns what is wrong, by file, line and column.
    public List<Problem> problems() {
        return problems;
    }

    /// Returns whether no problem stops a run.
    public boolean isGood() {
        return problems.stream().noneMatch(Problem::isError);
    }

    /// Returns where a pipeline, one of its steps, or a step's parameter stands: file, line and
    /// column, with pipeline, step and field. What the file does not hold is placed at what holds
    /// it.
    ///
    /// @param step null for the pipeline itself or its parameter `field`
    /// @param field a parameter such as `condition`, or a path in it such as `checks[0].column`;
    ///   `id`, `type`, `input`, `inputs` and `inputs.left` are places too; null for the step
    public Place placeOf(String pipeline, @Nullable String step, @Nullable String field) {
        Place place = new Place(null, 0, 0, pipeline, step, null, field);
        Places places = pipelines.get(pipeline);
        if (places == null) {
            return place;
        }
        Spot spot = step == null ? places.ofPipeline(field) : places.ofStep(step, field);
        return place.at(places.file(), spot.line(), spot.column());
    }

    /// Returns where a position in the text of a parameter, such as a SQL statement, stands in the
    /// file. Exact for texts in one line and literal blocks (`|`), else the start of the text.
    ///
    /// @param line line in the text, from 1
    /// @param column column in that line, from 1
    public Place placeIn(String pipeline, String step, String field, int line, int column) {
        Place place = placeOf(pipeline, step, field);
        Places places = pipelines.get(pipeline);
        if (places == null || line < 1) {
            return place;
        }
        Spot spot = places.inText(step, field, line, column);
        return place.at(places.file(), spot.line(), spot.column());
    }

    /// Returns where a setting of a connection stands.
    public Place placeOfConnection(String connection, @Nullable String setting) {
        Places places = connections.get(connection);
        return places == null ? Place.NOWHERE.of(setting) : places.ofKey(setting);
    }

    /// Returns where a column of a dataset stands in its contract.
    public Place placeOfDataset(String dataset, @Nullable String column) {
        Places places = datasets.get(dataset);
        return places == null ? Place.NOWHERE.of(column) : places.ofColumn(column);
    }

    /// Returns a problem that knows pipeline and step with file, line and column; a problem that
    /// has a file already is returned as it is. A line and column without file count as a position
    /// in the text of the field.
    public Problem located(Problem problem) {
        Place place = problem.place();
        if (place.file() != null || place.pipeline() == null) {
            return problem;
        }
        Place found =
                place.line() > 0 && place.step() != null && place.field() != null
                        ? placeIn(
                                place.pipeline(),
                                place.step(),
                                place.field(),
                                place.line(),
                                place.column())
                        : placeOf(place.pipeline(), place.step(), place.field());
        return problem.at(place.at(found.file(), found.line(), found.column()));
    }
}

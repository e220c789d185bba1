package io.plumbline.engine.plan;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects problems by step, so that they come out in the order of the file.
final class Findings {
    private final String pipeline;
    private final List<Problem> general = new ArrayList<>();
    private final Map<String, Set<Problem>> byStep = new LinkedHashMap<>();

    Findings(String pipeline, List<String> steps) {
        this.pipeline = pipeline;
        steps.forEach(s -> byStep.put(s, new LinkedHashSet<>()));
    }

    List<Problem> general() {
        return general;
    }

    void add(String step, ErrorCode code, String message, String field, String remedy) {
        add(step, Problem.error(code, message, Place.inStep(pipeline, step, field), remedy));
    }

    void add(String step, Problem problem) {
        Place place = problem.place();
        Problem placed = place.step() == null ? problem.at(place.within(pipeline, step)) : problem;
        byStep.computeIfAbsent(step, _ -> new LinkedHashSet<>()).add(placed);
    }

    boolean broken(String step) {
        return byStep.getOrDefault(step, Set.of()).stream().anyMatch(Problem::isError);
    }

    List<Problem> all() {
        List<Problem> all = new ArrayList<>(general);
        byStep.values().forEach(all::addAll);
        return all;
    }
}

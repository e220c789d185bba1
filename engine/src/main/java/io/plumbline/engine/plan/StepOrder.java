package io.plumbline.engine.plan;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.PortRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Orders steps so that each stands behind those that feed it, ties in the order of the file, and
/// names the cycles that cannot be ordered.
final class StepOrder {
    private final List<String> steps;
    private final Map<String, Set<String>> feeders = new HashMap<>();
    private final Map<String, List<String>> fed = new HashMap<>();

    StepOrder(Wiring wiring) {
        steps = List.copyOf(wiring.steps().keySet());
        for (String step : steps) {
            Set<String> sources = new HashSet<>();
            for (PortRef from : wiring.inputs(step).values()) {
                if (wiring.steps().containsKey(from.step()) && sources.add(from.step())) {
                    fedBy(from.step()).add(step);
                }
            }
            feeders.put(step, sources);
        }
    }

    /// Returns the steps that feed a step directly.
    Set<String> feeders(String step) {
        return feeders.getOrDefault(step, Set.of());
    }

    private List<String> fedBy(String step) {
        return fed.computeIfAbsent(step, _ -> new ArrayList<>());
    }

    /// Returns the order; steps in cycles and behind them are left out.
    List<String> order() {
        Map<String, Integer> position = new HashMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        TreeSet<Integer> ready = new TreeSet<>();
        for (int i = 0; i < steps.size(); i++) {
            position.put(steps.get(i), i);
            waiting.put(steps.get(i), feeders(steps.get(i)).size());
            if (feeders(steps.get(i)).isEmpty()) {
                ready.add(i);
            }
        }
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String step = steps.get(ready.removeFirst());
            order.add(step);
            for (String next : fedBy(step)) {
                if (waiting.merge(next, -1, Integer::sum) == 0) {
                    ready.add(position.get(next));
                }
            }
        }
        return order;
    }

    /// Reports each cycle once, at its first step in the file; returns all steps that stand in one.
    Set<String> reportCycles(Set<String> unordered, Findings findings) {
        Set<String> inCycles = new HashSet<>();
        for (String step : steps) {
            if (!unordered.contains(step) || inCycles.contains(step)) {
                continue;
            }
            List<String> cycle = cycleThrough(step, unordered);
            if (!cycle.isEmpty()) {
                inCycles.addAll(cycle);
                findings.add(
                        step,
                        ErrorCode.PIPELINE_CYCLE,
                        "Cannot order steps: " + String.join(" → ", cycle) + " is a cycle",
                        "inputs",
                        "Remove one of these wires");
            }
        }
        return inCycles;
    }

    /// Returns the shortest way from a step along the wires back to it, both ends included.
    private List<String> cycleThrough(String start, Set<String> within) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            String step = queue.removeFirst();
            for (String next : fedBy(step)) {
                if (next.equals(start)) {
                    return way(start, step, cameFrom);
                }
                if (within.contains(next) && cameFrom.putIfAbsent(next, step) == null) {
                    queue.addLast(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> way(String start, String last, Map<String, String> cameFrom) {
        Deque<String> way = new ArrayDeque<>(List.of(start));
        String step = last;
        while (!step.equals(start)) {
            way.addFirst(step);
            step = Objects.requireNonNull(cameFrom.get(step));
        }
        way.addFirst(start);
        return List.copyOf(way);
    }
}

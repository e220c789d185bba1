package io.plumbline.workbench.service;

import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Workspace;
import io.plumbline.engine.spi.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Compares what a contract says with what its source has now, and tells what a difference touches.
public final class ContractService {

    /// What became of a column.
    public enum Kind {
        /// The source has it, the contract does not.
        ADDED,
        /// The contract has it, the source does not.
        GONE,
        /// Its type is another.
        TYPE,
        /// Whether it may be null is another.
        NULLABLE
    }

    /// A difference of a column.
    ///
    /// @param contract what the contract says, empty for nothing
    /// @param source what the source has, empty for nothing
    public record Change(Kind kind, String column, String contract, String source) {}

    /// A pipeline that reads a dataset, itself or by way of others.
    ///
    /// @param reads the dataset that it reads
    /// @param outputs the datasets that it writes from that, sorted
    public record Touched(String pipeline, String reads, List<String> outputs) {}

    /// How a contract and its source differ.
    ///
    /// @param guessed whether the source does not declare its columns, so that it is not known
    ///   which may be null
    public record Comparison(
            Schema source, boolean guessed, List<Change> changes, List<Touched> touched) {}

    /// Compares a dataset's contract with its source.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when the source cannot be reached or
    ///   has no such table
    public Comparison compare(WorkspaceSession session, String dataset, Cancellation cancellation) {
        cancellation.check();
        Source.TableDescription found = session.datasets().found(dataset);
        cancellation.check();
        boolean guessed = !found.reasons().isEmpty();
        Schema contract =
                java.util.Optional.ofNullable(session.workspace().datasets().get(dataset))
                        .map(Dataset::schema)
                        .orElse(Schema.of());
        List<Change> changes =
                contract.fields().isEmpty()
                        ? List.of()
                        : changes(contract, found.schema(), !guessed);
        return new Comparison(
                found.schema(), guessed, changes, touched(session.workspace(), dataset));
    }

    /// Returns the differences: those of the contract's columns in its order, then the new ones.
    static List<Change> changes(Schema contract, Schema source, boolean nulls) {
        List<Change> changes = new ArrayList<>();
        for (Field told : contract.fields()) {
            source.field(told.name())
                    .ifPresentOrElse(
                            now -> compare(told, now, nulls, changes),
                            () -> changes.add(new Change(Kind.GONE, told.name(), words(told), "")));
        }
        for (Field now : source.fields()) {
            if (contract.field(now.name()).isEmpty()) {
                changes.add(new Change(Kind.ADDED, now.name(), "", words(now)));
            }
        }
        return changes;
    }

    private static void compare(Field told, Field now, boolean nulls, List<Change> changes) {
        if (!told.type().equals(now.type()) && !leavesLengthOpen(told, now)) {
            changes.add(
                    new Change(
                            Kind.TYPE, told.name(), told.type().toString(), now.type().toString()));
        }
        if (nulls && told.nullable() != now.nullable()) {
            changes.add(new Change(Kind.NULLABLE, told.name(), nulls(told), nulls(now)));
        }
    }

    /// A contract that says VARCHAR holds for texts of every length.
    private static boolean leavesLengthOpen(Field told, Field now) {
        return told.type().equals(DataType.VARCHAR) && now.type().kind() == DataType.Kind.VARCHAR;
    }

    private static String words(Field field) {
        return field.type() + ", " + nulls(field);
    }

    private static String nulls(Field field) {
        return field.nullable() ? "may be null" : "never null";
    }

    /// Returns the pipelines that read a dataset, and those that read what these write.
    public static List<Touched> touched(Workspace workspace, String dataset) {
        List<Touched> touched = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(List.of(dataset));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String next = open.remove();
            for (Pipeline pipeline : workspace.pipelines().values()) {
                List<StepSpec> readers = steps(pipeline, "read", next);
                if (readers.isEmpty()) {
                    continue;
                }
                Set<String> outputs = outputs(pipeline, readers);
                touched.add(new Touched(pipeline.name(), next, List.copyOf(outputs)));
                outputs.stream().filter(seen::add).forEach(open::add);
            }
        }
        return touched;
    }

    private static List<StepSpec> steps(Pipeline pipeline, String type, String dataset) {
        return pipeline.steps().stream()
                .filter(s -> s.type().equals(type) && dataset.equals(dataset(s)))
                .toList();
    }

    private static String dataset(StepSpec step) {
        return new io.plumbline.engine.model.Value.Entries(step.parameters())
                .text("dataset")
                .orElse("");
    }

    private static Set<String> outputs(Pipeline pipeline, List<StepSpec> readers) {
        Set<String> reached = new LinkedHashSet<>();
        readers.forEach(r -> reached.add(r.id()));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String from = open.remove();
            pipeline.wires().stream()
                    .filter(w -> w.from().step().equals(from))
                    .map(w -> w.to().step())
                    .filter(reached::add)
                    .forEach(open::add);
        }
        Set<String> outputs = new TreeSet<>();
        pipeline.steps().stream()
                .filter(s -> s.type().equals("write") && reached.contains(s.id()))
                .map(ContractService::dataset)
                .filter(d -> !d.isEmpty())
                .forEach(outputs::add);
        return outputs;
    }
}

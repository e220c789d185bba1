package io.plumbline.workbench.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.plumbline.engine.document.Json;
import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.metadata.FlowLineage;
import io.plumbline.engine.metadata.LineageRecord;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.sql.foreign.ForeignSchema;
import io.plumbline.engine.step.DatasetSchemas;
import io.plumbline.workbench.service.SqlLineageService;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// How long it takes to follow the columns of a pipeline of 200 steps and 200 columns, and of
/// statements, one a line in a file of JSON; writes the answers for the latter beside that file.
///
/// Arguments: the folder with statements.jsonl and schema.json, the number of rounds, steps and
/// columns.
public final class LineageBenchmark {
    private LineageBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        pipeline(
                folder.resolve("workspace"),
                4 * rounds,
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        statements(folder, rounds);
    }

    private static void pipeline(Path folder, int rounds, int steps, int width) throws IOException {
        DatasetSchemas wide = new Wide(width);
        Pipeline pipeline = drawn(folder, steps, width);
        CompiledPipeline compiled = new PipelineCompiler(wide).compile(pipeline, Map.of());
        if (!compiled.problems().isEmpty() || compiled.steps().size() != steps) {
            throw new IllegalStateException(compiled.problems().toString());
        }
        double[] times = new double[rounds];
        LineageRecord record = null;
        for (int round = -rounds; round < rounds; round++) {
            long begin = System.nanoTime();
            record = FlowLineage.of("wide", "hash", PipelineFlow.of(compiled));
            if (round >= 0) {
                times[round] = millis(begin);
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "lineage of a pipeline of %d steps, %d columns: %d edges, median %.1f ms, p95 %.1f ms"
                        + " (%d rounds, warm)%n",
                steps,
                width,
                record == null ? 0 : record.edges().size(),
                times[rounds / 2],
                times[rounds * 95 / 100],
                rounds);
    }

    /// Returns a chain of steps that pass on all columns; every second one makes a tenth of them
    /// anew.
    private static Pipeline drawn(Path folder, int steps, int width) throws IOException {
        Random random = new Random(42);
        StringBuilder yaml = new StringBuilder("version: 1\nsteps:\n");
        yaml.append("  - {id: s0, type: read, dataset: wide}\n");
        for (int i = 1; i < steps - 1; i++) {
            yaml.append("  - {id: s").append(i).append(", input: s").append(i - 1).append(", ");
            yaml.append(step(random, i, width)).append("}\n");
        }
        yaml.append("  - {id: last, type: write, input: s")
                .append(steps - 2)
                .append(", dataset: out}\n");
        Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(folder.resolve("workspace.yaml"), "version: 1\nname: benchmark\n");
        Files.writeString(folder.resolve("pipelines/wide.yaml"), yaml.toString());
        var read = WorkspaceFiles.read(folder);
        if (!read.problems().isEmpty()) {
            throw new IllegalStateException(read.problems().toString());
        }
        return read.workspace().pipelines().get("wide");
    }

    private static String step(Random random, int number, int width) {
        if (number % 4 == 0) {
            return "type: filter, condition: c" + random.nextInt(width) + " > 0";
        } else if (number % 2 == 0) {
            return "type: sort, by: [c" + random.nextInt(width) + "]";
        }
        Map<String, String> made = new LinkedHashMap<>();
        for (int i = 0; i < width / 10; i++) {
            int from = random.nextInt(width);
            String text =
                    random.nextInt(3) == 0
                            ? "\"CASE WHEN c%d > 5 THEN c%d ELSE 0 END\""
                                    .formatted(random.nextInt(width), from)
                            : "c" + from + " + 1";
            made.put("c" + random.nextInt(width), text);
        }
        List<String> columns = new ArrayList<>();
        made.forEach((name, text) -> columns.add(name + ": " + text));
        return "type: derive, columns: {" + String.join(", ", columns) + "}";
    }

    private static void statements(Path folder, int rounds) throws IOException {
        ForeignSchema schema =
                SqlLineageService.schema(
                        Json.read(Files.readString(folder.resolve("schema.json"))));
        List<String> answers = new ArrayList<>();
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("statements.jsonl"))) {
            Map<?, ?> statement = (Map<?, ?>) Json.read(line);
            String id = String.valueOf(statement.get("id"));
            String sql = String.valueOf(statement.get("sql"));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("id", id);
            try {
                answer.putAll(
                        SqlLineageService.json(SqlLineageService.follow(sql, schema, "ansi")));
                kinds.computeIfAbsent(id.substring(0, id.indexOf(' ')), _ -> new ArrayList<>())
                        .add(sql);
            } catch (PlumblineException e) {
                answer.put("error", e.problem().message());
            }
            answers.add(Json.write(answer));
        }
        Files.write(folder.resolve("plumbline.jsonl"), answers);
        kinds.forEach((kind, texts) -> {
            double[] times = new double[rounds];
            double[] processor = new double[rounds];
            int warm = texts.size() < 100 ? 3 : 1;
            for (int round = -warm; round < rounds; round++) {
                long begin = System.nanoTime();
                long used = processorTime();
                texts.forEach(sql -> SqlLineageService.follow(sql, schema, "ansi"));
                if (round >= 0) {
                    times[round] = millis(begin);
                    processor[round] = (processorTime() - used) / 1e6;
                }
            }
            Arrays.sort(times);
            Arrays.sort(processor);
            System.out.printf(
                    Locale.ROOT,
                    "Plumbline lineage, %s: %d statements, %.0f ms (of the processor %.0f), %.1f statements a"
                            + " second%n",
                    kind,
                    texts.size(),
                    times[rounds / 2],
                    processor[rounds / 2],
                    texts.size() * 1e3 / times[rounds / 2]);
        });
    }

    /// Nanoseconds of all threads: a measure that other programs on the machine hardly change.
    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    /// One table of many numbers.
    private record Wide(int width) implements DatasetSchemas {
        @Override
        public Optional<Schema> readable(String dataset) {
            if (!dataset.equals("wide")) {
                return Optional.empty();
            }
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                fields.add(new Field("c" + i, DataType.BIGINT, true));
            }
            return Optional.of(new Schema(fields));
        }

        @Override
        public Optional<Schema> contract(String dataset) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of("wide");
        }
    }
}

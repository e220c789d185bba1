package io.plumbline.workbench.benchmark;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Value;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.design.DesignDesk;
import io.plumbline.workbench.service.design.Draft;
import io.plumbline.workbench.service.design.PipelineEdits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/// How long it takes from a change in the design to its problems: `EditBenchmark STEPS ROUNDS`.
/// Every change is of the condition of one filter, anywhere in the pipeline; every second one is
/// wrong. Told apart: in the picture (compiled; then its text written), and in the text (read and
/// compiled).
public final class EditBenchmark {
    private static final String CONTRACT =
            """
            apiVersion: v3.0.2
            kind: DataContract
            id: orders
            version: 1.0.0
            status: active
            servers:
              - {server: files, type: local, path: files, format: csv}
            schema:
              - name: orders
                physicalName: orders.csv
                properties:
                  - {name: id, logicalType: integer, physicalType: BIGINT}
                  - {name: customer, logicalType: integer, physicalType: BIGINT}
                  - {name: amount, logicalType: number, physicalType: 'DECIMAL(12,2)'}
                  - {name: discount, logicalType: number, physicalType: 'DECIMAL(4,2)'}
                  - {name: qty, logicalType: integer, physicalType: INTEGER}
                  - {name: state, logicalType: string, physicalType: VARCHAR}
                  - {name: day, logicalType: date, physicalType: DATE}
            """;

    private EditBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        Path root = workspace(steps);
        DesignDesk desk = new DesignDesk(WorkspaceSession.open(root, Surroundings.ofThisMachine()));
        long begin = System.nanoTime();
        Draft draft = desk.open("big");
        DesignDesk.Checked first = desk.check(draft);
        System.out.printf(Locale.ROOT, "opened in a cold JVM: %.0f ms%n", millis(begin));
        if (!first.isGood()) {
            throw new IllegalStateException(first.problems().toString());
        }
        double[] picture = new double[rounds];
        double[] written = new double[rounds];
        double[] typed = new double[rounds];
        Random random = new Random(1);
        for (int i = -rounds; i < rounds; i++) {
            String step = "s" + (10 * random.nextInt(steps / 10) + 3);
            boolean wrong = i % 2 == 0;
            String condition = wrong ? "nett > " + i : "net > " + (7 + i);
            Pipeline edited =
                    PipelineEdits.set(draft.pipeline(), step, "condition", Value.text(condition));
            begin = System.nanoTime();
            Draft drawn = draft.with(edited);
            check(desk, drawn, wrong);
            double shown = millis(begin);
            String text = drawn.text();
            double both = millis(begin);
            String other = text.replace(condition, condition + "1");
            begin = System.nanoTime();
            check(desk, Draft.of("big", other, draft), wrong);
            if (i >= 0) {
                picture[i] = shown;
                written[i] = both;
                typed[i] = millis(begin);
            }
        }
        report("picture to problems", picture);
        report("picture to problems and text", written);
        report("text to picture and problems", typed);
    }

    private static void check(DesignDesk desk, Draft draft, boolean wrong) {
        if (desk.check(draft).isGood() == wrong) {
            throw new IllegalStateException("the change was not seen");
        }
    }

    private static Path workspace(int steps) throws java.io.IOException {
        Path root = Files.createTempDirectory("edit-benchmark");
        for (String folder : new String[] {"connections", "datasets", "files", "pipelines"}) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("workspace.yaml"), "version: 1\nname: benchmark\n");
        Files.writeString(
                root.resolve("files/orders.csv"), "id,customer,amount,discount,qty,state,day\n");
        Files.writeString(
                root.resolve("connections/files.yaml"), "version: 1\nkind: files\npath: files\n");
        Files.writeString(root.resolve("datasets/orders.yaml"), CONTRACT);
        Files.writeString(
                root.resolve("pipelines/big.yaml"), BigPipeline.text(steps, "qty > 1", "a"));
        return root;
    }

    private static void report(String what, double[] times) {
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-30s median %5.1f ms, p95 %5.1f ms%n",
                what,
                times[times.length / 2],
                times[times.length * 95 / 100]);
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }
}

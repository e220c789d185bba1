package io.plumbline.workbench.cli;

import io.plumbline.workbench.service.sample.SampleService;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline rehearse`: runs typical commands in a folder of its own, so that the JVM can record
/// which classes they need.
@Command(
        name = "rehearse",
        hidden = true,
        description = "Runs typical commands to record what they need")
final class RehearseCommand implements Callable<Integer> {
    @Option(names = "--desktop", description = "Opens a window without a screen instead")
    boolean desktop;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("plumbline-rehearsal");
        try {
            Path data = Files.createDirectory(folder.resolve("data"));
            Files.writeString(
                    data.resolve("orders.csv"),
                    "id,customer,amount,day\n1,ann,10.50,2024-01-01\n2,bob,3.25,2024-01-02\n");
            Path workspace = folder.resolve("workspace");
            run("init", workspace.toString());
            Files.writeString(
                    workspace.resolve("connections/shop.yaml"), "kind: files\npath: ../data\n");
            Files.writeString(workspace.resolve("datasets/orders.yaml"), DATASET);
            Files.writeString(workspace.resolve("pipelines/revenue.yaml"), PIPELINE);
            if (desktop) {
                DesktopCommand.desktop().rehearse(workspace);
                return 0;
            }
            ofWorkspace(workspace, data);
            ofSample(folder.resolve("sample"));
            return 0;
        } finally {
            remove(folder);
        }
    }

    private static void ofWorkspace(Path workspace, Path data) {
        run("validate", "-w", workspace.toString());
        run("validate", "-w", workspace.toString(), "--format", "json");
        run("plan", "revenue", "-w", workspace.toString());
        run("run", "revenue", "-w", workspace.toString());
        run("runs", "-w", workspace.toString());
        run("preview", "revenue.sums", "-w", workspace.toString());
        run("lineage", "revenue", "-w", workspace.toString());
        run("audit", "log", "-w", workspace.toString());
        run("audit", "verify", "-w", workspace.toString());
        for (String form : new String[] {"text", "json", "csv"}) {
            run(
                    "query",
                    "--data",
                    data.toString(),
                    "--format",
                    form,
                    "--sql",
                    "SELECT customer, SUM(amount) AS total FROM orders WHERE id < 9 GROUP BY customer ORDER BY total");
        }
        run("query", "--data", data.toString(), "--sql", "SELECT nothing FROM orders");
    }

    /// The sample uses most kinds of step and connection, so its commands touch most classes.
    private static void ofSample(Path sample) throws IOException {
        SampleService.writeDocuments(sample);
        String folder = sample.toString();
        run("--version");
        run("--help");
        run("validate", "-w", folder);
        run("plan", "customer_360", "-w", folder);
        run("lineage", "customer_360.revenue", "-w", folder, "--upstream");
    }

    private static final String DATASET =
            """
            apiVersion: v3.0.2
            kind: DataContract
            id: orders
            name: orders
            version: 1.0.0
            status: active
            servers:
              - server: shop
                type: custom
            schema:
              - name: orders
                physicalName: orders.csv
                properties:
                  - name: id
                    logicalType: integer
                    physicalType: INTEGER
                  - name: customer
                    logicalType: string
                  - name: amount
                    logicalType: number
                    physicalType: DECIMAL(10,2)
                  - name: day
                    logicalType: date
            """;

    private static final String PIPELINE =
            """
            version: 1
            name: revenue
            steps:
              - id: orders
                type: read
                dataset: orders
              - id: large
                type: filter
                input: orders
                condition: amount > 1
              - id: sums
                type: aggregate
                input: large
                group_by: [customer]
                aggregates:
                  total: SUM(amount)
              - id: publish
                type: write
                input: sums
                dataset: revenue
            """;

    private static void run(String... args) {
        try (PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new CommandLineProgram(nowhere, nowhere).run(args);
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}

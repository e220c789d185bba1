package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs tell their events by themselves, to a real server.
class RunTellingTest {
    @TempDir Path root;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile IntUnaryOperator answers = _ -> 201;

    @BeforeEach
    void start() throws IOException {
        TestWorkspace.in(root)
                .file("data/sales.csv", "country,amount\nCH,10\nFR,x\n")
                .dataset("sales", "sales.csv")
                .pipeline("totals", pipeline("COUNT(*)"))
                .pipeline("fails", pipeline("SUM(CAST(amount AS INTEGER))"));
        InetAddress here = InetAddress.getLoopbackAddress();
        server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/api/v1/lineage",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    int status = answers.applyAsInt(received.size());
                    if (status > 0) {
                        received.add(new String(body, StandardCharsets.UTF_8));
                        keys.add(
                                String.valueOf(
                                        exchange.getRequestHeaders().getFirst("Authorization")));
                        exchange.sendResponseHeaders(status, -1);
                    }
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String pipeline(String aggregate) {
        return """
        steps:
          - {id: sales, type: read, dataset: sales}
          - {id: sums, type: aggregate, input: sales, group_by: [country], aggregates: {n: %s}}
          - {id: publish, type: write, input: sums, dataset: totals}
        """
                .formatted(aggregate);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage";
    }

    private void target(String... settings) throws IOException {
        StringBuilder text = new StringBuilder("version: 1\nname: test\nopenlineage:\n");
        for (String setting : settings) {
            text.append("  ").append(setting).append('\n');
        }
        Files.writeString(root.resolve("workspace.yaml"), text);
    }

    private Ran run(String pipeline) {
        return Ran.of("run", pipeline, "-w", root.toString(), "--quiet");
    }

    private Path spool() {
        return root.resolve(".plumbline/openlineage.spool.ndjson");
    }

    @Test
    void tellsThatARunBeganAndHowItEnded() throws IOException {
        Files.writeString(root.resolve("key.txt"), "canary-77");
        target("url: " + url(), "api_key: file:key.txt");

        Ran ran = run("totals");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(received).hasSize(2);
        assertThat(received.getFirst()).contains("\"eventType\":\"START\"");
        assertThat(received.getLast()).contains("\"eventType\":\"COMPLETE\"", "\"columnLineage\"");
        assertThat(keys).containsOnly("Bearer canary-77");
        assertThat(received).noneMatch(e -> e.contains("canary-77"));
        assertThat(spool()).doesNotExist();

        assertThat(run("fails").code()).isEqualTo(2);
        assertThat(received.getLast()).contains("\"eventType\":\"FAIL\"").doesNotContain("canary");
    }

    @Test
    void keepsWhatIsNotDeliveredForTheNextRun() throws IOException {
        target("url: " + url());
        answers = _ -> 503;

        Ran ran = run("totals");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("totals COMPLETE");
        assertThat(ran.err())
                .contains("CONNECTION_FAILED")
                .contains("2 events were not delivered, and kept for the next run");
        assertThat(Files.readAllLines(spool())).hasSize(2);
        assertThat(Ran.of("audit", "log", "-w", root.toString()).out())
                .contains("openlineage.undelivered");
        assertThat(received).as("tried again").hasSizeGreaterThan(1);

        received.clear();
        answers = _ -> 200;
        assertThat(run("totals").err()).doesNotContain("CONNECTION_FAILED");
        assertThat(received).hasSize(4);
        assertThat(received.get(1)).contains("\"eventType\":\"COMPLETE\"");
        assertThat(received.get(2)).contains("\"eventType\":\"START\"");
        assertThat(spool()).doesNotExist();
    }

    @Test
    void triesAgainWhereTheTargetIsBusy() throws IOException {
        target("url: " + url());
        answers = n -> n == 0 ? 429 : 201;

        Ran ran = run("totals");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).doesNotContain("CONNECTION_FAILED");
        assertThat(received).hasSize(3);
        assertThat(received.get(0)).isEqualTo(received.get(1));
    }

    @Test
    void doesNotKeepWhatTheTargetWillNeverTake() throws IOException {
        target("url: " + url());
        answers = _ -> 422;

        Ran ran = run("totals");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("the target refused 2 of the events");
        assertThat(spool()).doesNotExist();
    }

    @Test
    void runsWhereNobodyListens() throws IOException {
        target("url: " + url());
        server.stop(0);

        Ran ran = run("totals");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("2 events were not delivered");
    }

    @Test
    void runsWhereTheTargetHangsUp() throws IOException {
        target("url: " + url());
        answers = _ -> 0;

        assertThat(run("totals").code()).isZero();
        assertThat(Files.readAllLines(spool())).hasSize(2);
    }

    @Test
    void addsEventsToAFile() throws IOException {
        target("file: events.ndjson");

        assertThat(run("totals").code()).isZero();
        assertThat(run("totals").code()).isZero();

        assertThat(Files.readAllLines(root.resolve("events.ndjson"))).hasSize(4);
        assertThat(received).isEmpty();
    }

    @Test
    void refusesAddressesThatGiveAwayOrLeadAstray() throws IOException {
        for (String bad :
                List.of(
                        "ftp://host/x",
                        "http://user@host/x",
                        "https://host/x?api_key=1",
                        "https:///x",
                        "https://host/x#y")) {
            target("url: '" + bad + "'");
            Ran ran = run("totals");
            assertThat(ran.code()).as(bad).isZero();
            assertThat(ran.err()).as(bad).contains("CONNECTION_URL_REFUSED").doesNotContain(bad);
        }
        Files.writeString(root.resolve("key.txt"), "canary-77");
        target("url: http://example.org/x", "api_key: file:key.txt");
        assertThat(run("totals").err()).contains("an api_key is sent by https only");
        target("url: " + url(), "api_key: env:NO_SUCH_KEY_77");
        assertThat(run("totals").err()).contains("SECRET_MISSING");
        assertThat(received).isEmpty();
    }

    @Test
    void refusesAKeyInClearTextAndTwoTargets() throws IOException {
        target("url: " + url(), "api_key: canary-77");
        Ran clear = Ran.of("validate", "-w", root.toString());
        assertThat(clear.code()).isNotZero();
        assertThat(clear.out() + clear.err())
                .contains("SECRET_IN_CLEAR_TEXT")
                .doesNotContain("canary-77");
        target("url: " + url(), "file: x");
        assertThat(Ran.of("validate", "-w", root.toString()).code()).isEqualTo(2);
    }
}

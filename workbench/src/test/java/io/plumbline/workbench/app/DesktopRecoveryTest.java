package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.desktop.canvas.Diagram.State;
import io.plumbline.workbench.desktop.canvas.DiagramCanvas;
import io.plumbline.workbench.desktop.canvas.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopRecoveryTest {
    @TempDir Path temp;

    @Test
    void whatWasTypedTwoSecondsBeforeAKillComesBack() throws IOException, InterruptedException {
        Path root = DesktopSessionTest.workspace(temp.resolve("shop"));
        Process killed =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dcalcite.default.charset=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Typing.class.getName(),
                                root.toString(),
                                temp.resolve("settings").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(temp.resolve("typing.log").toFile())
                        .start();
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.exitValue()).isEqualTo(137);
        try (DesktopDriver d = DesktopDriver.open(temp.resolve("settings"), 1280, 800)) {
            d.open(root);
            DiagramCanvas canvas = (DiagramCanvas) d.node("canvas");
            DesktopDriver.await(
                    "the cured filter is back",
                    () -> canvas.diagram().box("large").orElseThrow().state() == State.GOOD);
            assertThat(d.robot().lookup(".notice .label").queryAllAs(Label.class))
                    .extracting(Label::getText)
                    .anyMatch(t -> t.contains("were not saved"));
            Button back =
                    d.robot().lookup(".notice .button").queryAllAs(Button.class).stream()
                            .filter(b -> b.getText().startsWith("Go back"))
                            .findFirst()
                            .orElseThrow();
            DesktopDriver.on(() -> {
                back.fire();
                return null;
            });
            DesktopDriver.await(
                    "the saved text is shown",
                    () -> canvas.diagram().box("large").orElseThrow().state() == State.ERROR);
        }
    }

    /// Types a cure and is killed two seconds later.
    static final class Typing {
        public static void main(String[] arguments) throws InterruptedException {
            DesktopDriver d = DesktopDriver.open(Path.of(arguments[1]), 1280, 800);
            d.open(Path.of(arguments[0]));
            DiagramCanvas canvas = (DiagramCanvas) d.node("canvas");
            DesktopDriver.on(() -> {
                canvas.selectionProperty().set(Selection.box("large"));
                return null;
            });
            TextArea condition = (TextArea) d.node("field-condition");
            DesktopDriver.on(() -> {
                condition.setText("amount > 15");
                return null;
            });
            Thread.sleep(2_000);
            Runtime.getRuntime().halt(137);
        }
    }
}

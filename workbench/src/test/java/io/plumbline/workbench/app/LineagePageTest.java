package io.plumbline.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.desktop.view.lineage.LineagePage;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.lineage.LineageItem;
import io.plumbline.workbench.service.sample.SampleService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineagePageTest {
    @TempDir Path temp;

    private static LineagePage lineage(Shell shell) {
        return DesktopDriver.on(() -> {
            ((ToggleButton) shell.lookup("#rail-lineage")).fire();
            return (LineagePage) Objects.requireNonNull(shell.shown());
        });
    }

    private static String text(DesktopDriver driver, String id) {
        Node node = driver.node(id);
        return DesktopDriver.on(() -> ((Label) node).getText());
    }

    @Test
    void followsAColumnOfTheSampleBackToItsSourcesAndWritesWhatItShows() throws Exception {
        Path folder = temp.resolve("sample");
        SampleService.create(folder).close();
        Path svg = temp.resolve("lineage.svg");
        Path png = temp.resolve("lineage.png");
        Path events = temp.resolve("lineage.jsonl");
        try (DesktopDriver driver = DesktopDriver.open(temp, 1280, 800)) {
            Shell shell = driver.open(folder);
            LineagePage page = lineage(shell);
            DesktopDriver.await("all is drawn", () -> page.drawn().contains("customer_360"));
            assertThat(page.drawn()).contains("billing_sales", "crm_customers");

            TextField search = (TextField) driver.node("lineage-search");
            DesktopDriver.on(() -> {
                search.setText("customer_360.reven");
                search.fireEvent(new javafx.event.ActionEvent());
                return null;
            });
            DesktopDriver.await(
                    "sources are drawn", () -> page.drawn().contains("billing_sales.store_sales"));
            assertThat(page.focus()).isEqualTo(new LineageItem("customer_360", "revenue"));
            assertThat(page.drawn())
                    .contains("customer_360.revenue")
                    .doesNotContain("customer_360.full_name");
            assertThat(text(driver, "lineage-title")).isEqualTo("customer_360.revenue");

            DesktopDriver.on(() -> {
                page.write(svg);
                page.write(png);
                page.write(events);
                return null;
            });
            DesktopDriver.await(
                    "all is written",
                    () -> Files.exists(svg) && Files.exists(png) && Files.exists(events));
            arrowsLeadAlongTheLines(driver, page);
        }
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        assertThat(document.getDocumentElement().getTextContent()).contains("store_sales");
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(javax.imageio.ImageIO.read(png.toFile()).getWidth()).isGreaterThan(300);
        assertThat(Files.readString(events)).contains("\"name\":\"customer_360\"");
    }

    private static void arrowsLeadAlongTheLines(DesktopDriver driver, LineagePage page) {
        Node canvas = driver.node("lineage-canvas");
        DesktopDriver.on(() -> {
            canvas.requestFocus();
            return null;
        });
        driver.robot().push(KeyCode.LEFT);
        DesktopDriver.await(
                "the focus is on a source",
                () -> Objects.requireNonNull(page.focus()).dataset().equals("billing_sales"));
        DesktopDriver.await(
                "it is told to screen readers",
                () -> canvas.getAccessibleText().contains("billing_sales.store_sales"));
        driver.robot().push(KeyCode.ESCAPE);
        DesktopDriver.await("all is drawn again", () -> page.drawn().contains("crm_customers"));
        assertThat(page.focus()).isNull();
    }

    @Test
    void saysWhatToDoWhereThereIsNoLineage() throws IOException {
        Files.writeString(temp.resolve("workspace.yaml"), "version: 1\nname: empty\n");
        try (DesktopDriver driver = DesktopDriver.open(temp, 1280, 800)) {
            lineage(driver.open(temp));
            Label message = (Label) driver.node("lineage-message");
            DesktopDriver.await(
                    "the page says so", () -> message.getText().startsWith("No lineage yet"));
        }
    }
}

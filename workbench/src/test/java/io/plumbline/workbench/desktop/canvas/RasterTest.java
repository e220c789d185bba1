package io.plumbline.workbench.desktop.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class RasterTest {
    private static final int SIZE = 60;

    /// How many pixels' worth of white lies on black.
    private static double ink(Raster raster) {
        double sum = 0;
        for (int pixel : raster.pixels()) {
            assertThat(pixel >>> 24).as("opaque").isEqualTo(255);
            sum += (pixel & 255) / 255.0;
        }
        return sum;
    }

    private static Raster black() {
        Raster raster = new Raster(SIZE, SIZE);
        raster.clear(Color.BLACK);
        return raster;
    }

    @Test
    void aLineHasTheInkOfItsLengthAndWidth() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            double x1 = 10 + 40 * random.nextDouble();
            double y1 = 10 + 40 * random.nextDouble();
            double x2 = 10 + 40 * random.nextDouble();
            double y2 = 10 + 40 * random.nextDouble();
            double width = 0.4 + 2.5 * random.nextDouble();
            Raster raster = black();
            raster.line(new Raster.Line(x1, y1, x2, y2), width, Color.WHITE);
            double expected = Math.hypot(x2 - x1, y2 - y1) * width;
            assertThat(ink(raster))
                    .as("(%s, %s) to (%s, %s), %s wide", x1, y1, x2, y2, width)
                    .isEqualTo(expected, within(0.12 * expected + 0.5));
        }
    }

    @Test
    void twoHalvesOfALineAreTheLine() {
        Raster whole = black();
        whole.line(new Raster.Line(5, 7, 50, 31), 1.6, Color.WHITE);
        Raster halves = black();
        halves.line(new Raster.Line(5, 7, 27.3, 7 + 22.3 * 24 / 45), 1.6, Color.WHITE);
        halves.line(new Raster.Line(27.3, 7 + 22.3 * 24 / 45, 50, 31), 1.6, Color.WHITE);
        for (int i = 0; i < SIZE * SIZE; i++) {
            assertThat(halves.pixels()[i] & 255)
                    .as("pixel %s, %s", i % SIZE, i / SIZE)
                    .isCloseTo(whole.pixels()[i] & 255, within(70));
        }
        assertThat(ink(halves)).isCloseTo(ink(whole), within(0.6));
    }

    @Test
    void aBoxHasTheInkOfItsArea() {
        Raster raster = black();
        raster.fill(new Raster.Round(10, 12, 30, 24, 6), Color.WHITE);
        assertThat(ink(raster)).isCloseTo(30 * 24 - (4 - Math.PI) * 36, within(1.5));
        assertThat(raster.pixels()[12 * SIZE + 10] & 255).as("its corner is round").isLessThan(40);
        assertThat(raster.pixels()[24 * SIZE + 25]).isEqualTo(0xffffffff);
    }

    @Test
    void aFrameIsTheBoxWithoutItsInside() {
        Raster raster = black();
        raster.frame(new Raster.Round(10, 12, 30, 24, 6), 2, Color.WHITE);
        double outer = 30 * 24 - (4 - Math.PI) * 36;
        double inner = 26 * 20 - (4 - Math.PI) * 16;
        assertThat(ink(raster)).isCloseTo(outer - inner, within(3.0));
        assertThat(raster.pixels()[24 * SIZE + 25] & 255).isZero();
    }

    @Test
    void aDiscAndATriangleHaveTheInkOfTheirArea() {
        Raster disc = black();
        disc.disc(30, 30, 9, Color.WHITE);
        assertThat(ink(disc)).isCloseTo(Math.PI * 81, within(2.0));
        Raster triangle = black();
        triangle.triangle(30, 20, 8, 14, Color.WHITE);
        assertThat(ink(triangle)).isCloseTo(8 * 14, within(3.0));
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            Raster raster = black();
            double x = -200 + 460 * random.nextDouble();
            double y = -200 + 460 * random.nextDouble();
            raster.line(new Raster.Line(x, y, 60 - y, 60 - x), 2, Color.WHITE);
            raster.fill(new Raster.Round(x, y, 80, 50, 8), Color.WHITE);
            raster.frame(new Raster.Round(y, x, 80, 50, 8), 1, Color.WHITE);
            raster.disc(x, y, 12, Color.WHITE);
            raster.triangle(y, x, 12, 9, Color.WHITE);
            raster.rect((int) x, (int) y, 30, 30, Color.WHITE);
        }
        Raster raster = black();
        raster.fill(new Raster.Round(-100, -100, 300, 300, 8), Color.WHITE);
        assertThat(ink(raster)).isEqualTo(SIZE * SIZE);
    }

    @Test
    void halfTransparentInkIsHalfOfIt() {
        Raster raster = black();
        raster.fill(new Raster.Round(10, 10, 20, 20, 0), Color.color(1, 1, 1, 0.5));
        assertThat(ink(raster)).isCloseTo(200, within(3.0));
    }
}

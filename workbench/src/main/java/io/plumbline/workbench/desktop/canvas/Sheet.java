package io.plumbline.workbench.desktop.canvas;

import java.nio.IntBuffer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Two pictures that take turns: while one is shown the next is painted, for the toolkit reads the
/// pixels of what was given to it in a thread of its own.
final class Sheet {
    private final @Nullable Side[] sides = new Side[2];
    private int turn;

    private record Side(Raster raster, PixelBuffer<IntBuffer> buffer, Image image) {
        static Side of(int width, int height) {
            Raster raster = new Raster(width, height);
            PixelBuffer<IntBuffer> buffer =
                    new PixelBuffer<>(
                            width,
                            height,
                            IntBuffer.wrap(raster.pixels()),
                            PixelFormat.getIntArgbPreInstance());
            return new Side(raster, buffer, new WritableImage(buffer));
        }
    }

    private Side side(int width, int height) {
        Side side = sides[turn];
        if (side == null || side.raster().width() != width || side.raster().height() != height) {
            side = Side.of(width, height);
            sides[turn] = side;
        }
        return side;
    }

    /// Returns the picture to be painted next, of that size in pixels.
    Raster next(int width, int height) {
        turn = 1 - turn;
        return side(width, height).raster();
    }

    /// Draws the picture that was painted last.
    ///
    /// @param density pixels of the picture to a unit of the surface
    void draw(GraphicsContext g, double density) {
        Side side = sides[turn];
        if (side != null) {
            side.buffer().updateBuffer(_ -> null);
            Raster r = side.raster();
            g.drawImage(side.image(), 0, 0, r.width() / density, r.height() / density);
        }
    }
}

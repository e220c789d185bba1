package io.plumbline.workbench.desktop.view.lineage;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes pixels as PNG: eight bits of red, green and blue, without transparency.
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private PngFile() {}

    /// Returns the file of an image.
    ///
    /// @param argb its pixels, row by row
    static byte[] of(int[] argb, int width, int height) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            file.write(SIGNATURE);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            DataOutputStream header = new DataOutputStream(head);
            header.writeInt(width);
            header.writeInt(height);
            header.write(new byte[] {8, 2, 0, 0, 0});
            chunk(file, "IHDR", head.toByteArray());
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try (DeflaterOutputStream rows = new DeflaterOutputStream(packed, deflater)) {
                for (int y = 0; y < height; y++) {
                    rows.write(row(argb, y * width, width));
                }
            } finally {
                deflater.end();
            }
            chunk(file, "IDAT", packed.toByteArray());
            chunk(file, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static byte[] row(int[] argb, int from, int width) {
        byte[] row = new byte[1 + 3 * width];
        for (int x = 0; x < width; x++) {
            int pixel = argb[from + x];
            row[1 + 3 * x] = (byte) (pixel >> 16);
            row[2 + 3 * x] = (byte) (pixel >> 8);
            row[3 + 3 * x] = (byte) pixel;
        }
        return row;
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}

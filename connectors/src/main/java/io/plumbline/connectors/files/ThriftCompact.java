package io.plumbline.connectors.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads Thrift's compact protocol, as far as Parquet's footer needs it. Every length is checked
/// against what is there.
final class ThriftCompact {
    private static final int DEEPEST = 64;

    private final byte[] bytes;
    private int at;
    private int depth;

    /// The bytes are no compact protocol.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// A field's number and type (1 true, 2 false, 3 byte, 4-6 integers, 7 double, 8 binary, 9
    /// list, 10 set, 11 map, 12 struct).
    record FieldHeader(int id, int type) {
        boolean isBoolean() {
            return type == 1 || type == 2;
        }

        boolean isTrue() {
            return type == 1;
        }

        boolean isByte() {
            return type == 3;
        }

        boolean isInteger() {
            return type >= 4 && type <= 6;
        }

        boolean isBinary() {
            return type == 8;
        }

        boolean isList() {
            return type == 9;
        }

        boolean isStruct() {
            return type == 12;
        }
    }

    ThriftCompact(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Returns the next field of a struct, null at its end.
    @Nullable FieldHeader field(int before) throws Malformed {
        int head = octet() & 0xFF;
        if (head == 0) {
            return null;
        }
        int delta = head >> 4;
        return new FieldHeader(delta == 0 ? (int) zigzag() : before + delta, head & 15);
    }

    byte octet() throws Malformed {
        if (at >= bytes.length) {
            throw new Malformed();
        }
        return bytes[at++];
    }

    long zigzag() throws Malformed {
        long n = varint();
        return (n >>> 1) ^ -(n & 1);
    }

    /// Returns the number of a list's items; its element type is checked by nobody, as Parquet
    /// fixes it.
    int listSize() throws Malformed {
        int head = octet() & 0xFF;
        return checked(head >> 4 == 15 ? varint() : head >> 4);
    }

    String text() throws Malformed {
        int length = checked(varint());
        String out = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return out;
    }

    void skip(int type) throws Malformed {
        if (++depth > DEEPEST) {
            throw new Malformed();
        }
        switch (type) {
            case 1, 2 -> {}
            case 3 -> octet();
            case 4, 5, 6 -> varint();
            case 7 -> pass(8);
            case 8 -> pass(varint());
            case 9, 10 -> list();
            case 11 -> map();
            case 12 -> {
                int id = 0;
                for (FieldHeader f = field(id); f != null; f = field(id)) {
                    id = f.id();
                    skip(f.type());
                }
            }
            default -> throw new Malformed();
        }
        depth--;
    }

    private void pass(long length) throws Malformed {
        at += checked(length);
    }

    private void list() throws Malformed {
        int head = octet() & 0xFF;
        int size = checked(head >> 4 == 15 ? varint() : head >> 4);
        for (int i = 0; i < size; i++) {
            item(head & 15);
        }
    }

    private void map() throws Malformed {
        int size = checked(varint());
        int types = size == 0 ? 0 : octet() & 0xFF;
        for (int i = 0; i < size; i++) {
            item(types >> 4);
            item(types & 15);
        }
    }

    private void item(int type) throws Malformed {
        if (type == 1 || type == 2) {
            octet();
        } else {
            skip(type);
        }
    }

    private long varint() throws Malformed {
        long out = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = octet();
            out |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return out;
            }
        }
        throw new Malformed();
    }

    private int checked(long length) throws Malformed {
        if (length < 0 || length > bytes.length - at) {
            throw new Malformed();
        }
        return (int) length;
    }
}

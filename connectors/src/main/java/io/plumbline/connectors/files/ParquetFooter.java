package io.plumbline.connectors.files;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;

/// Reads the columns of a Parquet file from its footer, by the Parquet format's `parquet.thrift`.
final class ParquetFooter {
    private static final int LARGEST = 64_000_000;
    private static final int MOST_COLUMNS = 100_000;

    private ParquetFooter() {}

    static Inferred read(DataFile file) {
        DataFileReader.check(file);
        try (RandomAccessFile in = new RandomAccessFile(file.path().toFile(), "r")) {
            long size = in.length();
            byte[] end = new byte[8];
            if (size < 12) {
                throw damaged(file, "it is too short for a Parquet file");
            }
            byte[] start = new byte[4];
            in.readFully(start);
            in.seek(size - 8);
            in.readFully(end);
            String magic = new String(end, 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
            if (magic.equals("PARE")) {
                throw FileProblems.invalid(
                        file.shown(), 0, "it is an encrypted Parquet file", "Decrypt it first");
            }
            if (!magic.equals("PAR1") || start[0] != 'P' || start[1] != 'A' || start[2] != 'R') {
                throw damaged(
                        file,
                        start[0] == 'P' && start[1] == 'A'
                                ? "it breaks off: the footer of a Parquet file is missing"
                                : "its name says Parquet, its content is none");
            }
            int length =
                    (end[0] & 0xFF)
                            | (end[1] & 0xFF) << 8
                            | (end[2] & 0xFF) << 16
                            | (end[3] & 0xFF) << 24;
            if (length <= 0 || length > LARGEST || length > size - 12) {
                throw damaged(file, "its footer claims an impossible length");
            }
            byte[] footer = new byte[length];
            in.seek(size - 8 - length);
            in.readFully(footer);
            return metadata(file, new ThriftCompact(footer));
        } catch (IOException e) {
            throw DataFileReader.unreadable(file, e);
        } catch (ThriftCompact.Malformed e) {
            throw damaged(file, "its footer cannot be understood");
        }
    }

    private static Inferred metadata(DataFile file, ThriftCompact in)
            throws ThriftCompact.Malformed {
        List<ParquetColumn> elements = new ArrayList<>();
        long rows = -1;
        int id = 0;
        for (ThriftCompact.FieldHeader f = in.field(id); f != null; f = in.field(id)) {
            id = f.id();
            if (id == 2 && f.isList()) {
                int count = in.listSize();
                if (count < 1 || count > MOST_COLUMNS) {
                    throw damaged(file, "its footer claims an impossible number of columns");
                }
                for (int i = 0; i < count; i++) {
                    elements.add(ParquetColumn.read(in));
                }
            } else if (id == 3 && f.isInteger()) {
                rows = in.zigzag();
            } else {
                in.skip(f.type());
            }
        }
        if (elements.isEmpty() || rows < 0) {
            throw damaged(file, "its footer lacks columns or rows");
        }
        return new Inferred(new Schema(columns(file, elements)), rows, List.of());
    }

    private static List<Field> columns(DataFile file, List<ParquetColumn> elements) {
        List<Field> fields = new ArrayList<>();
        int at = 1;
        for (int i = 0; i < elements.getFirst().children() && at < elements.size(); i++) {
            ParquetColumn column = elements.get(at);
            fields.add(new Field(column.name(), column.dataType(), column.nullable()));
            at = behind(file, elements, at, 0);
        }
        return fields;
    }

    private static int behind(DataFile file, List<ParquetColumn> elements, int at, int depth) {
        if (depth > 100 || at >= elements.size()) {
            throw damaged(file, "its columns are nested impossibly");
        }
        int next = at + 1;
        for (int i = 0; i < elements.get(at).children(); i++) {
            next = behind(file, elements, next, depth + 1);
        }
        return next;
    }

    private static RuntimeException damaged(DataFile file, String reason) {
        return FileProblems.invalid(
                file.shown(), 0, reason, "Write the file again, or leave it out");
    }
}

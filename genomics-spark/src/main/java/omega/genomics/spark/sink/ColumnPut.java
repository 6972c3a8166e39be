package omega.genomics.spark.sink;

import java.io.Serializable;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** How a column is put. */
record ColumnPut(int ordinal, String name, Kind kind, DataType type) implements Serializable {
    static final String CONTIG = "chromosome";

    private static final int TEXT_OID = 25;

    /** A type of PostgreSQL that a value is put as. */
    enum Kind {
        INT2,
        INT4,
        INT8,
        FLOAT4,
        FLOAT8,
        BOOL,
        TEXT,
        TEXTS,
        JSONB,
        BYTES
    }

    static ColumnPut of(int ordinal, String name, DataType type, String stored) {
        boolean isLong = type.equals(DataTypes.LongType);
        boolean isWhole = isLong
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.ByteType);
        boolean isDouble = type.equals(DataTypes.DoubleType);
        boolean isReal = isDouble || type.equals(DataTypes.FloatType);
        boolean isText = type.equals(DataTypes.StringType);
        boolean isTexts = type instanceof ArrayType array && array.elementType().equals(DataTypes.StringType);
        Kind kind = switch (stored) {
            case "int2" -> isWhole ? Kind.INT2 : null;
            case "int4" -> isWhole ? Kind.INT4 : null;
            case "int8" -> isWhole ? Kind.INT8 : null;
            case "float4" -> isReal ? Kind.FLOAT4 : null;
            case "float8" -> isReal ? Kind.FLOAT8 : null;
            case "bool" -> type.equals(DataTypes.BooleanType) ? Kind.BOOL : null;
            case "text" -> isText ? Kind.TEXT : null;
            case "jsonb" -> isText ? Kind.JSONB : null;
            case "_text" -> isTexts ? Kind.TEXTS : null;
            case "bytea" -> type.equals(DataTypes.BinaryType) ? Kind.BYTES : null;
            default -> null;
        };
        if (kind == null) {
            throw new IllegalArgumentException("column " + name + ": expected a type that can be stored as " + stored
                    + ", found " + type.catalogString());
        }
        return new ColumnPut(ordinal, name, kind, type);
    }

    void write(InternalRow row, BinaryCopyWriter out) {
        if (row.isNullAt(ordinal)) {
            out.putNull();
            return;
        }
        switch (kind) {
            case INT2 -> out.putShort((int) whole(row, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT4 -> out.putInt((int) whole(row, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT8 -> out.putLong(whole(row, Long.MIN_VALUE, Long.MAX_VALUE));
            case FLOAT4 -> out.putFloat((float) real(row));
            case FLOAT8 -> out.putDouble(real(row));
            case BOOL -> out.putBoolean(row.getBoolean(ordinal));
            case TEXT -> {
                byte[] text = row.getUTF8String(ordinal).getBytes();
                out.putText(text, 0, text.length);
            }
            case TEXTS -> texts(row.getArray(ordinal), out);
            case JSONB -> {
                byte[] text = row.getUTF8String(ordinal).getBytes();
                out.beginJsonb();
                out.append(text, 0, text.length);
                out.endField();
            }
            case BYTES -> {
                byte[] bytes = row.getBinary(ordinal);
                out.beginField();
                out.append(bytes, 0, bytes.length);
                out.endField();
            }
        }
    }

    private double real(InternalRow row) {
        return type.equals(DataTypes.DoubleType) ? row.getDouble(ordinal) : row.getFloat(ordinal);
    }

    private long whole(InternalRow row, long least, long most) {
        long value = type.equals(DataTypes.LongType)
                ? row.getLong(ordinal)
                : type.equals(DataTypes.IntegerType)
                        ? row.getInt(ordinal)
                        : type.equals(DataTypes.ShortType) ? row.getShort(ordinal) : row.getByte(ordinal);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "column " + name + ": expected a number from " + least + " to " + most + ", found " + value);
        }
        return value;
    }

    private static void texts(ArrayData array, BinaryCopyWriter out) {
        int size = array.numElements();
        boolean hasNulls = false;
        for (int i = 0; i < size; i++) {
            hasNulls |= array.isNullAt(i);
        }
        out.beginArray(TEXT_OID, size, hasNulls);
        for (int i = 0; i < size; i++) {
            if (array.isNullAt(i)) {
                out.elementNull();
            } else {
                byte[] text = array.getUTF8String(i).getBytes();
                out.element(text, 0, text.length);
            }
        }
        out.endField();
    }
}

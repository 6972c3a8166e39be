package omega.genomics.spark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import omega.genomics.ByteSlice;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * A predicate of a query that is checked on the record, before there is a row. Has the truth of SQL: true, false, or not known where a
 * value is missing.
 */
sealed interface Condition extends Serializable {
    /** Prepares for the records of a file. */
    Test of(VcfHeader header);

    /** Checks records of a file. */
    interface Test {
        /** Returns {@link #TRUE}, {@link #FALSE} or {@link #UNKNOWN}. */
        int test(VcfRecord record);
    }

    int TRUE = 1;
    int FALSE = 0;
    int UNKNOWN = -1;

    /** How a value is compared. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }

        Operator turned() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                default -> this;
            };
        }
    }

    /** What is compared: a column, or a field of {@code info}. */
    enum Column {
        CONTIG,
        POSITION,
        /** POS − 1. */
        START0,
        END,
        REF,
        QUAL,
        INFO
    }

    private static int of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /** The condition of a column that nothing is missing in. */
    record Always(boolean holds) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            int truth = Condition.of(holds);
            return record -> truth;
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            Test test = condition.of(header);
            return record -> {
                int truth = test.test(record);
                return truth == UNKNOWN ? UNKNOWN : 1 - truth;
            };
        }
    }

    record And(Condition left, Condition right) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            Test one = left.of(header);
            Test other = right.of(header);
            return record -> {
                int truth = one.test(record);
                if (truth == FALSE) {
                    return FALSE;
                }
                int second = other.test(record);
                return second == TRUE ? truth : second == FALSE ? FALSE : UNKNOWN;
            };
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            Test one = left.of(header);
            Test other = right.of(header);
            return record -> {
                int truth = one.test(record);
                if (truth == TRUE) {
                    return TRUE;
                }
                int second = other.test(record);
                return second == FALSE ? truth : second == TRUE ? TRUE : UNKNOWN;
            };
        }
    }

    /** Text is one of a list, as bytes. */
    record OneOf(Column column, String id, List<String> values) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            byte[][] all = values.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            InfoKey<?> key = column == Column.INFO ? header.info(id).asAny() : null;
            return record -> {
                ByteSlice found = text(record, key);
                if (found == null) {
                    return UNKNOWN;
                }
                for (byte[] value : all) {
                    int from = found.offset();
                    if (Arrays.equals(found.array(), from, from + found.length(), value, 0, value.length)) {
                        return TRUE;
                    }
                }
                return FALSE;
            };
        }

        private @Nullable ByteSlice text(VcfRecord record, @Nullable InfoKey<?> key) {
            if (key != null) {
                ByteSlice found = record.info().bytes(key);
                return found == null || found.length() == 0 || Cells.isMissing(found) ? null : found;
            }
            return column == Column.CONTIG ? record.contigBytes() : record.refBytes();
        }
    }

    /** An integer compared. */
    record Whole(Column column, String id, Operator operator, long value) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            return switch (column) {
                case POSITION -> record -> compare(record.position());
                case START0 -> record -> compare(record.position() - 1L);
                case END -> record -> compare(record.end());
                default -> {
                    InfoKey<Integer> key = header.info(id).asInteger();
                    yield record -> {
                        int found = record.info().intOr(key, InfoCells.NO_INT);
                        return found == InfoCells.NO_INT && record.info().isMissing(key, 0) ? UNKNOWN : compare(found);
                    };
                }
            };
        }

        private int compare(long found) {
            return Condition.of(operator.holds(Long.compare(found, value)));
        }
    }

    /** A real number compared, as Spark does: NaN is equal to itself and greater than any other. */
    record Real(Column column, String id, Operator operator, double value) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            if (column == Column.QUAL) {
                return record -> record.hasQual() ? compare(record.qualAsDouble()) : UNKNOWN;
            }
            InfoKey<float[]> key = header.info(id).asFloats();
            return record -> {
                double found = record.info().doubleOr(key, 0, InfoCells.NO_DOUBLE);
                return InfoCells.isMissing(found) ? UNKNOWN : compare(found);
            };
        }

        private int compare(double found) {
            return Condition.of(operator.holds(found == value ? 0 : Double.compare(found, value)));
        }
    }

    /** A flag, which is never missing. */
    record Flag(String id, boolean value) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            InfoKey<Boolean> key = header.info(id).asFlag();
            return record -> Condition.of(record.info().flag(key) == value);
        }
    }

    /** A value that may be missing is there. */
    record Present(Column column, String id) implements Condition {
        @Override
        public Test of(VcfHeader header) {
            if (column == Column.QUAL) {
                return record -> Condition.of(record.hasQual());
            }
            InfoDefinition info = header.info(id);
            return switch (info.type()) {
                case INTEGER -> {
                    InfoKey<Integer> key = info.asInteger();
                    yield record -> Condition.of(record.info().intOr(key, InfoCells.NO_INT) != InfoCells.NO_INT
                            || !record.info().isMissing(key, 0));
                }
                case FLOAT -> {
                    InfoKey<float[]> key = info.asFloats();
                    yield record ->
                            Condition.of(!InfoCells.isMissing(record.info().doubleOr(key, 0, InfoCells.NO_DOUBLE)));
                }
                default -> {
                    InfoKey<?> key = info.asAny();
                    yield record -> {
                        ByteSlice found = record.info().bytes(key);
                        return Condition.of(found != null && found.length() > 0 && !Cells.isMissing(found));
                    };
                }
            };
        }
    }
}

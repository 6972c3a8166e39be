package omega.genomics.vcf.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.filter.FilterExpression.Indexes;
import org.jspecify.annotations.Nullable;

/** Part of an expression that is text in every record: of the site, or one for each sample. Texts are lists with commas between. */
abstract class TextNode {
    /** Number of samples; 0 for a text of the site. */
    final int samples;

    /** The samples it is about; null for all. */
    final boolean @Nullable [] used;

    /** Where the texts are. */
    byte[] bytes = {};

    /** Bounds of the texts; equal for a sample without one, which is as good as a point. */
    final int[] from;

    final int[] to;

    /** Whether the record has the text, or the texts of samples. */
    boolean isPresent;

    TextNode(int samples, boolean @Nullable [] used) {
        this.samples = samples;
        this.used = used;
        this.from = new int[Math.max(1, samples)];
        this.to = new int[Math.max(1, samples)];
    }

    /** Sets the texts of the row's record. */
    abstract void evaluate(Row row);

    final boolean uses(int sample) {
        return used == null || used[sample];
    }

    final void set(int text, int start, int end) {
        from[text] = start;
        to[text] = end;
    }

    static final class Constant extends TextNode {
        Constant(String text) {
            super(0, null);
            bytes = text.getBytes(StandardCharsets.UTF_8);
            set(0, 0, bytes.length);
            isPresent = bytes.length > 0;
        }

        @Override
        void evaluate(Row row) {
            // It stays as it is.
        }
    }

    /** A column as it stands. */
    static final class Column extends TextNode {
        private final int column;

        Column(int column) {
            super(0, null);
            this.column = column;
        }

        @Override
        void evaluate(Row row) {
            row.column(column);
            bytes = row.bytes;
            set(0, row.from, row.to);
            isPresent = true;
        }
    }

    /** ALT, or some of its alleles. */
    static final class Alt extends TextNode {
        private final @Nullable Indexes picked;
        private final Picker picker = new Picker();

        Alt(@Nullable Indexes picked) {
            super(0, null);
            this.picked = picked == null || picked.isAll() ? null : picked;
        }

        @Override
        void evaluate(Row row) {
            boolean hasAlt = row.column(VcfRecord.ALT);
            bytes = row.bytes;
            set(0, row.from, row.to);
            isPresent = hasAlt;
            if (picked != null) {
                if (hasAlt) {
                    picker.pick(row, this, 0, picked);
                }
                if (!hasAlt || from[0] == to[0]) {
                    bytes = Picker.DOT;
                    set(0, 0, picked.only() >= 0 ? 1 : 0);
                }
                isPresent = from[0] < to[0];
            }
        }
    }

    /** An INFO field with text. */
    static final class Info extends TextNode {
        private final int key;
        private final @Nullable Indexes picked;
        private final Picker picker = new Picker();

        Info(Row row, String id, @Nullable Indexes picked) {
            super(0, null);
            this.key = row.addInfo(id);
            this.picked = picked == null || picked.isAll() ? null : picked;
        }

        @Override
        void evaluate(Row row) {
            isPresent = row.info(key);
            if (!isPresent) {
                return;
            }
            bytes = row.bytes;
            set(0, row.from, row.to);
            if (picked != null) {
                picker.pick(row, this, 0, picked);
            }
            isPresent = from[0] < to[0];
        }
    }

    /** A FORMAT field with text. */
    static final class Format extends TextNode {
        private final int key;
        private final @Nullable Indexes picked;
        /** The number of GT if the alleles of the genotype say which values count, or −1. */
        private final int genotype;

        private final Picker picker = new Picker();

        Format(Row row, String id, boolean @Nullable [] used, @Nullable Indexes picked) {
            super(row.samples(), used);
            this.key = row.addFormat(id);
            this.picked = picked == null || picked.isAll() ? null : picked;
            this.genotype = picked != null && picked.isGenotype() ? row.addFormat("GT") : -1;
        }

        @Override
        void evaluate(Row row) {
            int position = samples == 0 ? -1 : row.format(key);
            int where = genotype < 0 || position < 0 ? -1 : row.format(genotype);
            isPresent = position >= 0 && (genotype < 0 || where >= 0);
            if (!isPresent) {
                return;
            }
            row.findSamples();
            picker.clear();
            for (int sample = 0; sample < samples; sample++) {
                if (where >= 0) {
                    row.field(sample, where);
                    picker.alleles(row.from, row.to);
                }
                row.field(sample, position);
                set(sample, row.from, row.to);
                if (picked != null) {
                    picker.pickFrom(row, this, sample, picked);
                }
            }
            bytes = picked == null || picked.only() >= 0 ? row.bytes : picker.bytes;
        }
    }

    /** Picks values out of a list; more than one are copied. */
    private static final class Picker {
        static final byte[] DOT = {'.'};
        private byte[] bytes = new byte[64];
        private int length;
        private int allelesFrom;
        private int allelesTo;

        void clear() {
            length = 0;
        }

        /** Takes the genotype of the next list. */
        void alleles(int from, int to) {
            allelesFrom = from;
            allelesTo = to;
        }

        void pick(Row row, TextNode node, int text, Indexes picked) {
            clear();
            pickFrom(row, node, text, picked);
            if (picked.only() < 0) {
                node.bytes = bytes;
            }
        }

        void pickFrom(Row row, TextNode node, int text, Indexes picked) {
            byte[] source = row.bytes;
            int only = picked.only();
            int start = node.from[text];
            int end = node.to[text];
            int first = length;
            boolean found = false;
            for (int i = 0; start <= end; i++) {
                int stop = ByteSearch.find(source, start, end, (byte) ',');
                if (only >= 0) {
                    if (i == only) {
                        node.set(text, start, stop);
                        return;
                    }
                } else if (picked.isGenotype() ? row.hasAllele(allelesFrom, allelesTo, i) : picked.contains(i)) {
                    add(source, start, stop, found);
                    found = true;
                }
                start = stop + 1;
            }
            node.set(text, only >= 0 ? end : first, only >= 0 ? end : length);
        }

        private void add(byte[] source, int start, int stop, boolean withComma) {
            int needed = length + stop - start + 1;
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * needed);
            }
            if (withComma) {
                bytes[length++] = ',';
            }
            System.arraycopy(source, start, bytes, length, stop - start);
            length += stop - start;
        }
    }
}

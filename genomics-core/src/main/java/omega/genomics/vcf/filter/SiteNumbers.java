package omega.genomics.vcf.filter;

import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.filter.FilterExpression.Indexes;
import org.jspecify.annotations.Nullable;

/** Numbers of the site that stand in the record, and constants. */
final class SiteNumbers {
    private SiteNumbers() {}

    /** A number of the expression, or a missing value. */
    static final class Constant extends NumberNode {
        Constant(double value) {
            super(0, null);
            setOne(value);
        }

        @Override
        void evaluate(Row row) {
            // It stays as it is.
        }
    }

    static final class Qual extends NumberNode {
        Qual() {
            super(0, null);
        }

        @Override
        void evaluate(Row row) {
            row.column(Row.QUAL);
            setOne(row.real(row.from, row.to, "QUAL"));
        }
    }

    static final class Position extends NumberNode {
        Position() {
            super(0, null);
        }

        @Override
        void evaluate(Row row) {
            setOne(row.record().position());
        }
    }

    /** N_ALT. */
    static final class AltCount extends NumberNode {
        AltCount() {
            super(0, null);
        }

        @Override
        void evaluate(Row row) {
            setOne(row.alleles() - 1);
        }
    }

    /** ILEN: how much longer each ALT allele is than REF; missing where they are equally long. */
    static final class IndelLengths extends NumberNode {
        IndelLengths() {
            super(0, null);
        }

        @Override
        void evaluate(Row row) {
            count = row.alleles() - 1;
            reserve(count);
            row.column(VcfRecord.REF);
            int ref = row.to - row.from;
            row.column(VcfRecord.ALT);
            int start = row.from;
            for (int i = 0; i < count; i++) {
                int end = ByteSearch.find(row.bytes, start, row.to, (byte) ',');
                values[i] = end - start == ref ? Row.MISSING : end - start - ref;
                start = end + 1;
            }
        }
    }

    /** The number of samples whose genotype lacks an allele, or their share. */
    static final class Missing extends NumberNode {
        private final int key;
        private final boolean asShare;

        Missing(Row row, boolean asShare) {
            super(0, null);
            this.key = row.addFormat("GT");
            this.asShare = asShare;
        }

        @Override
        void evaluate(Row row) {
            int samples = row.samples();
            if (samples == 0) {
                setOne(0);
                return;
            }
            int position = row.format(key);
            if (position < 0) {
                count = 0;
                return;
            }
            row.findSamples();
            int missing = 0;
            for (int sample = 0; sample < samples; sample++) {
                row.field(sample, position);
                missing += GenotypeKind.isMissing(GenotypeKind.of(row)) ? 1 : 0;
            }
            setOne(asShare ? (double) missing / samples : missing);
        }
    }

    /** An INFO field of type Flag: 1 if it is present, else 0. */
    static final class InfoFlag extends NumberNode {
        private final int key;

        InfoFlag(Row row, String id) {
            super(0, null);
            this.key = row.addInfo(id);
        }

        @Override
        void evaluate(Row row) {
            setOne(row.info(key) ? 1 : 0);
        }
    }

    /** An INFO field with numbers. */
    static final class Info extends NumberNode {
        private final int key;
        private final String field;
        private final boolean isInteger;
        private final boolean isScalar;
        private final @Nullable Indexes picked;
        private final int only;

        /** @param picked null for all; a field with Number=1 has one value, whatever is picked */
        Info(Row row, String id, boolean isInteger, boolean isScalar, @Nullable Indexes picked) {
            super(0, null);
            this.key = row.addInfo(id);
            this.field = "INFO/" + id;
            this.isInteger = isInteger;
            this.isScalar = isScalar;
            this.picked = isScalar || (picked != null && picked.isAll()) ? null : picked;
            this.only = isScalar ? 0 : picked == null ? -1 : picked.only();
        }

        @Override
        void evaluate(Row row) {
            count = 0;
            if (!row.info(key)) {
                return;
            }
            int start = row.from;
            int to = row.to;
            byte[] bytes = row.bytes;
            if (start == to) {
                return; // a key without a value
            }
            for (int i = 0; start <= to; i++) {
                int end = start;
                while (end < to && bytes[end] != ',') {
                    end++;
                }
                if (only < 0 ? picked == null || picked.contains(i) : i == only) {
                    reserve(count + 1);
                    values[count++] = isInteger ? row.integer(start, end, field) : row.real(start, end, field);
                    if (only >= 0) {
                        break;
                    }
                }
                start = end + 1;
            }
            if (isScalar && Row.isMissing(values[0])) {
                count = 0;
            }
        }
    }

    /** AC, AN, AF, MAC or MAF of a file whose header has no such key. */
    static final class AlleleCounts extends NumberNode {
        /** What is made of the counts. */
        enum Measure {
            AC,
            AN,
            AF,
            MAC,
            MAF
        }

        private final Measure measure;
        private final int acKey;
        private final int anKey;
        private final int gtKey;
        private final @Nullable Indexes picked;
        private long[] counts = new long[8];

        /**
         * @param fromInfo whether the header has both INFO/AC and INFO/AN
         * @param picked which ALT alleles
         */
        AlleleCounts(Row row, Measure measure, boolean fromInfo, Indexes picked) {
            super(0, null);
            this.measure = measure;
            this.acKey = fromInfo ? row.addInfo("AC") : -1;
            this.anKey = fromInfo ? row.addInfo("AN") : -1;
            this.gtKey = row.addFormat("GT");
            this.picked = picked.isAll() ? null : picked;
        }

        @Override
        void evaluate(Row row) {
            int alleles = row.alleles();
            if (counts.length < alleles) {
                counts = new long[2 * alleles];
            }
            long total = readInfo(row, alleles);
            if (total < 0) {
                total = countGenotypes(row, alleles);
            }
            if (measure == Measure.AN) {
                setOne((double) Math.max(0, total));
                return;
            }
            count = 0;
            if (total <= 0) {
                return;
            }
            if (alleles == 1) {
                setOne(0);
                return;
            }
            for (int alt = 0; alt < alleles - 1; alt++) {
                if (picked == null || picked.contains(alt)) {
                    reserve(count + 1);
                    values[count++] = measured((double) counts[alt + 1], (double) total);
                }
            }
            if (count == 0) {
                setOne(measured(0, (double) total));
            }
        }

        private double measured(double alt, double total) {
            return switch (measure) {
                case AC, AN -> alt;
                case MAC -> alt > total * 0.5 ? total - alt : alt;
                case AF -> alt / total;
                case MAF -> alt / total > 0.5 ? 1 - alt / total : alt / total;
            };
        }

        /** Reads INFO/AC and INFO/AN; −1 if the record lacks them. */
        private long readInfo(Row row, int alleles) {
            if (acKey < 0 || !row.info(anKey)) {
                return -1;
            }
            double total = row.integer(row.from, row.to, "INFO/AN");
            if (Row.isMissing(total) || total < 0 || !row.info(acKey)) {
                return -1;
            }
            int start = row.from;
            int to = row.to;
            int n = 0;
            long alts = 0;
            while (start <= to) {
                int end = ByteSearch.find(row.bytes, start, to, (byte) ',');
                double alt = row.integer(start, end, "INFO/AC");
                if (Row.isMissing(alt) || ++n >= alleles) {
                    return 0;
                }
                counts[n] = (long) alt;
                alts += (long) alt;
                start = end + 1;
            }
            return n != alleles - 1 || alts > total ? 0 : (long) total;
        }

        private long countGenotypes(Row row, int alleles) {
            int position = row.samples() == 0 ? -1 : row.format(gtKey);
            if (position < 0) {
                return 0;
            }
            java.util.Arrays.fill(counts, 0, alleles, 0);
            row.findSamples();
            long total = 0;
            for (int sample = 0; sample < row.samples(); sample++) {
                row.field(sample, position);
                total += countAlleles(row, alleles);
            }
            return total;
        }

        private int countAlleles(Row row, int alleles) {
            byte[] bytes = row.bytes;
            int called = 0;
            int at = row.from;
            while (at < row.to) {
                int allele = -1;
                while (at < row.to && bytes[at] >= '0' && bytes[at] <= '9') {
                    allele = Math.min(100_000_000, Math.max(0, allele) * 10 + bytes[at++] - '0');
                }
                if (allele >= alleles) {
                    throw row.malformed("FORMAT/GT", VcfRule.GT_ALLELE, "alleles from 0 to " + (alleles - 1));
                }
                if (allele >= 0) {
                    counts[allele]++;
                    called++;
                } else if (bytes[at] == '.' || bytes[at] == '/' || bytes[at] == '|') {
                    at++;
                } else {
                    throw row.malformed("FORMAT/GT", VcfRule.GT_SYNTAX, "a genotype");
                }
            }
            return called;
        }
    }
}

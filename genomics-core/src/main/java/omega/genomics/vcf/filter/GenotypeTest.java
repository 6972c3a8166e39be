package omega.genomics.vcf.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** GT compared with a word for a kind of genotype. */
final class GenotypeTest extends Condition {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int key;
    private final int mask;
    private final int wanted;
    private final boolean isNegated;

    /** @param word such as {@code het}, one that {@link #mask} knows */
    GenotypeTest(Row row, String word, boolean isNegated, boolean @Nullable [] used) {
        super(row.samples(), used);
        this.key = row.addFormat("GT");
        int maskAndWanted = mask(word);
        this.mask = maskAndWanted >> 8;
        this.wanted = maskAndWanted & 0xff;
        this.isNegated = isNegated;
    }

    /** Returns the bits that are looked at and, below them, those that are set; −1 if it is no such word. */
    static int mask(String word) {
        int missing = GenotypeKind.MISSING;
        int haploid = GenotypeKind.HAPLOID;
        int ref = GenotypeKind.HAS_REF;
        int het = GenotypeKind.HET;
        if (word.equals("aA") || word.equals("Aa")) {
            return bits(missing | haploid | het | ref, het);
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "mis" -> bits(missing, missing);
            case "hom" -> bits(missing | haploid | het, 0);
            case "het" -> bits(missing | haploid | het, het);
            case "hap" -> bits(missing | haploid, haploid);
            case "ref" -> bits(missing | het | ref, ref);
            case "alt" -> bits(0, 0); // not missing, and not only REF
            case "rr" -> bits(missing | haploid | het | ref, ref);
            case "ra", "ar" -> bits(missing | haploid | het | ref, het | ref);
            case "aa" -> bits(missing | haploid | het | ref, 0);
            case "r" -> bits(missing | haploid | ref, haploid | ref);
            case "a" -> bits(missing | haploid | ref, haploid);
            default -> -1;
        };
    }

    private static int bits(int mask, int wanted) {
        return mask << 8 | wanted;
    }

    @Override
    boolean test(Row row) {
        int position = samples == 0 ? -1 : row.format(key);
        if (position < 0) {
            // No genotypes: none is equal to the word, and all are different from it.
            return isNegated ? allPass() : allFail();
        }
        int strided = row.fourByteColumns();
        if (strided >= 0) {
            int result = testStrided(row.bytes, strided);
            if (result >= 0) {
                return result > 0;
            }
        }
        row.findSamples();
        boolean any = false;
        for (int sample = 0; sample < samples; sample++) {
            boolean pass = false;
            if (uses(sample)) {
                row.field(sample, position);
                pass = isOfKind(GenotypeKind.of(row)) != isNegated;
                any |= pass;
                if (pass && !fillsPasses) {
                    return true;
                }
            }
            passes[sample] = pass;
        }
        return any;
    }

    /** The same for columns of four bytes; −1 if one of them has another shape. */
    private int testStrided(byte[] bytes, int from) {
        int any = 0;
        int last = -1;
        boolean lastPass = false;
        for (int sample = 0; sample < samples; sample++) {
            int word = (int) INT.get(bytes, from + 4 * sample);
            if (word != last) { // neighbours are often the same
                int a = (word >> 8 & 0xff) - '0';
                int b = (word >>> 24) - '0';
                int mark = word >> 16 & 0xff;
                if ((word & 0xff) != '\t' || (a | b) < 0 || a > 9 || b > 9 || (mark != '/' && mark != '|')) {
                    return -1;
                }
                int kind = (a == b ? 0 : GenotypeKind.HET) | (a == 0 || b == 0 ? GenotypeKind.HAS_REF : 0);
                lastPass = isOfKind(kind) != isNegated;
                last = word;
            }
            boolean pass = lastPass && uses(sample);
            passes[sample] = pass;
            any |= pass ? 1 : 0;
            if (pass && !fillsPasses) {
                return 1;
            }
        }
        return any;
    }

    private boolean isOfKind(int kind) {
        if (mask == 0) {
            return !GenotypeKind.isMissing(kind)
                    && (kind & (GenotypeKind.HET | GenotypeKind.HAS_REF)) != GenotypeKind.HAS_REF;
        }
        return (kind & mask) == wanted;
    }
}

package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.ByteSlice;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.vcf.AlleleKind;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.normalize.AlleleNormalizer;
import org.jspecify.annotations.Nullable;

/** The alleles of a record that get rows: normalized where that is asked for, reference sites among them or not. */
final class RowAlleles {
    private final boolean keepsReferenceSites;
    private final @Nullable AlleleNormalizer normalizer;
    private final Map<String, String> referenceNames;
    private final @Nullable FastaIndex referenceIndex;
    private final List<RowAllele> alleles = new ArrayList<>();
    private int count;

    RowAlleles(VariantOptions options) {
        keepsReferenceSites = options.referenceSites;
        IndexedFasta reference = options.reference;
        normalizer = reference == null ? null : AlleleNormalizer.against(reference::bases);
        referenceIndex = reference == null ? null : reference.index();
        referenceNames = referenceIndex == null ? Map.of() : byStoredName(referenceIndex, options);
    }

    /** A genome whose names are not the file's is the same genome. */
    private static Map<String, String> byStoredName(FastaIndex index, VariantOptions options) {
        Map<String, Integer> lengths = new HashMap<>();
        index.entries().forEach((name, entry) -> lengths.put(name, (int) Math.min(Integer.MAX_VALUE, entry.length())));
        ContigNames names = new ContigNames(options.contigs, lengths);
        Map<String, String> byStored = new HashMap<>();
        index.entries().keySet().forEach(name -> byStored.putIfAbsent(names.stored(name), name));
        return byStored;
    }

    /** Returns what the reference calls a contig: as the file does, or as its names in the assembly tell. */
    String referenceName(String written, String stored) {
        boolean isWritten =
                referenceIndex != null && referenceIndex.entry(written).isPresent();
        return isWritten ? written : referenceNames.getOrDefault(stored, written);
    }

    /**
     * Reads the alleles of a record.
     *
     * @param referenceName what {@link #referenceName} says of its contig
     * @return how many get rows
     * @throws omega.genomics.ParseException if one cannot be normalized
     */
    int read(VcfRecord record, String referenceName) {
        count = 0;
        int alts = record.altCount();
        for (int index = alts == 0 ? -1 : 0; index < alts; index++) {
            if (keepsReferenceSites || !isReferenceSite(record, index)) {
                fill(next(), record, index, referenceName);
            }
        }
        return count;
    }

    private static boolean isReferenceSite(VcfRecord record, int index) {
        return index < 0 || record.altKind(index) == AlleleKind.UNSPECIFIED;
    }

    private RowAllele next() {
        if (count == alleles.size()) {
            alleles.add(new RowAllele());
        }
        return alleles.get(count++);
    }

    private void fill(RowAllele allele, VcfRecord record, int index, String referenceName) {
        allele.index = index;
        allele.isRepeated = false;
        allele.ordinal = 0;
        if (normalizer == null) {
            allele.position = record.position();
            allele.isMoved = false;
            copy(record.refBytes(), allele.ref);
            copy(index < 0 ? record.altBytes() : record.altBytes(index), allele.alt);
        } else {
            normalizer.normalize(record, index, referenceName);
            allele.position = normalizer.position();
            allele.isMoved = normalizer.isChanged();
            copy(normalizer.ref(), allele.ref);
            copy(normalizer.alt(), allele.alt);
        }
    }

    private static void copy(ByteSlice from, ByteSlice to) {
        to.wrap(from.array(), from.offset(), from.length());
    }

    /** Returns one of those that get rows, from 0. */
    RowAllele get(int i) {
        return alleles.get(i);
    }
}

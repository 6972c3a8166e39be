package omega.genomics.hgvs.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.Region;
import omega.genomics.hgvs.GenomicAllele;
import omega.genomics.hgvs.HgvsNormalizer;
import omega.genomics.model.Transcript;

/**
 * The names of one allele, then of the next: a view that is reused.
 *
 * <p><b>Lifetime.</b> The slices it returns are valid until the next {@link #read}. Names on transcripts and proteins are computed when they
 * are asked for, so that it costs nothing to take those of one transcript only. Not thread-safe: make one for each thread with
 * {@link HgvsNamer#names()}.
 */
public final class HgvsNames {
    /** Whether an allele has names, and if not, why. */
    public enum Outcome {
        /** It has. */
        NAMED,
        /** It is not given as bases, or there is no change: symbolic, breakend, {@code *}, {@code .}, REF itself. */
        NO_CHANGE,
        /** REF is not what the genome has. */
        OTHER_REFERENCE,
        /** The genome does not have the contig, or not so many bases. */
        NO_BASES
    }

    private final NamedTranscripts shared;
    private final List<NamedTranscript> transcripts = new ArrayList<>();
    private final List<HgvsNormalizer.Names> found = new ArrayList<>();
    private ByteSlice genomic = new ByteSlice();

    HgvsNames(NamedTranscripts shared) {
        this.shared = shared;
    }

    /**
     * Reads the next allele.
     *
     * @param contig the contig, as named in the gene model
     * @param position the position of the first base of REF, 1-based (POS)
     * @param ref the REF allele
     * @param alt one of the ALT alleles
     * @return {@link Outcome#NAMED}, or why there are no names
     */
    public Outcome read(String contig, int position, CharSequence ref, CharSequence alt) {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        transcripts.clear();
        found.clear();
        String from = ref.toString();
        String to = alt.toString();
        if (!from.matches("[A-Za-z]+") || !to.matches("[A-Za-z]+") || from.equalsIgnoreCase(to)) {
            return Outcome.NO_CHANGE;
        }
        int end = position + from.length() - 1;
        String bases;
        try {
            bases = new String(
                    shared.genome.bases(new Region(contig, position, end)), java.nio.charset.StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return Outcome.NO_BASES;
        }
        if (!bases.equalsIgnoreCase(from)) {
            return Outcome.OTHER_REFERENCE;
        }
        String accession = shared.contigNames.apply(contig);
        HgvsNormalizer normalizer =
                HgvsNormalizer.of(region -> shared.genome.bases(new Region(contig, region.start(), region.end())));
        GenomicAllele allele = new GenomicAllele(accession, position, from, to);
        genomic = ByteSlice.of(normalizer.toName(allele).toString());
        String upperFrom = from.toUpperCase(java.util.Locale.ROOT);
        String upperTo = to.toUpperCase(java.util.Locale.ROOT);
        int head = upperFrom.charAt(0) == upperTo.charAt(0) ? 1 : 0;
        int tail = 0;
        int most = Math.min(from.length(), to.length());
        while (tail < most - head
                && upperFrom.charAt(from.length() - 1 - tail) == upperTo.charAt(to.length() - 1 - tail)) {
            tail++;
        }
        while (head < most - tail && upperFrom.charAt(head) == upperTo.charAt(head)) {
            head++;
        }
        int low = position + head;
        int high = end - tail;
        int first = low;
        int last = high;
        shared.index.forEachOverlapping(
                contig, Math.min(low, Math.max(1, high)), Math.max(low, high), (s, e, transcript) -> {
                    boolean inside =
                            first <= last || (transcript.model.start() <= last && first <= transcript.model.end());
                    if (inside) {
                        transcripts.add(transcript);
                        found.add(normalizer.toNames(allele, transcript.described(shared.genome)));
                    }
                });
        return Outcome.NAMED;
    }

    /**
     * Returns the name on the contig.
     *
     * @return for example {@code NC_000017.11:g.43094464G>A}; {@code m.} on the mitochondrial genome
     */
    public ByteSlice genomic() {
        return genomic;
    }

    /**
     * Returns the number of transcripts that the allele overlaps: they contain a base that changes, or both neighbours of an insertion,
     * after the bases that REF and ALT share are removed.
     *
     * @return the number of transcripts, from 0
     */
    public int count() {
        return transcripts.size();
    }

    /**
     * Returns a transcript.
     *
     * @param i from 0 to below {@link #count()}, by start, then by end
     * @return the transcript
     */
    public Transcript model(int i) {
        return transcripts.get(i).model;
    }

    /**
     * Finds a transcript of the gene model among those that the allele overlaps.
     *
     * @param transcript the object of the gene model itself
     * @return its index, or −1 if the allele does not overlap it
     */
    @SuppressWarnings("ReferenceEquality") // equal transcripts of two genes are two places in the model
    public int indexOf(Transcript transcript) {
        Objects.requireNonNull(transcript, "transcript");
        for (int i = 0; i < transcripts.size(); i++) {
            if (transcripts.get(i).model == transcript) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the name on a transcript.
     *
     * @param i from 0 to below {@link #count()}
     * @return for example {@code ENST00000357654.9:c.1067C>T}, {@code n.} for a transcript that is not coding
     */
    public ByteSlice transcript(int i) {
        return ByteSlice.of(found.get(i).transcript().toString());
    }

    /**
     * Returns the name on the protein of a transcript.
     *
     * @param i from 0 to below {@link #count()}
     * @return for example {@code ENSP00000350283.3:p.(Gln356Ter)}; {@code p.?} where the sequence alone does not tell the effect, empty for a
     *     transcript that is not coding
     */
    public ByteSlice protein(int i) {
        var protein = found.get(i).protein();
        return protein == null ? new ByteSlice() : ByteSlice.of(protein.toString());
    }
}

package omega.genomics.hgvs.names;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.Region;
import omega.genomics.hgvs.GenomicAllele;
import omega.genomics.hgvs.HgvsKind;
import omega.genomics.hgvs.HgvsNormalizer;
import omega.genomics.hgvs.HgvsVariant;
import omega.genomics.interval.IntervalConsumer;
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

    private static final int TRANSCRIPT = 1;
    private static final int PROTEIN = 2;
    private static final byte[] GENOMIC = NameBuffer.ascii(":g.");
    private static final byte[] MITOCHONDRIAL = NameBuffer.ascii(":m.");

    private final NamedTranscripts shared;
    private final ContigBases bases;
    private final NameBuffer text = new NameBuffer();
    private final ByteSlice genomic = new ByteSlice();
    private final ProteinNames proteins = new ProteinNames();
    private final IntervalConsumer<NamedTranscript> collector = (start, end, transcript) -> collect(transcript);
    private String contig = "";
    private byte[] contigPrefix = {};

    /** The change after REF and ALT are trimmed: what is replaced, and the new bases within ALT. */
    private int start;

    private int end;
    private byte[] alt = new byte[64];
    private int altFrom;
    private int altCount;
    private final ShiftedChange right = new ShiftedChange();
    private final ShiftedChange left = new ShiftedChange();
    private boolean isLeftKnown;

    private int count;
    private NamedTranscript[] transcripts = new NamedTranscript[8];
    private ByteSlice[] transcriptNames = new ByteSlice[8];
    private ByteSlice[] proteinNames = new ByteSlice[8];
    private byte[] written = new byte[8];

    HgvsNames(NamedTranscripts shared) {
        this.shared = shared;
        this.bases = new ContigBases(shared.genome);
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
        count = 0;
        text.length = 0;
        genomic.wrap(text.bytes, 0, 0);
        if (!this.contig.equals(contig)) {
            select(contig);
        }
        int refLength = ref.length();
        int altLength = alt.length();
        if (refLength == 0 || altLength == 0 || !areBases(alt) || !areBases(ref) || isSame(ref, alt)) {
            return Outcome.NO_CHANGE;
        }
        if (position < 1 || position > Integer.MAX_VALUE - refLength) {
            return Outcome.NO_BASES;
        }
        boolean fits = true;
        for (int i = 0; i < refLength; i++) {
            int base = bases.at(position + i);
            if (base == 0) {
                return Outcome.NO_BASES;
            }
            fits &= base == upper(ref.charAt(i));
        }
        if (!fits) {
            return Outcome.OTHER_REFERENCE;
        }
        trim(position, ref, alt);
        isLeftKnown = false;
        right.set(bases, start, end, this.alt, altFrom, altCount, true);
        text.add(contigPrefix);
        text.add((long) right.first);
        if (right.last != right.first) {
            text.add('_');
            text.add((long) right.last);
        }
        right.writeEdit(text, false);
        genomic.wrap(text.bytes, 0, text.length);
        shared.index.forEachOverlapping(contig, Math.max(1, Math.min(start, end)), Math.max(start, end), collector);
        return Outcome.NAMED;
    }

    private void select(String name) {
        contig = name;
        bases.select(name);
        String accession = shared.contigNames.apply(name);
        byte[] written = NameBuffer.ascii(accession);
        byte[] kind = HgvsKind.ofContig(accession) == HgvsKind.MITOCHONDRIAL ? MITOCHONDRIAL : GENOMIC;
        contigPrefix = Arrays.copyOf(written, written.length + kind.length);
        System.arraycopy(kind, 0, contigPrefix, written.length, kind.length);
    }

    private static int upper(char letter) {
        return letter >= 'a' && letter <= 'z' ? letter - 32 : letter;
    }

    private static boolean areBases(CharSequence allele) {
        for (int i = 0; i < allele.length(); i++) {
            int letter = upper(allele.charAt(i));
            if (letter < 'A' || letter > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(CharSequence ref, CharSequence alt) {
        if (ref.length() != alt.length()) {
            return false;
        }
        for (int i = 0; i < ref.length(); i++) {
            if (upper(ref.charAt(i)) != upper(alt.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Removes what REF and ALT share: VCF's base before an indel, then the right end, then the left, as consequences do. */
    private void trim(int position, CharSequence ref, CharSequence allele) {
        int refTo = ref.length();
        int altTo = allele.length();
        if (alt.length < altTo) {
            alt = new byte[Math.max(altTo, 2 * alt.length)];
        }
        for (int i = 0; i < altTo; i++) {
            alt[i] = (byte) upper(allele.charAt(i));
        }
        int from = upper(ref.charAt(0)) == alt[0] ? 1 : 0;
        while (refTo > from && altTo > from && upper(ref.charAt(refTo - 1)) == alt[altTo - 1]) {
            refTo--;
            altTo--;
        }
        while (from < refTo && from < altTo && upper(ref.charAt(from)) == alt[from]) {
            from++;
        }
        start = position + from;
        end = position + refTo - 1;
        altFrom = from;
        altCount = altTo - from;
    }

    /** Adds a transcript; one that an insertion merely touches is not overlapped. */
    private void collect(NamedTranscript transcript) {
        if (transcript.model.start() > end || start > transcript.model.end()) {
            return;
        }
        if (count == transcripts.length) {
            transcripts = Arrays.copyOf(transcripts, 2 * count);
            transcriptNames = Arrays.copyOf(transcriptNames, 2 * count);
            proteinNames = Arrays.copyOf(proteinNames, 2 * count);
            written = Arrays.copyOf(written, 2 * count);
        }
        written[count] = 0;
        transcripts[count++] = transcript;
    }

    private ShiftedChange left() {
        if (!isLeftKnown) {
            left.set(bases, start, end, alt, altFrom, altCount, false);
            isLeftKnown = true;
        }
        return left;
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
        return count;
    }

    /**
     * Returns a transcript.
     *
     * @param i from 0 to below {@link #count()}, by start, then by end
     * @return the transcript
     */
    public Transcript model(int i) {
        return transcripts[Objects.checkIndex(i, count)].model;
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
        for (int i = 0; i < count; i++) {
            if (transcripts[i].model == transcript) {
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
        NamedTranscript transcript = transcripts[Objects.checkIndex(i, count)];
        if (transcriptNames[i] == null) {
            transcriptNames[i] = new ByteSlice();
        }
        if (transcript.hasGaps() && (written[i] & TRANSCRIPT) == 0) {
            written[i] |= TRANSCRIPT;
            add(transcriptNames[i], gapped(transcript).transcript().toString());
        }
        if ((written[i] & TRANSCRIPT) == 0) {
            written[i] |= TRANSCRIPT;
            int mark = text.length;
            ShiftedChange change = transcript.reverse ? left() : right;
            transcript.writePrefix(text);
            transcript.writePosition(text, transcript.reverse ? -change.last : change.first);
            if (change.last != change.first) {
                text.add('_');
                transcript.writePosition(text, transcript.reverse ? -change.first : change.last);
            }
            change.writeEdit(text, transcript.reverse);
            transcriptNames[i].wrap(text.bytes, mark, text.length - mark);
        }
        return transcriptNames[i];
    }

    /**
     * Returns the name on the protein of a transcript.
     *
     * @param i from 0 to below {@link #count()}
     * @return for example {@code ENSP00000350283.3:p.(Gln356Ter)}; {@code p.?} where the sequence alone does not tell the effect, empty for a
     *     transcript that is not coding
     */
    public ByteSlice protein(int i) {
        NamedTranscript transcript = transcripts[Objects.checkIndex(i, count)];
        if (proteinNames[i] == null) {
            proteinNames[i] = new ByteSlice();
        }
        if (transcript.hasGaps() && (written[i] & PROTEIN) == 0) {
            written[i] |= PROTEIN;
            HgvsVariant.Protein protein = gapped(transcript).protein();
            add(proteinNames[i], protein == null ? "" : protein.toString());
        }
        if ((written[i] & PROTEIN) == 0) {
            written[i] |= PROTEIN;
            int mark = text.length;
            if (transcript.cdsStart > 0) {
                text.add(transcript.proteinPrefix);
                Spliced spliced = shared.spliced(transcript, bases);
                ShiftedChange change = transcript.reverse ? left() : right;
                ShiftedChange other = transcript.isExonic(change) ? change : transcript.reverse ? right : left();
                proteins.write(text, transcript, spliced, change, other);
            }
            proteinNames[i].wrap(text.bytes, mark, text.length - mark);
        }
        return proteinNames[i];
    }

    /** Names the allele on a transcript with gaps, from values. */
    private HgvsNormalizer.Names gapped(NamedTranscript transcript) {
        int from = start;
        int to = end;
        String bases = new String(alt, altFrom, altCount, StandardCharsets.US_ASCII);
        if (to < from || bases.isEmpty()) {
            if (from > 1) {
                from--;
                bases = (char) this.bases.at(from) + bases;
            } else {
                to++;
                bases = bases + (char) this.bases.at(to);
            }
        }
        StringBuilder reference = new StringBuilder();
        for (int at = from; at <= to; at++) {
            reference.append((char) this.bases.at(at));
        }
        String accession = shared.contigNames.apply(contig);
        String name = contig;
        return HgvsNormalizer.of(region -> shared.genome.bases(new Region(name, region.start(), region.end())))
                .toNames(
                        new GenomicAllele(accession, from, reference.toString(), bases),
                        transcript.gapped(accession, shared.genome));
    }

    private void add(ByteSlice slice, String name) {
        byte[] bytes = NameBuffer.ascii(name);
        int mark = text.length;
        text.add(bytes);
        slice.wrap(text.bytes, mark, bytes.length);
    }
}

package omega.genomics.hgvs;

import java.util.Objects;
import omega.genomics.model.GeneticCode;

/** The kind of sequence that a name counts along: the letter before the first dot. */
public enum HgvsKind {
    /** {@code g.}: a linear genomic sequence. */
    GENOMIC("g."),
    /** {@code m.}: a mitochondrial genome. */
    MITOCHONDRIAL("m."),
    /** {@code o.}: a circular genome. */
    CIRCULAR("o."),
    /** {@code c.}: a transcript, counted from the A of its start codon. */
    CODING("c."),
    /** {@code n.}: a transcript, counted from its first base. */
    NONCODING("n."),
    /** {@code r.}: a transcript as RNA, counted as {@code c.} or {@code n.}, in lower-case letters. */
    RNA("r."),
    /** {@code p.}: a protein. */
    PROTEIN("p."),
    /** The name has no letter, as in {@code NM_003002.2:274del}; the reference decides. */
    UNSPECIFIED("");

    private final String prefix;

    HgvsKind(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Returns the letter and the dot.
     *
     * @return for example {@code c.}; empty if not specified
     */
    public String prefix() {
        return prefix;
    }

    /**
     * Returns the kind of names on a contig.
     *
     * @param contig the contig's accession or name
     * @return {@link #MITOCHONDRIAL} if {@link GeneticCode#ofContig} knows it as a mitochondrial genome, otherwise {@link #GENOMIC}
     */
    public static HgvsKind ofContig(String contig) {
        Objects.requireNonNull(contig, "contig");
        return GeneticCode.ofContig(contig) == GeneticCode.VERTEBRATE_MITOCHONDRIAL ? MITOCHONDRIAL : GENOMIC;
    }

    /**
     * Returns whether positions may have an offset into an intron.
     *
     * @return true for transcripts, and where the kind is not known
     */
    public boolean hasOffsets() {
        return this == CODING || this == NONCODING || this == RNA || this == UNSPECIFIED;
    }

    /** Returns the prefix. */
    @Override
    public String toString() {
        return prefix;
    }
}

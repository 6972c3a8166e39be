package omega.genomics.hgvs;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Interval;
import omega.genomics.model.Cds;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import omega.genomics.model.TranscriptAlignment;
import org.jspecify.annotations.Nullable;

/**
 * What names on a transcript need to know of it: accession, alignment to a contig, coding sequence, and bases.
 *
 * <p>Immutable and thread-safe.
 */
public final class HgvsTranscript {
    private final String accession;
    private final String contig;
    private final @Nullable TranscriptAlignment alignment;
    private final @Nullable String protein;
    private final @Nullable String sequence;
    private final int cdsStart;
    private final int cdsEnd;
    private final GeneticCode code;
    private final boolean lacksStart;
    private final int phase;
    private volatile @Nullable Translation translation;

    private HgvsTranscript(Builder builder) {
        accession = builder.accession;
        contig = builder.contig;
        alignment = builder.alignment;
        protein = builder.protein;
        sequence = builder.sequence;
        cdsStart = builder.cdsStart;
        cdsEnd = builder.cdsEnd;
        code = builder.code;
        lacksStart = builder.lacksStart;
        phase = builder.phase;
    }

    /**
     * Starts the description of a transcript.
     *
     * @param accession the accession with its version, as names write it
     * @return a builder
     */
    public static Builder builder(String accession) {
        Objects.requireNonNull(accession, "accession");
        return new Builder(accession);
    }

    /**
     * Describes a transcript of a gene model. Its bases are those of the contig, with N where only the transcript has bases
     * ({@link Transcript#alignment()}); {@link #withSequence} sets its own.
     *
     * @param transcript the transcript
     * @param contig the contig's accession, as names write it, for example {@code NC_000017.11}
     * @param reference the bases, queried by the transcript's own contig name; null if only positions are needed
     * @param code the genetic code of the contig
     * @return the description; the accession is the transcript's id with its version
     * @throws IllegalArgumentException if the transcript has no exons, exons on both strands or that overlap, or the reference lacks its bases
     */
    public static HgvsTranscript of(
            Transcript transcript, String contig, @Nullable ReferenceSequence reference, GeneticCode code) {
        Objects.requireNonNull(transcript, "transcript");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(code, "code");
        TranscriptAlignment aligned = transcript.toAlignment();
        Builder builder =
                builder(versioned(transcript)).alignment(contig, aligned).code(code);
        if (reference != null) {
            builder.sequence(aligned.sequence(transcript.contig(), reference));
        }
        Optional<Cds> coding = transcript.cds();
        if (coding.isPresent()) {
            Cds cds = coding.get();
            Interval first = cds.segments().get(0).interval();
            Interval last = cds.stopCodon().isEmpty()
                    ? cds.segments().get(cds.segments().size() - 1).interval()
                    : cds.stopCodon().get(cds.stopCodon().size() - 1);
            boolean reverse = transcript.strand().isReverse();
            int start = exonic(aligned, reverse ? first.end() : first.start(), true);
            int end = exonic(aligned, reverse ? last.start() : last.end(), false);
            builder.cds(start, end).protein(versionedProtein(cds));
            if (cds.firstPhase() != 0
                    || transcript.attributes().has("tag", "cds_start_NF")
                    || cds.attributes().has("tag", "cds_start_NF")) {
                builder.withoutStart(cds.firstPhase());
            }
        }
        return builder.build();
    }

    private static int exonic(TranscriptAlignment aligned, int position, boolean isStart) {
        TranscriptAlignment.Place place = aligned.toTranscript(position, isStart);
        if (place.offset() != 0 || !aligned.interval().contains(position)) {
            throw new IllegalArgumentException("expected the coding sequence in exons");
        }
        return place.base();
    }

    private static @Nullable String versionedProtein(Cds cds) {
        String id = cds.proteinId().orElse(null);
        String version = cds.attributes().first("protein_version").orElse("");
        return id == null || version.isEmpty() || id.indexOf('.') >= 0 ? id : id + "." + version;
    }

    private static String versioned(Transcript transcript) {
        String id = transcript.id();
        return transcript.version().isPresent() && id.indexOf('.') < 0
                ? id + "." + transcript.version().getAsInt()
                : id;
    }

    /**
     * Returns the same transcript with other bases: those of the transcript's own record instead of those of the contig.
     *
     * @param bases 5′ to 3′, in either case
     * @return the description
     * @throws IllegalArgumentException if the coding sequence ends beyond them, or they are shorter than the alignment
     */
    public HgvsTranscript withSequence(String bases) {
        Objects.requireNonNull(bases, "bases");
        if (alignment != null && bases.length() < alignment.length()) {
            throw new IllegalArgumentException(
                    accession + ": expected at least " + alignment.length() + " bases, found " + bases.length());
        }
        Builder builder = builder(accession).protein(protein).code(code).sequence(bases);
        if (alignment != null) {
            builder.alignment(contig, alignment);
        }
        if (cdsStart > 0) {
            builder.cds(cdsStart, cdsEnd);
        }
        if (lacksStart) {
            builder.withoutStart(phase);
        }
        return builder.build();
    }

    /**
     * Returns the accession.
     *
     * @return with its version, if it has one
     */
    public String accession() {
        return accession;
    }

    /**
     * Returns the accession of the contig.
     *
     * @return empty if there is no alignment
     */
    public String contig() {
        return contig;
    }

    /**
     * Returns the accession of the protein.
     *
     * @return empty if it is not known or there is none
     */
    public Optional<String> protein() {
        return Optional.ofNullable(protein);
    }

    /**
     * Returns the alignment to the contig.
     *
     * @return empty if only the transcript itself is known
     */
    public Optional<TranscriptAlignment> alignment() {
        return Optional.ofNullable(alignment);
    }

    /**
     * Returns the bases.
     *
     * @return in upper case, 5′ to 3′; empty if they are not known
     */
    public Optional<String> sequence() {
        return Optional.ofNullable(sequence);
    }

    /**
     * Returns whether there is a coding sequence.
     *
     * @return true if names begin with {@code c.}
     */
    public boolean isCoding() {
        return cdsStart > 0;
    }

    /**
     * Returns where the coding sequence starts.
     *
     * @return the first base of the start codon along the transcript; 0 if there is none
     */
    public int cdsStart() {
        return cdsStart;
    }

    /**
     * Returns where the coding sequence ends.
     *
     * @return the last base of the stop codon along the transcript; 0 if there is none
     */
    public int cdsEnd() {
        return cdsEnd;
    }

    /**
     * Returns whether the 5′ end of the coding sequence is missing, so that its first codon is not the start codon.
     *
     * @return false if it begins with the start codon, or there is no coding sequence
     */
    public boolean lacksStart() {
        return lacksStart;
    }

    /**
     * Returns the number of bases before the first complete codon.
     *
     * @return 0, 1 or 2; not 0 only if the 5′ end of the coding sequence is missing
     */
    public int phase() {
        return phase;
    }

    /**
     * Returns the genetic code.
     *
     * @return the code of the contig
     */
    public GeneticCode code() {
        return code;
    }

    /** Returns the translation of the coding sequence, which is made once. */
    Translation translation() {
        Translation known = translation;
        if (known == null) {
            known = new Translation(code, requireSequence().substring(cdsStart - 1), cdsEnd - cdsStart + 1, lacksStart);
            translation = known;
        }
        return known;
    }

    TranscriptAlignment requireAlignment() {
        if (alignment == null) {
            throw new HgvsException(accession + ": expected an alignment to a contig");
        }
        return alignment;
    }

    String requireSequence() {
        if (sequence == null) {
            throw new HgvsException(accession + ": expected the bases of the transcript");
        }
        return sequence;
    }

    /** Returns accession and contig, for logs and debugging. */
    @Override
    public String toString() {
        return contig.isEmpty() ? accession : accession + " on " + contig;
    }

    /** Collects what is known of a transcript. Not thread-safe. */
    public static final class Builder {
        private final String accession;
        private String contig = "";
        private @Nullable TranscriptAlignment alignment;
        private @Nullable String protein;
        private @Nullable String sequence;
        private int cdsStart;
        private int cdsEnd;
        private GeneticCode code = GeneticCode.STANDARD;
        private boolean lacksStart;
        private int phase;

        private Builder(String accession) {
            this.accession = accession;
        }

        /**
         * Sets the place on a contig.
         *
         * @param contig the contig's accession
         * @param alignment the alignment to it
         * @return this builder
         */
        public Builder alignment(String contig, TranscriptAlignment alignment) {
            this.contig = Objects.requireNonNull(contig, "contig");
            this.alignment = Objects.requireNonNull(alignment, "alignment");
            return this;
        }

        /**
         * Sets the accession of the protein.
         *
         * @param protein the accession; null for none
         * @return this builder
         */
        public Builder protein(@Nullable String protein) {
            this.protein = protein;
            return this;
        }

        /**
         * Sets the bases.
         *
         * @param sequence the bases, 5′ to 3′, in either case
         * @return this builder
         */
        public Builder sequence(String sequence) {
            Objects.requireNonNull(sequence, "sequence");
            this.sequence = sequence.toUpperCase(Locale.ROOT);
            return this;
        }

        /**
         * Sets the coding sequence, including the stop codon.
         *
         * @param start the first base along the transcript, from 1
         * @param end the last base of the stop codon
         * @return this builder
         * @throws IllegalArgumentException if {@code start < 1} or {@code end < start}
         */
        public Builder cds(int start, int end) {
            if (start < 1 || end < start) {
                throw new IllegalArgumentException("expected 1 <= start <= end, found " + start + "-" + end);
            }
            cdsStart = start;
            cdsEnd = end;
            return this;
        }

        /**
         * States that the 5′ end of the coding sequence is missing.
         *
         * @param firstPhase the number of bases before the first complete codon: 0, 1 or 2
         * @return this builder
         * @throws IllegalArgumentException if the argument is another number
         */
        public Builder withoutStart(int firstPhase) {
            if (firstPhase < 0 || firstPhase > 2) {
                throw new IllegalArgumentException("expected a phase of 0, 1 or 2, found " + firstPhase);
            }
            lacksStart = true;
            phase = firstPhase;
            return this;
        }

        /**
         * Sets the genetic code.
         *
         * @param code the code of the contig
         * @return this builder
         */
        public Builder code(GeneticCode code) {
            this.code = Objects.requireNonNull(code, "code");
            return this;
        }

        /**
         * Builds the description.
         *
         * @return the description
         * @throws IllegalArgumentException if the coding sequence or the alignment ends beyond the bases
         */
        public HgvsTranscript build() {
            if (sequence != null && cdsEnd > sequence.length()) {
                throw new IllegalArgumentException(accession + ": expected a coding sequence within "
                        + sequence.length() + " bases, found " + cdsStart + "-" + cdsEnd);
            }
            return new HgvsTranscript(this);
        }
    }
}

package omega.genomics.hgvs;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import omega.genomics.Interval;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.HgvsVariant.Protein;
import omega.genomics.hgvs.Shifting.Named;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.model.TranscriptAlignment.Place;
import org.jspecify.annotations.Nullable;

/**
 * Brings names into the recommended form: trimmed, shifted to the 3′ end, and called what they are: {@code =}, {@code >}, {@code del},
 * {@code dup}, {@code ins}, {@code inv} or {@code delins}. Converts them from and to alleles of VCF and SPDI.
 *
 * <pre>{@code
 * HgvsNormalizer normalizer = HgvsNormalizer.of(fasta::bases);
 * normalizer.normalize(g);                                    // NC_000006.11:g.49917122_49917123insA becomes g.49917127dup
 * normalizer.toAllele(g);                                     // NC_000006.11-49917122-G-GA, aligned to the left
 * }</pre>
 *
 * <p>A name on a transcript is shifted along the transcript's bases and stays in its exon, or where the genome is known and the alignment has no
 * gaps along the genome, which lets it move from an exon into the intron behind it. Immutable and as thread-safe as the reference.
 */
public final class HgvsNormalizer {
    /** Where shifting on a transcript ends. */
    public enum Boundary {
        /** At the ends of exons, as the recommendations want it. */
        EXON,
        /** At the ends of exons and of the coding sequence. */
        EXON_AND_CDS,
        /** Nowhere. */
        NONE
    }

    /** What to do about bases that a name states and that the reference does not have. */
    public enum StatedBases {
        /** Refuse the name. */
        MUST_MATCH,
        /** Take the bases of the reference. */
        REPLACE
    }

    private static final int MAX_COPIED = 1_000_000;
    private static final int LOWEST = Integer.MIN_VALUE + 2;
    private static final int HIGHEST = Integer.MAX_VALUE - 2;

    private final @Nullable ReferenceSequence genome;
    private final boolean toThePrimeEnd;
    private final Boundary boundary;
    private final StatedBases stated;
    private final boolean repeats;

    private HgvsNormalizer(
            @Nullable ReferenceSequence genome,
            boolean toThePrimeEnd,
            Boundary boundary,
            StatedBases stated,
            boolean repeats) {
        this.genome = genome;
        this.toThePrimeEnd = toThePrimeEnd;
        this.boundary = boundary;
        this.stated = stated;
        this.repeats = repeats;
    }

    /**
     * Makes a normalizer that shifts to the 3′ end, not over the ends of exons, and refuses other bases than those of the reference.
     *
     * @param genome the bases of contigs, by the accessions that names use; null if only names on transcripts with bases are normalized
     * @return the normalizer
     */
    public static HgvsNormalizer of(@Nullable ReferenceSequence genome) {
        return new HgvsNormalizer(genome, true, Boundary.EXON, StatedBases.MUST_MATCH, false);
    }

    /**
     * Chooses the direction.
     *
     * @param threePrime true for the 3′ end, as the recommendations want it; false for the 5′ end
     * @return a normalizer with this setting
     */
    public HgvsNormalizer withThreePrime(boolean threePrime) {
        return new HgvsNormalizer(genome, threePrime, boundary, stated, repeats);
    }

    /**
     * Chooses where shifting ends.
     *
     * @param limit the limit on transcripts
     * @return a normalizer with this setting
     */
    public HgvsNormalizer withBoundary(Boundary limit) {
        Objects.requireNonNull(limit, "limit");
        return new HgvsNormalizer(genome, toThePrimeEnd, limit, stated, repeats);
    }

    /**
     * Chooses what happens to a name that states other bases than the reference has.
     *
     * @param policy the policy
     * @return a normalizer with this setting
     */
    public HgvsNormalizer withStatedBases(StatedBases policy) {
        Objects.requireNonNull(policy, "policy");
        return new HgvsNormalizer(genome, toThePrimeEnd, boundary, policy, repeats);
    }

    /**
     * Chooses how an insertion of several units of a repeat is named.
     *
     * @param written true for {@code 399_401T[6]}, false for {@code 401_402insTTT}
     * @return a normalizer with this setting
     */
    public HgvsNormalizer withRepeats(boolean written) {
        return new HgvsNormalizer(genome, toThePrimeEnd, boundary, stated, written);
    }

    /**
     * Normalizes a name on a contig.
     *
     * @param variant the name, {@code g.}, {@code m.} or without a letter
     * @return the recommended name
     * @throws HgvsException if the bases are not known, or the name does not fit them
     */
    public Nucleotide normalize(Nucleotide variant) {
        Objects.requireNonNull(variant, "variant");
        String contig = variant.reference().accession();
        if (variant.kind() == HgvsKind.CODING || variant.kind() == HgvsKind.RNA) {
            throw new HgvsException("expected a transcript for " + variant);
        }
        if (isPlace(variant)) {
            return variant.kind() == HgvsKind.UNSPECIFIED
                    ? new Nucleotide(
                            variant.reference(),
                            HgvsKind.ofContig(contig),
                            variant.location(),
                            variant.edit(),
                            variant.predicted())
                    : variant;
        }
        Track track = genome(contig, false);
        SequenceChange change = change(variant, track);
        Named named = named(track, change, LOWEST, HIGHEST);
        HgvsKind kind = variant.kind() == HgvsKind.UNSPECIFIED || variant.kind() == HgvsKind.GENOMIC
                ? HgvsKind.ofContig(contig)
                : variant.kind();
        return new Nucleotide(
                variant.reference(),
                kind,
                HgvsLocation.of(named.first(), named.last()),
                named.edit(),
                variant.predicted());
    }

    /** Tells whether a name changes nothing that could be shifted: a location alone, or {@code =} of the whole sequence. */
    private static boolean isPlace(Nucleotide variant) {
        return variant.edit() instanceof NucleotideEdit.None
                || (variant.location() == null && variant.edit() instanceof NucleotideEdit.Identity);
    }

    private Track genome(String contig, boolean backwards) {
        if (genome == null) {
            throw new HgvsException("expected the bases of " + contig);
        }
        Track forwards = Track.of(genome, contig);
        return backwards ? forwards.backwards() : forwards;
    }

    private SequenceChange change(Nucleotide variant, Track track) {
        HgvsLocation location = exact(variant);
        if (location.first().landmark() != HgvsPosition.Landmark.START
                || location.first().offset() != 0) {
            throw new HgvsException("expected positions from 1, found " + variant);
        }
        return change(variant, track, location.first().base(), location.last().base(), place -> copied(track, place));
    }

    private static String copied(Track track, HgvsLocation place) {
        boolean counted = place.first().landmark() == HgvsPosition.Landmark.START
                && place.first().offset() == 0
                && place.last().landmark() == HgvsPosition.Landmark.START
                && place.last().offset() == 0;
        if (!counted || place.last().base() < place.first().base()) {
            throw new HgvsException("expected positions to copy, found " + place);
        }
        if (place.last().base() - place.first().base() > MAX_COPIED) {
            throw new HgvsException("expected at most " + MAX_COPIED + " bases to copy, found " + place);
        }
        return track.bases(place.first().base(), place.last().base());
    }

    private static HgvsLocation exact(Nucleotide variant) {
        HgvsLocation location = variant.location();
        if (location == null || !location.isExact()) {
            throw new HgvsException("expected exact positions, found " + variant);
        }
        return location;
    }

    private SequenceChange change(
            Nucleotide variant, Track track, int start, int end, Function<HgvsLocation, String> places) {
        if (end < start) {
            throw new HgvsException("expected the start before the end, found " + variant);
        }
        NucleotideEdit edit = variant.kind() == HgvsKind.RNA ? Bases.ofDna(variant.edit()) : variant.edit();
        if (edit instanceof NucleotideEdit.Insertion && end != start + 1) {
            throw new HgvsException("expected an insertion between two neighbours, found " + variant);
        }
        check(variant, EditText.stated(edit), track, start, end);
        if (edit instanceof NucleotideEdit.Repeat repeat) {
            return Shifting.ofRepeat(track, repeat, start, end);
        }
        return SequenceChange.of(variant, start, end, track::bases, places);
    }

    private void check(Nucleotide variant, String bases, Track track, int start, int end) {
        String reference = track.bases(start, end);
        if (bases.isEmpty() || stated == StatedBases.REPLACE) {
            return;
        }
        boolean fits = Cursor.isDigit(bases.charAt(0))
                ? Integer.parseInt(bases) == reference.length()
                : bases.toUpperCase(Locale.ROOT).equals(reference);
        if (!fits) {
            throw new HgvsException("expected " + reference + " at the location, found " + bases + " in " + variant);
        }
    }

    private Named named(Track track, SequenceChange change, int first, int last) {
        SequenceChange trimmed = Shifting.trimmed(track, change);
        SequenceChange shifted =
                toThePrimeEnd ? Shifting.right(track, trimmed, last) : Shifting.left(track, trimmed, first);
        Named repeat = repeats && toThePrimeEnd ? Shifting.repeatNamed(track, shifted, first) : null;
        return repeat == null ? Shifting.named(track, shifted, change, first, last) : repeat;
    }

    /**
     * Normalizes a name on a transcript.
     *
     * @param variant the name, {@code c.}, {@code n.}, {@code r.} or without a letter
     * @param transcript the transcript
     * @return the recommended name, {@code c.} or {@code n.}
     * @throws HgvsException if the bases are not known, or the name does not fit them
     */
    public Nucleotide normalize(Nucleotide variant, HgvsTranscript transcript) {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(transcript, "transcript");
        if (isPlace(variant)) {
            return variant;
        }
        HgvsLocation location = exact(variant);
        HgvsKind kind = variant.kind() == HgvsKind.CODING || variant.kind() == HgvsKind.NONCODING
                ? variant.kind()
                : transcript.isCoding() ? HgvsKind.CODING : HgvsKind.NONCODING;
        boolean exonic = location.first().offset() == 0 && location.last().offset() == 0;
        if (transcript.sequence().isPresent() && exonic && (genome == null || boundary == Boundary.NONE)) {
            return alongTranscript(variant, transcript, kind);
        }
        boolean spliced =
                transcript.alignment().map(TranscriptAlignment::isWithoutGaps).orElse(false);
        if (exonic && transcript.sequence().isPresent() && !spliced) {
            return alongTranscript(variant, transcript, kind);
        }
        return alongGenome(variant, transcript, kind);
    }

    private Nucleotide alongTranscript(Nucleotide variant, HgvsTranscript transcript, HgvsKind kind) {
        HgvsLocation location = exact(variant);
        Track track = Track.of(transcript.requireSequence());
        int start = Positions.base(transcript, kind, location.first());
        int end = Positions.base(transcript, kind, location.last());
        SequenceChange change = change(variant, track, start, end, place -> Positions.copied(transcript, kind, place));
        int first = LOWEST;
        int last = HIGHEST;
        if (boundary != Boundary.NONE) {
            boolean inserts = variant.edit() instanceof NucleotideEdit.Insertion;
            Interval right = exon(transcript, inserts && !toThePrimeEnd ? end : start);
            Interval left = exon(transcript, inserts && !toThePrimeEnd ? end : start);
            boolean spans = !inserts && (end > right.end() || start < left.start());
            first = spans ? start : left.start();
            last = spans ? end : right.end();
        }
        Named named = named(track, change, first, last);
        HgvsPosition from = Positions.written(transcript, kind, named.first(), 0);
        HgvsPosition to = Positions.written(transcript, kind, named.last(), 0);
        return named(variant, kind, from, to, named.edit());
    }

    private static Nucleotide named(
            Nucleotide variant, HgvsKind kind, HgvsPosition from, HgvsPosition to, NucleotideEdit edit) {
        return new Nucleotide(variant.reference(), kind, HgvsLocation.of(from, to), edit, variant.predicted());
    }

    /** Returns the stretch that shifting stays in: the exon, or the part of it on one side of the coding sequence's ends. */
    private Interval exon(HgvsTranscript transcript, int base) {
        int length = transcript.requireSequence().length();
        int at = Math.max(1, Math.min(base, length));
        Interval exon = transcript
                .alignment()
                .filter(alignment -> at <= alignment.length())
                .map(alignment -> alignment.exonOf(at))
                .orElse(new Interval(1, length));
        if (boundary != Boundary.EXON_AND_CDS || !transcript.isCoding()) {
            return exon;
        }
        int start = transcript.cdsStart();
        int end = transcript.cdsEnd();
        int low = at > end ? end + 1 : at >= start ? start : 1;
        int high = at < start ? start - 1 : at <= end ? end : length;
        return new Interval(Math.max(exon.start(), low), Math.min(exon.end(), high));
    }

    /** Shifts along the genome in the direction of the transcript. */
    private Nucleotide alongGenome(Nucleotide variant, HgvsTranscript transcript, HgvsKind kind) {
        TranscriptAlignment alignment = transcript.requireAlignment();
        HgvsLocation location = exact(variant);
        boolean reverse = alignment.isReverse();
        Track track = genome(transcript.contig(), reverse);
        int start = onTrack(transcript, alignment, kind, location.first(), true);
        int end = onTrack(transcript, alignment, kind, location.last(), false);
        SequenceChange change = change(
                variant,
                track,
                start,
                end,
                place -> track.bases(
                        onTrack(transcript, alignment, kind, place.first(), true),
                        onTrack(transcript, alignment, kind, place.last(), false)));
        Named named = named(track, change, LOWEST, HIGHEST);
        return named(
                variant,
                kind,
                onTranscript(transcript, alignment, kind, named.first(), true),
                onTranscript(transcript, alignment, kind, named.last(), false),
                named.edit());
    }

    private static int onTrack(
            HgvsTranscript transcript,
            TranscriptAlignment alignment,
            HgvsKind kind,
            HgvsPosition position,
            boolean isStart) {
        int base = Positions.base(transcript, kind, position);
        long at = alignment.toGenome(base, position.offset(), isStart);
        if (at < 1 || at > Integer.MAX_VALUE) {
            throw new HgvsException("expected a position on " + transcript.contig() + ", found " + position);
        }
        return alignment.isReverse() ? (int) -at : (int) at;
    }

    private static HgvsPosition onTranscript(
            HgvsTranscript transcript, TranscriptAlignment alignment, HgvsKind kind, int at, boolean isStart) {
        Place place = alignment.toTranscript(Math.abs(at), isStart);
        return Positions.written(transcript, kind, place.base(), place.offset());
    }

    /**
     * Names an allele on its contig.
     *
     * @param allele the allele, in any representation of VCF
     * @return the recommended name, {@code g.} or {@code m.}
     * @throws HgvsException if REF is not what the contig has, and bases must match
     */
    public Nucleotide toName(GenomicAllele allele) {
        Objects.requireNonNull(allele, "allele");
        return toName(allele, genome(allele.contig(), false));
    }

    private Nucleotide toName(GenomicAllele allele, Track track) {
        Named named = named(track, checked(allele, track), LOWEST, HIGHEST);
        return new Nucleotide(
                HgvsReference.of(allele.contig()),
                HgvsKind.ofContig(allele.contig()),
                HgvsLocation.of(named.first(), named.last()),
                named.edit(),
                false);
    }

    private SequenceChange checked(GenomicAllele allele, Track track) {
        int start = allele.position();
        if (start < 1 || !areBases(allele.reference()) || !areBases(allele.alternative())) {
            throw new HgvsException("expected a position and bases, found " + allele);
        }
        int end = start + allele.reference().length() - 1;
        String reference = track.bases(start, end);
        if (stated == StatedBases.MUST_MATCH && !reference.equalsIgnoreCase(allele.reference())) {
            throw new HgvsException("expected REF " + reference + ", found " + allele);
        }
        return new SequenceChange(start, end, allele.alternative().toUpperCase(Locale.ROOT));
    }

    private static boolean areBases(String bases) {
        return !bases.isEmpty() && bases.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }

    /**
     * Names an allele on a transcript: shifted to the 3′ end of the transcript, along the genome where the alignment has no gaps.
     *
     * @param allele the allele on the transcript's contig, in any representation of VCF
     * @param transcript the transcript, with an alignment
     * @return the recommended name, {@code c.}, or {@code n.} without a coding sequence
     * @throws HgvsException if REF is not what the contig has, and bases must match
     */
    public Nucleotide toName(GenomicAllele allele, HgvsTranscript transcript) {
        Objects.requireNonNull(allele, "allele");
        Objects.requireNonNull(transcript, "transcript");
        return toName(allele, transcript, genome(allele.contig(), false));
    }

    private Nucleotide toName(GenomicAllele allele, HgvsTranscript transcript, Track forwards) {
        TranscriptAlignment alignment = transcript.requireAlignment();
        boolean reverse = alignment.isReverse();
        HgvsKind kind = transcript.isCoding() ? HgvsKind.CODING : HgvsKind.NONCODING;
        SequenceChange forward = checked(allele, forwards);
        Track track = reverse ? forwards.backwards() : forwards;
        SequenceChange change = reverse
                ? new SequenceChange(-forward.end(), -forward.start(), Bases.reverseComplement(forward.inserted()))
                : forward;
        SequenceChange trimmed = Shifting.trimmed(track, change);
        // all texts of one allele end at the same place, whichever side of a gap they began on
        SequenceChange outmost =
                toThePrimeEnd ? Shifting.right(track, trimmed, HIGHEST) : Shifting.left(track, trimmed, LOWEST);
        Interval free = alignment.withoutGaps(Math.max(1, Math.abs(outmost.start())));
        int low = reverse ? -free.end() : free.start();
        int high = reverse ? -free.start() : free.end();
        Named named = named(
                track, alignment.isWithoutGaps() ? change : outmost, Math.max(low, LOWEST), Math.min(high, HIGHEST));
        HgvsPosition from = onTranscript(transcript, alignment, kind, named.first(), true);
        HgvsPosition to = onTranscript(transcript, alignment, kind, named.last(), false);
        return new Nucleotide(
                HgvsReference.of(transcript.accession()), kind, HgvsLocation.of(from, to), named.edit(), false);
    }

    /**
     * Names an allele on its contig, on a transcript and on its protein.
     *
     * @param allele the allele on the transcript's contig, in any representation of VCF
     * @param transcript the transcript, with an alignment, and with bases if it is coding
     * @return the names
     * @throws HgvsException if REF is not what the contig has, and bases must match
     */
    public Names toNames(GenomicAllele allele, HgvsTranscript transcript) {
        Objects.requireNonNull(allele, "allele");
        Objects.requireNonNull(transcript, "transcript");
        Track forwards = genome(allele.contig(), false);
        Nucleotide along = toName(allele, transcript, forwards);
        Protein protein = null;
        if (transcript.isCoding() && transcript.sequence().isPresent()) {
            HgvsProjector projector = new HgvsProjector(transcript);
            Nucleotide inExons = isExonic(along) ? along : withThreePrime(false).toName(allele, transcript, forwards);
            protein = projector.toProtein(isExonic(inExons) ? inExons : along);
        }
        return new Names(toName(allele, forwards), along, protein);
    }

    private static boolean isExonic(Nucleotide variant) {
        HgvsLocation location = variant.location();
        return location != null
                && location.first().offset() == 0
                && location.last().offset() == 0;
    }

    /**
     * The names of an allele.
     *
     * @param genomic the name on the contig
     * @param transcript the name on the transcript
     * @param protein the name on the protein; null for a transcript that is not coding or whose bases are not known
     */
    public record Names(
            Nucleotide genomic,
            Nucleotide transcript,
            @Nullable Protein protein) {
        /** Creates a record; nothing in it may be null. */
        public Names {
            Objects.requireNonNull(genomic, "genomic");
            Objects.requireNonNull(transcript, "transcript");
        }
    }

    /**
     * Converts a name on a contig to an allele of VCF, aligned to the left.
     *
     * @param variant the name, {@code g.} or {@code m.}
     * @return the allele; with the base before it where REF or ALT would be empty, and the base after it at the start of the contig
     * @throws HgvsException if the bases are not known, or the name does not fit them
     */
    public GenomicAllele toAllele(Nucleotide variant) {
        Objects.requireNonNull(variant, "variant");
        String contig = variant.reference().accession();
        Track track = genome(contig, false);
        SequenceChange change = Shifting.left(track, Shifting.trimmed(track, change(variant, track)), LOWEST);
        int start = change.start();
        int end = change.end();
        String alternative = change.inserted();
        if (end < start || alternative.isEmpty()) {
            if (start > 1) {
                start--;
                alternative = track.base(start) + alternative;
            } else {
                end++;
                alternative = alternative + track.base(end);
            }
        }
        return new GenomicAllele(contig, start, track.bases(start, end), alternative);
    }

    /**
     * Reads an allele in the notation of SPDI: sequence, position from 0, deleted bases or their number, inserted bases.
     *
     * @param spdi the text, for example {@code NC_000013.11:32340300:T:}
     * @return the recommended name on the sequence, {@code g.} or {@code m.}
     * @throws HgvsException if the text is malformed, or does not fit the bases
     */
    public Nucleotide ofSpdi(String spdi) {
        Objects.requireNonNull(spdi, "spdi");
        String[] parts = spdi.split(":", -1);
        if (parts.length != 4
                || parts[0].isEmpty()
                || !parts[1].matches("\\d{1,9}")
                || !parts[2].matches("\\d{0,9}|[A-Za-z]*")
                || !parts[3].matches("[A-Za-z]*")) {
            throw new HgvsException("expected sequence:position:deleted:inserted, found " + spdi);
        }
        Track track = genome(parts[0], false);
        int start = Integer.parseInt(parts[1]) + 1;
        boolean number = !parts[2].isEmpty() && Cursor.isDigit(parts[2].charAt(0));
        int length = number ? Integer.parseInt(parts[2]) : parts[2].length();
        String reference = track.bases(start, start + length - 1);
        if (!number && stated == StatedBases.MUST_MATCH && !reference.equalsIgnoreCase(parts[2])) {
            throw new HgvsException("expected " + reference + ", found " + spdi);
        }
        SequenceChange change = new SequenceChange(start, start + length - 1, parts[3].toUpperCase(Locale.ROOT));
        Named named = named(track, change, LOWEST, HIGHEST);
        return new Nucleotide(
                HgvsReference.of(parts[0]),
                HgvsKind.ofContig(parts[0]),
                HgvsLocation.of(named.first(), named.last()),
                named.edit(),
                false);
    }
}

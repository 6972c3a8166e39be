package omega.genomics.vcf.normalize;

import java.util.Objects;
import java.util.function.Consumer;
import omega.genomics.DiagnosticListener;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;
import org.jspecify.annotations.Nullable;

/**
 * Brings records to the one form that others can be compared with: one ALT allele a record, trimmed, as far left as the
 * reference allows (Tan et al. 2015), REF checked.
 *
 * <pre>{@code
 * try (IndexedFasta fasta = IndexedFasta.open(reference);
 *         VcfReader reader = VcfReader.open(path);
 *         VcfWriter writer = VcfWriter.create(out, reader.header())) {
 *     VcfNormalizer.against(fasta::bases).normalize(reader, writer::write);
 * }
 * }</pre>
 *
 * <p>Agrees with {@code bcftools norm -m- -f}. Splitting takes values of Number A, R, G, LA, LR and LG apart as the header
 * defines them. Symbolic alleles, {@code *} and breakends keep their place and form. Records are sorted again within a
 * window of 1,000 bases.
 *
 * <p>Immutable; methods return changed normalizers. Safe to share between threads if the reference is.
 */
public final class VcfNormalizer {
    private final @Nullable ReferenceSequence reference;
    private final Settings settings;

    private VcfNormalizer(@Nullable ReferenceSequence reference, Settings settings) {
        this.reference = reference;
        this.settings = settings;
    }

    /**
     * Makes a normalizer that splits, checks, trims and aligns.
     *
     * @param reference with the contig names of the files, such as {@code IndexedFasta::bases}
     * @return strict about REF
     */
    public static VcfNormalizer against(ReferenceSequence reference) {
        Objects.requireNonNull(reference, "reference");
        return new VcfNormalizer(reference, new Settings());
    }

    /**
     * Makes a normalizer that knows no reference: it splits, and leaves positions and alleles as they are.
     *
     * @return a normalizer that checks nothing
     */
    public static VcfNormalizer withoutReference() {
        return new VcfNormalizer(null, new Settings());
    }

    private VcfNormalizer with(Consumer<Settings> change) {
        Settings changed = new Settings(settings);
        change.accept(changed);
        return new VcfNormalizer(reference, changed);
    }

    /**
     * Sets whether records with several ALT alleles are taken apart.
     *
     * @param newSplit true unless set
     * @return a changed normalizer
     */
    public VcfNormalizer split(boolean newSplit) {
        return with(of -> of.split = newSplit);
    }

    /**
     * Sets what happens to a record whose REF is not what the reference has.
     *
     * @param newCheck an error unless set
     * @return a changed normalizer
     */
    public VcfNormalizer referenceCheck(ReferenceCheck newCheck) {
        Objects.requireNonNull(newCheck, "newCheck");
        return with(of -> of.check = newCheck);
    }

    /**
     * Sets what becomes, in a genotype, of the alleles that split off.
     *
     * @param newOtherAllele REF unless set
     * @return a changed normalizer
     */
    public VcfNormalizer otherAllele(OtherAllele newOtherAllele) {
        Objects.requireNonNull(newOtherAllele, "newOtherAllele");
        return with(of -> of.otherAllele = newOtherAllele);
    }

    /**
     * Sets whether splitting makes a record of an ALT allele {@code *}.
     *
     * @param keep true unless set
     * @return a changed normalizer
     */
    public VcfNormalizer keepStars(boolean keep) {
        return with(of -> of.keepsStars = keep);
    }

    /**
     * Sets whether substitutions of several bases become several records, INFO and genotypes repeated.
     *
     * @param atomize false unless set; needs splitting
     * @return a changed normalizer
     */
    public VcfNormalizer atomize(boolean atomize) {
        return with(of -> of.atomizes = atomize);
    }

    /**
     * Sets whether a record with the position and alleles of one before is left out.
     *
     * @param drop false unless set: duplicates are only counted
     * @return a changed normalizer
     */
    public VcfNormalizer dropDuplicates(boolean drop) {
        return with(of -> of.dropsDuplicates = drop);
    }

    /**
     * Sets who hears of records that do not fit the reference.
     *
     * @param listener called on the normalizing thread
     * @return a changed normalizer
     */
    public VcfNormalizer diagnostics(DiagnosticListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(of -> of.diagnostics = listener);
    }

    /**
     * Normalizes every record that is left in a reader.
     *
     * @param reader read to its end; stays open
     * @param out receives records of the reader's header, sorted by position if the reader's are
     * @return what was done
     * @throws omega.genomics.ParseException if a record is malformed, has another number of values than its header says, or
     *     does not fit the reference; a lenient reader skips it. A reader that keeps broken values
     *     ({@link omega.genomics.vcf.BrokenValues#KEEP}) has lists of another length written whole to each new record, and counted
     */
    public NormalizationReport normalize(VcfReader reader, Consumer<? super Variant> out) {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(out, "out");
        NormalizationPass pass = new NormalizationPass(
                settings,
                reference == null ? null : new ReferenceForm(reference, settings),
                reader.header(),
                reader.keptValues(),
                out);
        reader.forEach(pass::add);
        return pass.finish();
    }
}

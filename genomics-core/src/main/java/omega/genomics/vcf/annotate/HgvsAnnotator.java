package omega.genomics.vcf.annotate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.io.AtomicFile;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.header.VcfVersion;

/**
 * Writes HGVS names into a VCF file: INFO {@code HGVSg}, {@code HGVSc} and {@code HGVSp}, each with a value for each ALT allele.
 *
 * <pre>{@code
 * HgvsNamer namer = HgvsNamer.builder(model, fasta::bases).build();
 * HgvsAnnotator.of(namer).annotate(Path.of("mine.vcf.gz"), Path.of("named.vcf.gz"));
 * }</pre>
 *
 * <p>{@code HGVSc} and {@code HGVSp} are the names on one transcript: of those that the allele overlaps MANE Select before the canonical one of
 * Ensembl or the RefSeq Select, before the one with the longest coding sequence. With {@link #allTranscripts}, they are all names, with {@code &} between, in the same order; a transcript without a
 * protein has a dot in {@code HGVSp}. An allele that has no name, such as a symbolic one, or whose REF is not that of the genome, has a dot. Characters that a value cannot
 * hold are percent-encoded, as VEP does: {@code p.(Lys2%3D)}. Everything else in a record stays byte for byte. Immutable: methods return changed annotators.
 */
public final class HgvsAnnotator {
    static final String GENOMIC = "HGVSg";
    static final String CODING = "HGVSc";
    static final String PROTEIN = "HGVSp";
    private final HgvsNamer namer;
    private final boolean isAll;
    private final UnaryOperator<String> contigs;

    private HgvsAnnotator(HgvsNamer namer, boolean isAll, UnaryOperator<String> contigs) {
        this.namer = namer;
        this.isAll = isAll;
        this.contigs = contigs;
    }

    /**
     * Makes an annotator.
     *
     * @param namer names the alleles
     * @return names on one transcript, and contigs have the names of the gene model
     */
    public static HgvsAnnotator of(HgvsNamer namer) {
        Objects.requireNonNull(namer, "namer");
        return new HgvsAnnotator(namer, false, UnaryOperator.identity());
    }

    /**
     * Sets whether the names on all transcripts are written.
     *
     * @param all false unless set: on one transcript
     * @return a changed annotator
     */
    public HgvsAnnotator allTranscripts(boolean all) {
        return new HgvsAnnotator(namer, all, contigs);
    }

    /**
     * Sets what the gene model calls the contigs of the file.
     *
     * @param names returns the name in the gene model, asked once for each contig
     * @return a changed annotator
     */
    public HgvsAnnotator contigs(UnaryOperator<String> names) {
        Objects.requireNonNull(names, "names");
        return new HgvsAnnotator(namer, isAll, names);
    }

    /**
     * Annotates a file.
     *
     * @param file VCF or BCF, plain or compressed, in any order
     * @param target appears when it is complete, and may be the file itself: BGZF if its name ends in {@code .gz} or {@code .bgz}, plain
     *     VCF otherwise
     * @return what was done; its source is the gene model, of which no records are read
     * @throws IOException if a file cannot be read or written
     * @throws omega.genomics.ParseException if a record is malformed
     * @throws IllegalArgumentException if the file defines one of the keys in another way
     */
    public AnnotationReport annotate(Path file, Path target) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(target, "target");
        try (VcfReader reader = VcfReader.open(file)) {
            return AtomicFile.write(target, Deflater.DEFAULT_COMPRESSION, out -> annotate(reader, out));
        }
    }

    /**
     * Annotates the records of a reader.
     *
     * @param reader before its first record, with all samples and fields; read to its end, not closed
     * @param out gets header and records as VCF text; not closed
     * @return what was done; its source is the gene model, of which no records are read
     * @throws IOException if writing fails
     * @throws omega.genomics.ParseException if a record is malformed
     * @throws IllegalArgumentException if the file defines one of the keys in another way
     */
    public AnnotationReport annotate(VcfReader reader, OutputStream out) throws IOException {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(out, "out");
        String on = isAll ? "on each transcript, with & between" : "on the preferred transcript";
        VcfHeader names = VcfHeader.builder(VcfVersion.V4_3)
                .info(GENOMIC, VcfNumber.A, VcfType.STRING, "HGVS name on the contig")
                .info(CODING, VcfNumber.A, VcfType.STRING, "HGVS name " + on)
                .info(PROTEIN, VcfNumber.A, VcfType.STRING, "HGVS name of the protein, " + on)
                .build();
        List<AnnotationColumn> columns = AnnotationColumn.parseAll(GENOMIC, CODING, PROTEIN);
        Columns bound = Columns.of(columns, names, "HGVS names", reader.header(), "the annotated file");
        bound.header().writeTo(out);
        return new NamingPass(reader, namer.names(), isAll, contigs, bound, out).run();
    }

    /** Returns what names it writes. */
    @Override
    public String toString() {
        return "HgvsAnnotator[" + namer + (isAll ? ", all]" : "]");
    }
}

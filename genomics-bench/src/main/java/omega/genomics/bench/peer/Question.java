package omega.genomics.bench.peer;

import java.util.List;
import omega.genomics.bench.corpus.Corpus;
import omega.genomics.bench.corpus.Corpus.Container;

/** What is asked of a file, the same of every contender. */
public enum Question {
    /** (1) Contig, start, end, strand, id, name and biotype of every gene. */
    GENE_ROWS("gene rows, seven fields", Corpus.ANNOTATION),
    /** (2) Transcript id and exon number of every row. */
    EVERY_ROW("every row, two attributes", Corpus.ANNOTATION),
    /** (3) Whole gene models: genes, transcripts, exons, coding parts. */
    GENE_MODELS("whole gene models", Corpus.ANNOTATION),
    /** (4) The fixed columns, AF and AC of every record. */
    SITES("sites, fixed columns, AF and AC", Corpus.SITES),
    /** (5) Every value of INFO, in the type its header declares. */
    INFO("all of INFO, typed", Corpus.SITES),
    /** (6) How many alleles other than the reference the genotypes hold, from a file of genotypes alone. */
    GENOTYPES("genotypes of 2,504 samples", Corpus.GENOTYPES),
    /** (6) The same from a file with five fields a sample. */
    CALLS("genotypes of 100 samples, five fields", Corpus.CALLS),
    /** (7) One column of a file with many samples. */
    POSITIONS("POS of 2,504 samples", Corpus.GENOTYPES),
    /** (7) How many lines that file has: what POS is measured against. */
    LINES("lines of 2,504 samples", Corpus.GENOTYPES),
    /** (8) Every byte, decompressed. */
    INFLATE("inflation alone", Corpus.SITES),
    /** (8) The same of an annotation: what every row from one gzip member is measured against. */
    INFLATE_ROWS("inflation alone of the annotation", Corpus.ANNOTATION),
    /** (9) Position and id of the records in forty regions a contig, found through an index. */
    REGIONS("records of 40 regions a contig, through an index", Corpus.SITES),
    /** (10) An index built over all exons, and 100,000 regions looked up in it; reading the file is not part of it. */
    OVERLAP("exons overlapping 100,000 regions, with building the index", Corpus.ANNOTATION),
    /** (11) POS of the records for which an expression about QUAL and AF is true. */
    FILTER_SITES("sites that QUAL>30 && INFO/AF<0.01 selects", Corpus.SITES),
    /** (11) The same for an expression about each of many samples. */
    FILTER_CALLS("records that N_PASS(GT=\"het\")>50 selects, 2,504 samples", Corpus.GENOTYPES),
    /** (12) The genotypes of all samples, written by a format string. */
    QUERY_CALLS("POS and genotypes by a format string, 2,504 samples", Corpus.GENOTYPES),
    /** (13) POS and AF of every record of a BCF file that bcftools made of the sites. */
    BCF_SITES("POS and AF of BCF sites", Corpus.SITES),
    /**
     * (14) HGVSg, HGVSc and HGVSp of alleles in coding exons on every transcript they overlap; models are read and proteins
     * translated before.
     */
    HGVS_NAMES("HGVSg, HGVSc and HGVSp of 20,000 alleles in coding exons, on every transcript", Corpus.ANNOTATION),
    /** (15) Names of those alleles on contigs and transcripts, parsed. */
    HGVS_PARSING("HGVS names parsed", Corpus.ANNOTATION),
    /** (16) The sites without INFO, with AF and AC of the sites; both files are BGZF, with indexes for those that need them. */
    ANNOTATE_SITES("AF and AC copied from another file of sites", Corpus.SITES);

    private final String title;
    private final Corpus corpus;

    Question(String title, Corpus corpus) {
        this.title = title;
        this.corpus = corpus;
    }

    /**
     * Returns the question in a few words.
     *
     * @return a title for a table
     */
    public String title() {
        return title;
    }

    /**
     * Returns how the file may be stored when it is asked of.
     *
     * @return one or more, plain text first
     */
    public List<Container> containers() {
        return switch (this) {
            case EVERY_ROW, SITES -> List.of(Container.PLAIN, Container.GZIP, Container.BGZF);
            case INFLATE -> List.of(Container.GZIP, Container.BGZF);
            case INFLATE_ROWS -> List.of(Container.GZIP);
            case REGIONS -> List.of(Container.BGZF);
            default -> List.of(Container.PLAIN);
        };
    }

    /**
     * Returns whether the whole file is read to answer, so that its size by the time is a rate.
     *
     * @return false where an index, or what was read before, is asked
     */
    public boolean readsAll() {
        return switch (this) {
            case REGIONS, OVERLAP, HGVS_NAMES, HGVS_PARSING -> false;
            default -> true;
        };
    }

    /**
     * Returns the generated file the question is about.
     *
     * @return the corpus
     */
    public Corpus corpus() {
        return corpus;
    }
}

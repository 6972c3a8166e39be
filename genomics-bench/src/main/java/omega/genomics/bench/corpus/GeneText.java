package omega.genomics.bench.corpus;

import static omega.genomics.bench.corpus.TextSink.ascii;

import org.jspecify.annotations.Nullable;

/** Spells genes and transcripts as Ensembl does: order of lines, order of attributes, sources and tags. */
final class GeneText {
    private static final byte[] GENE = ascii("\tgene\t");
    private static final byte[] TRANSCRIPT = ascii("\ttranscript\t");
    private static final byte[] EXON = ascii("\texon\t");
    private static final byte[] CDS = ascii("\tCDS\t");
    private static final byte[] START_CODON = ascii("\tstart_codon\t");
    private static final byte[] STOP_CODON = ascii("\tstop_codon\t");
    private static final byte[] FIVE_PRIME_UTR = ascii("\tfive_prime_utr\t");
    private static final byte[] THREE_PRIME_UTR = ascii("\tthree_prime_utr\t");
    private static final byte[] EXON_NUMBER = ascii("exon_number \"");
    private static final byte[] EXON_ID = ascii("exon_id \"ENSE0");
    private static final byte[] EXON_VERSION = ascii("\"; exon_version \"");
    private static final byte[] PROTEIN_ID = ascii("protein_id \"ENSP0");
    private static final byte[] PROTEIN_VERSION = ascii("\"; protein_version \"");
    private static final byte[] NEXT = ascii("\"; ");
    private static final byte[] LAST = ascii("\";");
    private static final int NO_EXON_NUMBER = -1;
    private static final int NO_FRAME = -1;

    private final TextSink sink;
    private final Dice dice;
    private final long[] exonIds = new long[GeneShape.MAX_EXONS];

    private byte[] contig = {};
    private byte[] source = {};
    private char strand;
    private String geneIds = "";
    private String geneRest = "";
    private @Nullable String geneName;
    private long nextTranscript = 100_000;
    private long nextExon = 1_000_000;
    private long nextProtein = 200_000;

    private byte[] ids = {};
    private byte[] middle = {};
    private byte[] tags = {};
    private long proteinId;
    private int version;

    GeneText(TextSink sink, Dice dice) {
        this.sink = sink;
        this.dice = dice;
    }

    void beginGene(GenePlan plan, GeneShape gene) {
        contig = ascii(plan.chromosome().name());
        strand = gene.forward ? '+' : '-';
        geneName = plan.name();
        String sourceName = source(plan);
        source = ascii('\t' + sourceName);
        geneIds = "gene_id \"ENSG%011d\"; gene_version \"%d\"; "
                .formatted(100_000 + 3L * plan.ordinal() + dice.below(3), dice.between(1, 19));
        geneRest = (geneName == null ? "" : "gene_name \"" + geneName + "\"; ") + "gene_source \"" + sourceName
                + "\"; gene_biotype \"" + plan.biotype().name() + "\";";
        for (int i = 0; i < gene.exons; i++) {
            exonIds[i] = newExon();
        }
        columns(GENE, gene.start(), gene.end(), NO_FRAME);
        sink.put(geneIds).put(geneRest).endLine();
    }

    private static String source(GenePlan plan) {
        return switch (plan.biotype().name()) {
            case "protein_coding" -> plan.chromosome().name().equals("MT") ? "insdc" : "ensembl_havana";
            case "Mt_tRNA", "Mt_rRNA" -> "insdc";
            case "miRNA" -> "mirbase";
            case "snRNA", "snoRNA", "misc_RNA", "scaRNA", "rRNA" -> "ensembl";
            default -> "havana";
        };
    }

    private long newExon() {
        return nextExon += 1 + dice.below(3);
    }

    void writeTranscript(TranscriptShape shape, String biotype, int index) {
        version = dice.between(1, 9);
        nextTranscript += 1 + dice.below(5);
        proteinId = nextProtein += shape.coding ? 1 + dice.below(4) : 0;
        ids = ascii(geneIds
                + "transcript_id \"ENST%011d\"; transcript_version \"%d\"; ".formatted(nextTranscript, version));
        middle = ascii(middle(biotype, index));
        tags = ascii(tags(shape, biotype, index));
        columns(TRANSCRIPT, shape.start(), shape.end(), NO_FRAME);
        beginAttributes(NO_EXON_NUMBER);
        endLine();
        writeExons(shape);
        if (shape.coding) {
            segments(shape, FIVE_PRIME_UTR, 0, shape.cdsFrom);
            if (shape.stopComplete) {
                segments(shape, THREE_PRIME_UTR, shape.cdsTo + 3, shape.offsets[shape.exons]);
            }
        }
    }

    private String middle(String biotype, int index) {
        String name = geneName == null ? "" : "transcript_name \"" + geneName + '-' + (201 + index) + "\"; ";
        String source = index == 0
                ? new String(this.source, 1, this.source.length - 1, java.nio.charset.StandardCharsets.US_ASCII)
                : dice.chance(0.75) ? "havana" : "ensembl";
        String ccds = biotype.equals("protein_coding") && dice.chance(0.3)
                ? "tag \"CCDS\"; ccds_id \"CCDS%d.%d\"; ".formatted(nextTranscript / 5, dice.between(1, 3))
                : "";
        return geneRest + " " + name + "transcript_source \"" + source + "\"; transcript_biotype \"" + biotype + "\"; "
                + ccds;
    }

    private String tags(TranscriptShape shape, String biotype, int index) {
        StringBuilder tags = new StringBuilder();
        if (shape.coding && !shape.stopComplete) {
            tags.append("tag \"cds_end_NF\"; ");
        }
        if (shape.coding && !shape.startComplete) {
            tags.append("tag \"cds_start_NF\"; ");
        }
        if (shape.coding && !shape.stopComplete) {
            tags.append("tag \"mRNA_end_NF\"; ");
        }
        if (shape.coding && !shape.startComplete) {
            tags.append("tag \"mRNA_start_NF\"; ");
        }
        if (index == 0 || dice.chance(0.3)) {
            tags.append("tag \"basic\"; ");
        }
        if (index == 0) {
            tags.append("tag \"Ensembl_canonical\"; ");
            tags.append(biotype.equals("protein_coding") ? "tag \"MANE_Select\"; " : "");
        }
        if (dice.chance(0.6)) {
            tags.append("transcript_support_level \"").append(supportLevel()).append("\"; ");
        }
        tags.setLength(Math.max(0, tags.length() - 1));
        return tags.toString();
    }

    private String supportLevel() {
        String level = dice.chance(0.2) ? "NA" : String.valueOf(dice.between(1, 5));
        return dice.chance(0.15) ? level + " (assigned to previous version " + version + ")" : level;
    }

    private void writeExons(TranscriptShape shape) {
        for (int i = 0; i < shape.exons; i++) {
            columns(EXON, shape.starts[i], shape.ends[i], NO_FRAME);
            beginAttributes(i);
            sink.put(middle).put(EXON_ID).padded(shape.shared[i] < 0 ? newExon() : exonIds[shape.shared[i]], 10);
            sink.put(EXON_VERSION).put('1');
            endAttributes();
            if (shape.coding) {
                segment(shape, i, CDS, shape.cdsFrom, shape.cdsTo);
                if (shape.startComplete) {
                    segment(shape, i, START_CODON, shape.cdsFrom, shape.cdsFrom + 3);
                }
                if (shape.stopComplete) {
                    segment(shape, i, STOP_CODON, shape.cdsTo, shape.cdsTo + 3);
                }
            }
        }
    }

    private void segments(TranscriptShape shape, byte[] type, int from, int to) {
        for (int i = 0; i < shape.exons; i++) {
            segment(shape, i, type, from, to);
        }
    }

    /** Writes the part of {@code [from, to)} of the spliced sequence that lies in one exon, if any. */
    private void segment(TranscriptShape shape, int exon, byte[] type, int from, int to) {
        int first = Math.max(from, shape.offsets[exon]);
        int last = Math.min(to, shape.offsets[exon + 1]) - 1;
        if (first > last) {
            return;
        }
        int before = first - shape.offsets[exon];
        int length = last - first;
        int start = shape.forward ? shape.starts[exon] + before : shape.ends[exon] - before - length;
        boolean untranslated = type == FIVE_PRIME_UTR || type == THREE_PRIME_UTR;
        columns(type, start, start + length, untranslated ? NO_FRAME : shape.frameAt(first));
        beginAttributes(untranslated ? NO_EXON_NUMBER : exon);
        if (type == CDS) {
            sink.put(middle)
                    .put(PROTEIN_ID)
                    .padded(proteinId, 10)
                    .put(PROTEIN_VERSION)
                    .put(version);
            endAttributes();
        } else {
            endLine();
        }
    }

    private void columns(byte[] type, int start, int end, int frame) {
        sink.put(contig).put(source).put(type).put(start).put('\t').put(end);
        sink.put('\t')
                .put('.')
                .put('\t')
                .put(strand)
                .put('\t')
                .put(frame < 0 ? '.' : (char) ('0' + frame))
                .put('\t');
    }

    private void beginAttributes(int exon) {
        sink.put(ids);
        if (exon >= 0) {
            sink.put(EXON_NUMBER).put(exon + 1).put(NEXT);
        }
    }

    /** Ends a line whose attributes end with those of the transcript: no space after the last semicolon. */
    private void endLine() {
        if (tags.length == 0) {
            sink.put(middle, middle.length - 1).endLine();
        } else {
            sink.put(middle).put(tags).endLine();
        }
    }

    private void endAttributes() {
        if (tags.length == 0) {
            sink.put(LAST).endLine();
        } else {
            sink.put(NEXT).put(tags).endLine();
        }
    }
}

package omega.genomics.vcf.annotate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.io.InputSource;
import omega.genomics.model.GeneModel;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;

class HgvsAnnotatorTest {
    private static final String BASES =
            "CCCCCCCCCC" + "CAC" + "ATGGCCAAATGG" + "GTAAG" + "GCAAGACTT" + "TAA" + "CAC" + "CCCCC";
    private static final String HEADER = "##fileformat=VCFv4.2\n"
            + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tone\n";

    private static String rows(String transcript, String tag) {
        String ids = "gene_id \"G1\"; transcript_id \"" + transcript + "\";" + tag + "\n";
        return row("transcript", 11, 45, ".", ids)
                + row("exon", 11, 25, ".", ids)
                + row("exon", 31, 45, ".", ids)
                + row("CDS", 14, 25, "0", ids)
                + row("CDS", 31, 39, "0", ids)
                + row("stop_codon", 40, 42, "0", ids);
    }

    private static String row(String type, int start, int end, String frame, String ids) {
        return "17\ttest\t" + type + "\t" + start + "\t" + end + "\t.\t+\t" + frame + "\t" + ids;
    }

    private static HgvsNamer namer() throws IOException {
        String text = row("gene", 11, 45, ".", "gene_id \"G1\";\n")
                + rows("T1", "")
                + rows("T2", " tag \"MANE_Select\";")
                + row("transcript", 1, 40, ".", "gene_id \"G1\"; transcript_id \"T3\";\n")
                + row("exon", 1, 40, ".", "gene_id \"G1\"; transcript_id \"T3\";\n");
        GeneModel model;
        try (GtfReader reader = GtfReader.open(InputSource.of("genes.gtf", text.getBytes(UTF_8)))) {
            model = GeneModelAssembler.assemble(reader);
        }
        return HgvsNamer.builder(model, region -> {
                    if (!region.contig().equals("17") || region.end() > BASES.length()) {
                        throw new IllegalArgumentException("outside");
                    }
                    return BASES.substring(region.start() - 1, region.end()).getBytes(UTF_8);
                })
                .build();
    }

    private static String annotated(HgvsAnnotator annotator, String records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader reader = VcfReader.open(InputSource.of("mine.vcf", (HEADER + records).getBytes(UTF_8)))) {
            annotator.annotate(reader, out);
        }
        return out.toString(UTF_8);
    }

    @Test
    void writesNamesOnThePreferredTranscriptOrOnAll() throws IOException {
        HgvsAnnotator annotator = HgvsAnnotator.of(namer());
        String record = "17\t19\t.\tC\tT,<DEL>\t.\t.\t.\tGT\t0/1\n";

        assertThat(annotated(annotator, record))
                .contains("##INFO=<ID=HGVSp,Number=A,Type=String,")
                .endsWith("\tHGVSg=17:g.19C>T,.;HGVSc=T2:c.6C>T,.;HGVSp=T2:p.(Ala2%3D),.\tGT\t0/1\n");
        assertThat(annotated(annotator.allTranscripts(true), record))
                .endsWith("\tHGVSg=17:g.19C>T,.;HGVSc=T3:n.19C>T&T1:c.6C>T&T2:c.6C>T,.;"
                        + "HGVSp=.&T1:p.(Ala2%3D)&T2:p.(Ala2%3D),.\tGT\t0/1\n");
    }

    @Test
    void leavesRecordsWithoutNames() throws IOException {
        String records = "17\t19\t.\tG\tT\t.\t.\tX=1;;\tGT\t0/1\n18\t19\t.\tC\tT\t.\t.\t.\tGT\t0/1\n";

        assertThat(annotated(HgvsAnnotator.of(namer()), records)).endsWith("one\n" + records);
        try (VcfReader reader = VcfReader.open(InputSource.of("mine.vcf", (HEADER + records).getBytes(UTF_8)))) {
            assertThat(HgvsAnnotator.of(namer())
                            .annotate(reader, new ByteArrayOutputStream())
                            .missingContigs())
                    .containsExactly("18");
        }
    }

    @Test
    void takingTheNamesAwayGivesTheFile() throws IOException {
        Random random = new Random(5);
        StringBuilder records = new StringBuilder();
        HgvsNames names = namer().names();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            int position = 1 + random.nextInt(BASES.length() - 5);
            String ref = BASES.substring(position - 1, position + random.nextInt(4));
            String alt = "ACGT".charAt(random.nextInt(4)) + "ACGTACGT".substring(0, random.nextInt(5));
            records.append("17\t")
                    .append(position)
                    .append("\t.\t")
                    .append(ref)
                    .append('\t')
                    .append(alt);
            records.append("\t.\t.\t")
                    .append(random.nextBoolean() ? "." : "DP=" + i)
                    .append("\tGT\t0/1\n");
            boolean isNamed = names.read("17", position, ref, alt) == HgvsNames.Outcome.NAMED;
            expected.append(isNamed ? names.genomic().toString() : "-").append('\n');
        }
        String annotated = annotated(HgvsAnnotator.of(namer()), records.toString());
        StringBuilder stripped = new StringBuilder();
        StringBuilder found = new StringBuilder();
        annotated.lines().filter(line -> !line.startsWith("##INFO")).forEach(line -> {
            stripped.append(line.replaceAll(";?HGVS[gcp]=[^;\t]*", "").replace("\t\tGT", "\t.\tGT"))
                    .append('\n');
            if (!line.startsWith("#")) {
                found.append(
                                line.contains("HGVSg=")
                                        ? line.replaceFirst(".*HGVSg=([^;\t]*).*", "$1")
                                                .replace("%3D", "=")
                                        : "-")
                        .append('\n');
            }
        });

        assertThat(stripped.toString()).isEqualTo(HEADER + records);
        assertThat(found.toString()).isEqualTo(expected.toString());
    }
}

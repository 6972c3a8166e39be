package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.Interval;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/**
 * Compares with VEP 115's names in introns of transcripts whose exons are not known. The substitutions tell where in the genome each exon
 * border lies; then place and change of every other name can be compared, shifted along the strand of its transcript.
 */
class ShiftedNamesTest {
    private static final String FOLDER = "hgvs/consequences/vepyr/";
    private static final int HGVSC = 10;
    private static final int STRAND = 19;
    /** Within the bases that are known. */
    private static final Interval KNOWN = new Interval(600_001, 860_000);

    /** A name in an intron of VEP, and the allele it was given for. */
    private record Answer(GenomicAllele allele, boolean isReverse, Nucleotide name) {
        HgvsPosition first() {
            return Objects.requireNonNull(name.location()).first();
        }

        HgvsPosition last() {
            return Objects.requireNonNull(name.location()).last();
        }

        boolean isSubstitution() {
            return name.edit() instanceof NucleotideEdit.Substitution;
        }

        /** The base of an exon that the position is counted from. */
        String border(HgvsPosition of) {
            return name.reference().accession() + " " + of.landmark() + of.base();
        }
    }

    @Test
    void shiftsAsVepDoes() {
        TableModels bases = new TableModels();
        ReferenceTables.fasta(Needs.data(FOLDER + "reference.fa.gz"))
                .forEach((name, text) -> bases.genome(name, 1, text));
        HgvsNormalizer normalizer = HgvsNormalizer.of(bases);
        TableReport report = new TableReport("vepyr/golden.vcf.gz HGVSc");
        Map<String, Integer> borders = new HashMap<>();
        List<Answer> answers = answers(report);
        for (Answer answer : answers) {
            if (answer.isSubstitution()) {
                int offset = answer.first().offset();
                borders.put(
                        answer.border(answer.first()),
                        answer.allele().position() + (answer.isReverse() ? offset : -offset));
            }
        }
        for (Answer answer : answers) {
            TranscriptAlignment all = TranscriptAlignment.builder(answer.isReverse())
                    .exon(KNOWN, List.of())
                    .build();
            Nucleotide ours = normalizer.toName(
                    answer.allele(),
                    HgvsTranscript.builder(answer.name().reference().accession())
                            .alignment("1", all)
                            .build());
            int strand = answer.isReverse() ? -1 : 1;
            StringBuilder expected = new StringBuilder();
            for (HgvsPosition position : List.of(answer.first(), answer.last())) {
                Integer border = borders.get(answer.border(position));
                expected.append(border == null ? "?" : border + strand * position.offset())
                        .append(' ');
            }
            StringBuilder found = new StringBuilder();
            HgvsLocation location = Objects.requireNonNull(ours.location());
            for (HgvsPosition position : List.of(location.first(), location.last())) {
                int place = (answer.isReverse() ? KNOWN.end() + 1 : KNOWN.start() - 1) + strand * position.base();
                found.append(expected.charAt(0) == '?' ? "?" : place).append(' ');
            }
            report.compare(
                    answer.allele() + " " + answer.name(),
                    expected.append(answer.name().edit()).toString(),
                    found.append(ours.edit()).toString());
        }
        report.assertNothingUnexplained(5_900);
    }

    private static List<Answer> answers(TableReport report) {
        List<Answer> answers = new ArrayList<>();
        for (String line : TableReport.lines(Needs.data(FOLDER + "golden.vcf.gz"))) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            GenomicAllele allele = new GenomicAllele("1", Integer.parseInt(columns[1]), columns[3], columns[4]);
            for (String entry : columns[7].replaceFirst(".*;CSQ=", "").split(",", -1)) {
                String[] fields = entry.split("\\|", -1);
                if (fields[HGVSC].isEmpty()) {
                    continue;
                }
                Answer answer =
                        new Answer(allele, fields[STRAND].equals("-1"), (Nucleotide) HgvsParser.parse(fields[HGVSC]));
                if (answer.first().offset() == 0 || answer.last().offset() == 0) {
                    report.notComputable(); // in an exon
                } else {
                    answers.add(answer);
                }
            }
        }
        return answers;
    }
}

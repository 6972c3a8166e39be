package omega.genomics.consequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.model.GeneModel;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares with {@code bcftools csq --local-csq}, allele by allele and transcript by transcript, in the words both have:
 * {@link CommonTerms} states what is lost in translation, {@link Disagreement} every difference that stands.
 */
class BcftoolsCsqTest {
    private static final int SEEDS = Integer.getInteger("genomics.csq.seeds", 2);

    @TempDir
    Path folder;

    @Test
    void agreesWithBcftoolsOnRandomGenomesButForWhatIsNamed() throws Exception {
        Needs.program("bcftools");
        Tally tally = new Tally();
        for (int seed = 1; seed <= SEEDS; seed++) {
            RandomGenome genome = new RandomGenome(seed, 40);
            Path fasta = Files.writeString(folder.resolve("g" + seed + ".fa"), genome.fasta());
            Path gff = Files.writeString(folder.resolve("g" + seed + ".gff3"), genome.gff3());
            Path vcf = Files.writeString(folder.resolve("g" + seed + ".vcf"), genome.vcf());
            byte[] bases = genome.bases().getBytes(StandardCharsets.US_ASCII);
            compare(fasta, gff, vcf, Fixture.reference(bases), tally);
        }
        System.out.println("bcftools csq, random genomes: " + tally);

        assertThat(tally.unexplained).isEmpty();
        assertThat(tally.agreed).isGreaterThan(20_000L * SEEDS);
        assertThat(tally.counts.values().stream().mapToInt(Integer::intValue).sum())
                .isLessThan((int) (tally.agreed / 20));
    }

    private static final class Tally {
        private long agreed;
        private final Map<Disagreement, Integer> counts = new TreeMap<>();
        private final Map<String, List<String>> unexplained = new TreeMap<>();

        @Override
        public String toString() {
            return agreed + " agree, named disagreements " + counts + ", unexplained "
                    + unexplained.values().stream().mapToInt(List::size).sum();
        }
    }

    private void compare(Path fasta, Path gff, Path vcf, ReferenceSequence reference, Tally tally) throws Exception {
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        "bcftools",
                        "csq",
                        "-l",
                        "-v",
                        "0",
                        "-f",
                        fasta.toString(),
                        "-g",
                        gff.toString(),
                        vcf.toString())
                .redirectError(errors.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        GeneModel model;
        try (GtfReader reader = GtfReader.open(gff)) {
            model = GeneModelAssembler.assemble(reader);
        }
        ConsequenceAnnotator annotator = ConsequenceAnnotator.builder(model)
                .reference(reference)
                .distance(0)
                .build();
        out.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] columns = line.split("\t", -1);
            compare(columns, ours(annotator, columns), theirs(columns[7]), model, tally);
        });
    }

    private static Map<String, TranscriptConsequence> ours(ConsequenceAnnotator annotator, String[] columns) {
        Map<String, TranscriptConsequence> found = new TreeMap<>();
        annotator
                .annotate(columns[0], Integer.parseInt(columns[1]), columns[3], columns[4])
                .ifPresent(all -> all.all()
                        .forEach(one -> one.gene()
                                .ifPresent(gene -> found.put(gene.name().orElse(gene.id()), one))));
        return found;
    }

    /** By gene, as bcftools names no transcript for introns: each gene has one. */
    private static Map<String, Set<String>> theirs(String info) {
        Map<String, Set<String>> found = new TreeMap<>();
        if (info.startsWith("BCSQ=")) {
            for (String text : info.substring(5).split(",", -1)) {
                String[] fields = text.split("\\|", -1);
                Set<String> terms = found.computeIfAbsent(fields[1], gene -> new TreeSet<>());
                terms.addAll(Arrays.asList(fields[0].split("&", -1)));
            }
        }
        return found;
    }

    private static void compare(
            String[] columns,
            Map<String, TranscriptConsequence> ours,
            Map<String, Set<String>> theirs,
            GeneModel model,
            Tally tally) {
        Set<String> genes = new TreeSet<>(ours.keySet());
        genes.addAll(theirs.keySet());
        for (String gene : genes) {
            Transcript transcript = model.genesNamed(gene).get(0).transcripts().get(0);
            Change change = java.util.Objects.requireNonNull(
                    Change.of(Integer.parseInt(columns[1]), 0, columns[3], columns[4]));
            Place place = new Place(transcript, change);
            Set<String> a = CommonTerms.ofOurs(ours.get(gene), place);
            Set<String> b = CommonTerms.ofTheirs(theirs.getOrDefault(gene, Set.of()), place);
            if (a.equals(b)) {
                tally.agreed++;
                continue;
            }
            Disagreement named = Disagreement.of(a, b, place);
            if (named != null) {
                tally.counts.merge(named, 1, Integer::sum);
            } else {
                tally.unexplained
                        .computeIfAbsent(place.kind() + " " + a + " " + b, key -> new ArrayList<>())
                        .add(String.join(" ", Arrays.asList(columns).subList(0, 5)) + " " + ours.get(gene) + " "
                                + columns[7]);
            }
        }
    }
}

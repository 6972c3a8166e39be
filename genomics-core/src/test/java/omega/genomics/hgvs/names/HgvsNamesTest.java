package omega.genomics.hgvs.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import omega.genomics.hgvs.GenomicAllele;
import omega.genomics.hgvs.HgvsNormalizer;
import omega.genomics.hgvs.HgvsTranscript;
import omega.genomics.hgvs.names.HgvsNames.Outcome;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HgvsNamesTest {
    private static final String ACCESSION = "NC_000001.11";

    /** What names must contain, so that the comparison covers every kind of change and effect. */
    private static final List<String> WORDS = List.of(
            ">", "del", "dup", "ins", "delins", "inv", "fsTer", "fsTer?", "extTer", "Met1?", "p.?", "=", "Ter)", "c.*",
            "c.-", "+", "-", "n.");

    private static HgvsNamer namer(MadeGenome genome) {
        return HgvsNamer.builder(genome.genes, genome::bases)
                .contigNames(contig -> ACCESSION)
                .build();
    }

    /** The same names, from the values of {@link HgvsNormalizer}. */
    private static List<String> expected(MadeGenome genome, MadeGenome.Allele allele) {
        HgvsNormalizer normalizer = HgvsNormalizer.of(
                region -> genome.bases(new omega.genomics.Region(MadeGenome.CONTIG, region.start(), region.end())));
        GenomicAllele same = new GenomicAllele(ACCESSION, allele.position(), allele.ref(), allele.alt());
        List<String> names = new ArrayList<>();
        names.add(normalizer.toName(same).toString());
        int head = allele.ref().charAt(0) == allele.alt().charAt(0) ? 1 : 0;
        int tail = 0;
        int shorter = Math.min(allele.ref().length(), allele.alt().length());
        while (tail < shorter - head
                && allele.ref().charAt(allele.ref().length() - 1 - tail)
                        == allele.alt().charAt(allele.alt().length() - 1 - tail)) {
            tail++;
        }
        while (head < shorter - tail
                && allele.ref().charAt(head) == allele.alt().charAt(head)) {
            head++;
        }
        int first = allele.position() + head;
        int last = allele.position() + allele.ref().length() - 1 - tail;
        for (Gene gene : genome.genes) {
            Transcript transcript = gene.transcripts().get(0);
            if (transcript.start() <= last && first <= transcript.end()) {
                HgvsNormalizer.Names all = normalizer.toNames(
                        same, HgvsTranscript.of(transcript, ACCESSION, genome::bases, GeneticCode.STANDARD));
                names.add(all.transcript() + " " + (all.protein() == null ? "" : all.protein()));
            }
        }
        return names;
    }

    private static List<String> found(HgvsNames names) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.count(); i++) {
            found.add(names.transcript(i) + " " + names.protein(i));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void areThoseOfTheNormalizer(long seed) {
        MadeGenome genome = new MadeGenome(seed, 3_000, 40);
        HgvsNames names = namer(genome).names();
        int named = 0;
        Set<String> words = new TreeSet<>();
        for (int i = 0; i < 3_000; i++) {
            MadeGenome.Allele allele = genome.allele();
            Outcome outcome = names.read(MadeGenome.CONTIG, allele.position(), allele.ref(), allele.alt());
            if (allele.ref().equals(allele.alt())) {
                assertThat(outcome).isEqualTo(Outcome.NO_CHANGE);
                continue;
            }
            assertThat(outcome).as(allele.toString()).isEqualTo(Outcome.NAMED);
            List<String> expected = expected(genome, allele);
            assertThat(names.genomic()).as(allele.toString()).hasToString(expected.get(0));
            assertThat(found(names))
                    .as(allele.toString())
                    .containsExactlyInAnyOrderElementsOf(expected.subList(1, expected.size()));
            named += names.count();
            found(names).forEach(name -> WORDS.stream().filter(name::contains).forEach(words::add));
        }
        assertThat(named).isGreaterThan(3_000);
        assertThat(words).containsAll(WORDS);
    }

    @Test
    void findATranscriptOfTheModel() {
        MadeGenome genome = new MadeGenome(7, 3_000, 40);
        Gene gene = genome.genes.get(0);
        Transcript transcript = gene.transcripts().get(0);
        Transcript other = genome.genes.stream()
                .map(found -> found.transcripts().get(0))
                .filter(found -> found.start() > transcript.end() || found.end() < transcript.start())
                .findFirst()
                .orElseThrow();
        HgvsNames names = namer(genome).names();
        String ref = new String(genome.bases, transcript.start() - 1, 1, java.nio.charset.StandardCharsets.US_ASCII);
        names.read(MadeGenome.CONTIG, transcript.start(), ref, ref.equals("A") ? "C" : "A");

        int index = names.indexOf(transcript);
        assertThat(names.model(index)).isSameAs(transcript);
        assertThat(names.transcript(index).toString()).startsWith(transcript.id() + ".");
        assertThat(names.indexOf(other)).isEqualTo(-1);
    }

    @Test
    void sayWhyAnAlleleHasNone() {
        MadeGenome genome = new MadeGenome(7, 3_000, 10);
        HgvsNames names = namer(genome).names();
        String ref = new String(genome.bases, 99, 1, java.nio.charset.StandardCharsets.US_ASCII);
        String other = ref.equals("A") ? "C" : "A";

        assertThat(List.of("<DEL>", "*", ".", ref, "]1:5]A", "").stream()
                        .map(alt -> names.read("1", 100, ref, alt))
                        .collect(Collectors.toSet()))
                .containsExactly(Outcome.NO_CHANGE);
        assertThat(names.read("1", 100, other, ref)).isEqualTo(Outcome.OTHER_REFERENCE);
        assertThat(names.read("2", 100, ref, other)).isEqualTo(Outcome.NO_BASES);
        assertThat(names.read("1", 3_001, ref, other)).isEqualTo(Outcome.NO_BASES);
        assertThat(names.read("1", 0, ref, other)).isEqualTo(Outcome.NO_BASES);
        assertThat(names.count()).isZero();
        assertThat(names.read(
                        "1", 100, ref.toLowerCase(java.util.Locale.ROOT), other.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(Outcome.NAMED);
        assertThat(names.genomic()).hasToString(ACCESSION + ":g.100" + ref + ">" + other);
    }

    @Test
    void allocateNothingInTheSteadyLoop() {
        MadeGenome genome = new MadeGenome(11, 3_000, 40);
        HgvsNames names = namer(genome).names();
        List<MadeGenome.Allele> alleles = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            alleles.add(genome.allele());
        }
        alleles.sort(java.util.Comparator.comparingInt(MadeGenome.Allele::position));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long written = 0;
        long before = 0;
        for (int round = 0; round < 15; round++) {
            if (round == 5) {
                before = threads.getThreadAllocatedBytes(thread);
            }
            for (MadeGenome.Allele allele : alleles) {
                names.read(MadeGenome.CONTIG, allele.position(), allele.ref(), allele.alt());
                written += names.genomic().length();
                for (int i = 0; i < names.count(); i++) {
                    written += names.transcript(i).length() + names.protein(i).length();
                }
            }
        }
        double perAllele = (threads.getThreadAllocatedBytes(thread) - before) / 20_000.0;
        // a stretch of the genome is read again in each round
        assertThat(perAllele).as(written + " bytes").isLessThan(16);
    }
}

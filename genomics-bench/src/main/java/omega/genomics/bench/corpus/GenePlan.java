package omega.genomics.bench.corpus;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import omega.genomics.bench.corpus.HumanCensus.Biotype;
import omega.genomics.bench.corpus.HumanCensus.Chromosome;
import org.jspecify.annotations.Nullable;

/**
 * Deals the census out: walks the genes of the corpus, contig by contig, each with a biotype, a place and perhaps a name.
 *
 * <p>Every count is exact at any scale, because biotypes and missing names are drawn without putting back.
 */
final class GenePlan {
    /** A few real symbols, so that examples find what they ask for; nothing else about these genes is real. */
    private static final Map<String, List<String>> SYMBOLS = Map.ofEntries(
            Map.entry("1", List.of("MTOR", "LMNA")),
            Map.entry("5", List.of("TERT")),
            Map.entry("6", List.of("FOXO3")),
            Map.entry("8", List.of("WRN")),
            Map.entry("9", List.of("CDKN2A")),
            Map.entry("10", List.of("SIRT1")),
            Map.entry("11", List.of("SIRT3")),
            Map.entry("13", List.of("BRCA2", "KL")),
            Map.entry("15", List.of("IGF1R")),
            Map.entry("16", List.of("RBFOX1")),
            Map.entry("17", List.of("TP53", "BRCA1")),
            Map.entry("19", List.of("APOE", "SIRT6")));

    private final Dice dice;
    private final int[] genesOfChromosome;
    private final int[] left;
    private final int[] unnamedLeft;
    private final Queue<Integer> mitochondrial = new ArrayDeque<>();
    private final Map<String, Queue<String>> symbols = new HashMap<>();

    private int chromosome;
    private int geneOfChromosome = -1;
    private int ordinal = -1;
    private int biotype;
    private int start;
    private @Nullable String name;

    GenePlan(Dice dice, double scale) {
        this.dice = dice;
        genesOfChromosome = HumanCensus.scaled(
                HumanCensus.CHROMOSOMES.stream().mapToInt(Chromosome::genes).toArray(), scale);
        left = HumanCensus.scaled(
                HumanCensus.BIOTYPES.stream().mapToInt(Biotype::genes).toArray(), scale);
        unnamedLeft = HumanCensus.scaled(
                HumanCensus.BIOTYPES.stream().mapToInt(Biotype::unnamed).toArray(), scale);
        SYMBOLS.forEach((contig, list) -> symbols.put(contig, new ArrayDeque<>(list)));
        setMitochondrionAside();
    }

    private void setMitochondrionAside() {
        for (int i = 0; i < HumanCensus.CHROMOSOMES.size(); i++) {
            if (HumanCensus.CHROMOSOMES.get(i).name().equals("MT")) {
                int free = genesOfChromosome[i];
                free = setAside(HumanCensus.BIOTYPES.indexOf(HumanCensus.MT_TRNA), free);
                free = setAside(HumanCensus.BIOTYPES.indexOf(HumanCensus.MT_RRNA), free);
                setAside(0, free);
            }
        }
    }

    /** Keeps genes of a biotype for the mitochondrion; what does not fit there becomes long non-coding. */
    private int setAside(int biotype, int free) {
        int taken = Math.min(free, left[biotype]);
        mitochondrial.addAll(java.util.Collections.nCopies(taken, biotype));
        left[biotype] -= taken;
        if (biotype != 0) {
            left[1] += left[biotype];
            left[biotype] = 0;
        }
        return free - taken;
    }

    int genes() {
        return java.util.Arrays.stream(genesOfChromosome).sum();
    }

    /** Moves to the next gene; false after the last. */
    boolean advance() {
        geneOfChromosome++;
        while (geneOfChromosome == genesOfChromosome[chromosome]) {
            geneOfChromosome = 0;
            if (++chromosome == genesOfChromosome.length) {
                return false;
            }
        }
        ordinal++;
        boolean whole = chromosome().name().equals("MT");
        biotype = whole ? mitochondrial.remove() : drawBiotype();
        // Coordinates stay those of the whole genome, so that numbers have their usual number of digits.
        double slot = (double) chromosome().length() / genesOfChromosome[chromosome];
        start = (int) (slot * (geneOfChromosome + 0.8 * dice.unit())) + 1;
        name = drawName(whole);
        return true;
    }

    private int drawBiotype() {
        int total = 0;
        for (int count : left) {
            total += count;
        }
        int ticket = dice.below(total);
        int drawn = 0;
        while (ticket >= left[drawn]) {
            ticket -= left[drawn++];
        }
        left[drawn]--;
        return drawn;
    }

    private @Nullable String drawName(boolean mitochondrion) {
        if (mitochondrion) {
            return "MT-" + (biotype == 0 ? "P" : "T") + ordinal;
        }
        Queue<String> real = symbols.get(chromosome().name());
        if (biotype == 0 && real != null && !real.isEmpty()) {
            return real.remove();
        }
        if (dice.below(left[biotype] + 1) < unnamedLeft[biotype]) {
            unnamedLeft[biotype]--;
            return null;
        }
        return inventName();
    }

    private String inventName() {
        String kind = biotype().name();
        return switch (kind) {
            case "miRNA" -> "MIR" + ordinal;
            case "lncRNA" -> "LINC" + ordinal;
            case "snRNA" -> "RNU6-" + ordinal + "P";
            case "snoRNA" -> "SNORD" + ordinal;
            case "misc_RNA" -> dice.chance(0.5) ? "Y_RNA" : "Metazoa_SRP"; // names are not unique
            default -> letters() + (biotype().pseudogene() ? "P" + dice.between(1, 9) : dice.between(1, 19));
        };
    }

    /** Four letters, another four for each gene. */
    private String letters() {
        StringBuilder letters = new StringBuilder(4);
        for (int i = 0, rest = (int) ((ordinal * 7919L) % 456_976); i < 4; i++, rest /= 26) {
            letters.append((char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    Chromosome chromosome() {
        return HumanCensus.CHROMOSOMES.get(chromosome);
    }

    int ordinal() {
        return ordinal;
    }

    boolean last() {
        return ordinal == genes() - 1;
    }

    Biotype biotype() {
        return HumanCensus.BIOTYPES.get(biotype);
    }

    /** The first base of the gene's slot, 1-based. */
    int start() {
        return start;
    }

    /** Empty for a gene without a name. */
    @Nullable
    String name() {
        return name;
    }
}

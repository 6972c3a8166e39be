package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import omega.genomics.postgres.load.RepeatedAllele;

/** Counts alleles that another row stands for, and keeps the first places for the report. Connections add to it concurrently. */
final class RepeatedPlaces {
    /** Of each kind: those of which nothing is lost, and the others. */
    private static final int KEPT = 20;

    /** Blank lines that are told apart; behind them lines are a guess. */
    private static final int MAX_STEPS = 10_000;

    private final List<String> samples;
    private final List<RepeatedAllele> merged = new ArrayList<>();
    private final List<RepeatedAllele> dropped = new ArrayList<>();
    /** By how much the line is more than the record's number, from that record on. */
    private final TreeMap<Integer, Long> linesAhead = new TreeMap<>(Map.of(0, 0L));

    private long ahead;

    /** @param samples of the file, for messages */
    RepeatedPlaces(List<String> samples) {
        this.samples = samples;
    }

    /** Says in which line a record is. */
    void read(long record, long line) {
        if (line - record != ahead && linesAhead.size() < MAX_STEPS) {
            ahead = line - record;
            linesAhead.put((int) record, ahead);
        }
    }

    /** Returns the line of a record of this file; once it was read. */
    long line(int record) {
        return record + linesAhead.floorEntry(record).getValue();
    }

    /**
     * Counts an allele that is the second of two rows.
     *
     * @param differs where it says something else than the row that stays
     */
    synchronized void add(
            VariantContig contig, RowMerger rows, long line, OptionalLong firstLine, List<String> differs) {
        List<RepeatedAllele> places = differs.isEmpty() ? merged : dropped;
        if (differs.isEmpty()) {
            contig.merged++;
        } else {
            contig.dropped++;
        }
        if (places.size() < KEPT) {
            places.add(rows.place(contig.name(), line, firstLine, differs));
        }
    }

    /** Says that the genotypes of two rows contradict each other. */
    String contradiction(RowMerger rows, String contig, String first, String second) {
        int sample = rows.contradicting();
        return "expected one genotype of " + samples.get(sample) + " for " + rows.name(contig) + ", found "
                + rows.genotype(true, sample) + " (" + first + ") and " + rows.genotype(false, sample) + " (" + second
                + "); choose duplicates first, which keeps the first, or all, which keeps both";
    }

    /** Returns the first places of each kind, by line. */
    synchronized List<RepeatedAllele> first() {
        List<RepeatedAllele> all = new ArrayList<>(merged);
        all.addAll(dropped);
        all.sort(Comparator.comparingLong(RepeatedAllele::line));
        return all;
    }
}

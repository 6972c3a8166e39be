package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import omega.genomics.postgres.load.RepeatedAllele;

/**
 * Counts alleles that another row stands for, and keeps the first places for the report. A place is the number of a file of the
 * load and a line of it. Connections add to it concurrently, when everything is read.
 */
final class RepeatedPlaces {
    /** Of each kind: those of which nothing is lost, and the others. */
    private static final int KEPT = 20;

    /** Blank lines that are told apart; behind them lines are a guess. */
    private static final int MAX_STEPS = 10_000;

    /** Bits of a place for the line; the file is in front of them. */
    private static final int LINE_BITS = 40;

    private final List<String> samples;
    private final List<String> files;
    private final List<Place> merged = new ArrayList<>();
    private final List<Place> dropped = new ArrayList<>();
    /** By how much the place is more than the record's number, from that record on. */
    private final TreeMap<Integer, Long> placesAhead = new TreeMap<>(Map.of(0, 0L));
    /** The file that begins with a record. */
    private final TreeMap<Integer, Integer> fileByFirst = new TreeMap<>();

    private long ahead;
    private int file = -1;

    private record Place(long at, RepeatedAllele allele) {}

    /**
     * @param files the names of the files
     * @param samples of the files, for messages
     */
    RepeatedPlaces(List<String> files, List<String> samples) {
        this.files = List.copyOf(files);
        this.samples = samples;
    }

    /** Returns the place of a line. */
    static long place(int file, long line) {
        return ((long) file << LINE_BITS) + line;
    }

    private static int fileAt(long place) {
        return (int) (place >> LINE_BITS);
    }

    private static long lineAt(long place) {
        return place & ((1L << LINE_BITS) - 1);
    }

    /** Says in which line of a file a record is. */
    void read(int of, long record, long line) {
        long place = place(of, line);
        boolean isFirst = of != file;
        if (isFirst) {
            file = of;
            fileByFirst.put((int) record, of);
        }
        if (place - record != ahead && (isFirst || placesAhead.size() < MAX_STEPS)) {
            ahead = place - record;
            placesAhead.put((int) record, ahead);
        }
    }

    /**
     * Says that an earlier run has read a file, whose records may turn out to be repeated nevertheless.
     *
     * @param record the number of its first record
     * @param line the line that this one is in, unless there are others between
     */
    void pass(int of, long record, long line) {
        file = of;
        fileByFirst.put((int) record, of);
        ahead = place(of, line) - record;
        placesAhead.put((int) record, ahead);
    }

    /** Returns the place of a record of this load; once it was read. */
    long of(int record) {
        return record + placesAhead.floorEntry(record).getValue();
    }

    /** Returns the file of a record; once it was read. */
    int file(int record) {
        return fileByFirst.floorEntry(record).getValue();
    }

    /** Returns an expression of SQL for the file of a record. */
    String fileInSql(String record) {
        return fileByFirst.size() == 1
                ? Integer.toString(fileByFirst.firstEntry().getValue())
                : "(ARRAY" + fileByFirst.values() + ")[width_bucket(" + record + ", ARRAY" + fileByFirst.keySet()
                        + ")]";
    }

    /** Names a place in a message. */
    String name(long place) {
        return "line " + lineAt(place) + (files.size() > 1 ? " of " + files.get(fileAt(place)) : "");
    }

    /**
     * Counts an allele that is the second of two rows.
     *
     * @param differs where it says something else than the row that stays
     */
    synchronized void add(
            VariantContig contig, RowMerger rows, long place, OptionalLong firstPlace, List<String> differs) {
        List<Place> places = differs.isEmpty() ? merged : dropped;
        ContigTally tally = contig.tally(fileAt(place));
        if (differs.isEmpty()) {
            tally.merged++;
        } else {
            tally.dropped++;
        }
        if (places.size() < KEPT) {
            places.add(new Place(place, allele(contig, rows, place, firstPlace, differs)));
        }
    }

    private RepeatedAllele allele(
            VariantContig contig, RowMerger rows, long place, OptionalLong firstPlace, List<String> differs) {
        boolean isNamed = files.size() > 1;
        return new RepeatedAllele(
                contig.name(),
                rows.position(),
                rows.text("ref"),
                rows.text("alt"),
                lineAt(place),
                firstPlace.isPresent() ? OptionalLong.of(lineAt(firstPlace.getAsLong())) : OptionalLong.empty(),
                isNamed ? files.get(fileAt(place)) : "",
                isNamed && firstPlace.isPresent() ? files.get(fileAt(firstPlace.getAsLong())) : "",
                differs);
    }

    /** Says that the genotypes of two rows contradict each other. */
    String contradiction(RowMerger rows, String contig, String first, String second) {
        int sample = rows.contradicting();
        return "expected one genotype of " + samples.get(sample) + " for " + rows.name(contig) + ", found "
                + rows.genotype(true, sample) + " (" + first + ") and " + rows.genotype(false, sample) + " (" + second
                + "); choose duplicates first, which keeps the first, or all, which keeps both";
    }

    /** Returns the first places of each kind, by file and line. */
    synchronized List<RepeatedAllele> first() {
        List<Place> all = new ArrayList<>(merged);
        all.addAll(dropped);
        all.sort(Comparator.comparingLong(Place::at));
        return all.stream().map(Place::allele).collect(Collectors.toList());
    }
}

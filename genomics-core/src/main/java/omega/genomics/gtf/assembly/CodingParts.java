package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Transcript;

/**
 * Makes coding sequences: sorts CDS rows into products, takes the stop codon off where it is inside, and fills in phases.
 *
 * <p>The rules are in {@code docs/reference/interpretation.md}, section "Stop codons".
 */
final class CodingParts {
    private static final Pattern EXCEPTION = Pattern.compile("\\(pos:([^,]*?(?:\\([^)]*\\))?\\)?),\\s*aa:(\\w+)\\)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");

    private final AssemblyTables tables;
    private final Reporter reports;
    private int slot;
    private boolean reverse;

    CodingParts(AssemblyTables tables, Reporter reports) {
        this.tables = tables;
        this.reports = reports;
    }

    /** Adds the coding sequences to the transcript and returns the selenocysteines that their attributes tell of. */
    List<Interval> fill(
            Transcript.Builder transcript,
            int ofSlot,
            int transcriptSet,
            List<Integer> cds,
            List<Interval> starts,
            List<Interval> stops,
            boolean onReverse,
            boolean twoStrands) {
        slot = ofSlot;
        reverse = onReverse;
        List<Interval> selenocysteines = new ArrayList<>();
        List<List<Integer>> products = products(cds);
        for (List<Integer> product : products) {
            boolean only = products.size() == 1;
            transcript.add(product(
                    product,
                    transcriptSet,
                    only ? starts : near(starts, product),
                    only ? stops : near(stops, product),
                    twoStrands,
                    selenocysteines));
        }
        return selenocysteines;
    }

    // ---- products

    /**
     * Rows of one id (GFF3: ID, GTF: protein_id) are one product. Many GFF3 writers give each row an id of its own; these are
     * one product too, unless two of them overlap or share their protein with none.
     */
    private List<List<Integer>> products(List<Integer> cds) {
        Map<Integer, List<Integer>> byId = new LinkedHashMap<>();
        cds.forEach(part ->
                byId.computeIfAbsent(product(part), id -> new ArrayList<>()).add(part));
        if (byId.size() == 1 || (tables.gff3 && eachRowItsOwnId(byId, cds))) {
            return List.of(cds);
        }
        return List.copyOf(byId.values());
    }

    private int product(int part) {
        return tables.partId.get(part);
    }

    private boolean eachRowItsOwnId(Map<Integer, List<Integer>> byId, List<Integer> cds) {
        return byId.size() == cds.size() && !overlap(cds) && proteins(cds) <= 1;
    }

    private boolean overlap(List<Integer> cds) {
        for (int i = 1; i < cds.size(); i++) {
            if (interval(cds.get(i - 1)).overlaps(interval(cds.get(i)))) {
                return true;
            }
        }
        return false;
    }

    private long proteins(List<Integer> cds) {
        int key = tables.texts.intern("protein_id");
        return cds.stream()
                .map(part -> tables.sets.first(tables.partSet.get(part), key))
                .filter(protein -> protein >= 0)
                .distinct()
                .count();
    }

    private Interval interval(int part) {
        return new Interval(tables.partStart.get(part), tables.partEnd.get(part));
    }

    /** The codons that overlap a product or touch it. */
    private List<Interval> near(List<Interval> codons, List<Integer> product) {
        return codons.stream()
                .filter(codon -> product.stream()
                        .anyMatch(part -> codon.start() <= tables.partEnd.get(part) + 1L
                                && codon.end() + 1L >= tables.partStart.get(part)))
                .toList();
    }

    // ---- one product

    private Cds product(
            List<Integer> rows,
            int transcriptSet,
            List<Interval> starts,
            List<Interval> stopRows,
            boolean twoStrands,
            List<Interval> selenocysteines) {
        int set = tables.partSet.get(rows.get(0));
        Evidence evidence = new Evidence(set, transcriptSet);
        List<Interval> coding =
                new ArrayList<>(rows.stream().map(this::interval).toList());
        int[] phases = phases(rows);
        List<Interval> stops = stopRows;
        if (!twoStrands) {
            int inside = stopRows.isEmpty() ? evidence.stopBases(coding, phases[0]) : insideBases(coding, stopRows);
            List<Interval> cut = trim(coding, inside);
            stops = stopRows.isEmpty() ? cut : stopRows;
        }
        Cds.Builder cds = Cds.builder();
        for (int i = 0; i < coding.size(); i++) {
            tables.fates.keepPart(rows.get(i));
            cds.add(new CodingSegment(coding.get(i).start(), coding.get(i).end(), phases[i]));
        }
        List<Interval> startCodon = starts.isEmpty() && tables.gff3 && !twoStrands && evidence.hasStart(phases[0])
                ? firstCodon(coding)
                : starts;
        evidence.selenocysteines(selenocysteines);
        return cds.startCodon(List.copyOf(startCodon))
                .stopCodon(List.copyOf(stops))
                .id(tables.gff3 ? text(tables.partId.get(rows.get(0))) : null)
                .proteinId(proteinId(rows.get(0)))
                .complete(!startCodon.isEmpty() && evidence.hasStart(phases[0]), !stops.isEmpty())
                .attributes(attributes(rows.get(0), transcriptSet))
                .build();
    }

    private @org.jspecify.annotations.Nullable String text(int id) {
        return id == 0 ? null : tables.texts.text(id);
    }

    private @org.jspecify.annotations.Nullable String proteinId(int row) {
        if (!tables.gff3) {
            return text(tables.partId.get(row));
        }
        int protein = tables.sets.first(tables.partSet.get(row), tables.texts.intern("protein_id"));
        return protein < 0 ? null : tables.texts.text(protein);
    }

    private Attributes attributes(int row, int transcriptSet) {
        List<Map.Entry<String, String>> list = new ArrayList<>();
        tables.sets.copy(tables.partSet.get(row), transcriptSet, list);
        list.removeIf(entry -> entry.getKey().equals("protein_id"));
        int version = tables.partVersion(row);
        if (version != 0) {
            list.add(Map.entry("protein_version", tables.texts.text(version)));
        }
        return Attributes.of(list);
    }

    /** The phases as the rows have them; where a row has none, as they follow from the first and the lengths. */
    private int[] phases(List<Integer> rows) {
        int first = Math.max(tables.partPhase(rows.get(0)), 0);
        int[] expected = Cds.phases(
                first,
                rows.stream()
                        .mapToInt(row -> tables.partEnd.get(row) - tables.partStart.get(row) + 1)
                        .toArray());
        int[] phases = new int[expected.length];
        boolean conflict = false;
        for (int i = 0; i < phases.length; i++) {
            int phase = tables.partPhase(rows.get(i));
            phases[i] = phase < 0 ? expected[i] : phase;
            conflict |= phases[i] != expected[i];
        }
        if (conflict) {
            reports.warning(
                    tables.slotLine.get(slot),
                    0,
                    tables.contigOf(slot),
                    tables.gff3 ? "phase" : "frame",
                    GtfRule.PHASE,
                    "the coding segments of \"" + tables.texts.text(tables.slotText.get(slot))
                            + "\" have phases that do not follow from their lengths");
        }
        return phases;
    }

    // ---- stop codons

    /** Returns how many bases at the 3′ end of the coding rows are stop codon; 0 if the stop codon is outside. */
    private int insideBases(List<Interval> coding, List<Interval> stops) {
        long overlapping = 0;
        for (Interval part : coding) {
            for (Interval stop : stops) {
                if (part.overlaps(stop)) {
                    overlapping += Math.min(part.end(), stop.end()) - Math.max(part.start(), stop.start()) + 1;
                }
            }
        }
        if (overlapping == 0 || overlapping >= length(coding)) {
            return 0;
        }
        int bases = (int) overlapping;
        for (Interval tail : tail(coding, bases)) {
            if (stops.stream().noneMatch(stop -> stop.contains(tail))) {
                reports.warning(
                        tables.slotLine.get(slot),
                        0,
                        tables.contigOf(slot),
                        "feature",
                        GtfRule.STOP_CODON_INSIDE_CDS,
                        "the stop codon of \"" + tables.texts.text(tables.slotText.get(slot))
                                + "\" lies inside its CDS but not at the end; the CDS is kept whole");
                return 0;
            }
        }
        return bases;
    }

    private static int length(List<Interval> intervals) {
        return intervals.stream().mapToInt(Interval::length).sum();
    }

    /** Returns the last bases of a chain of intervals, in reading order. */
    private List<Interval> tail(List<Interval> coding, int bases) {
        return trim(new ArrayList<>(coding), bases);
    }

    /** Takes bases off the 3′ end and returns them in reading order. */
    private List<Interval> trim(List<Interval> coding, int bases) {
        List<Interval> cut = new ArrayList<>();
        int left = bases;
        while (left > 0) {
            Interval last = coding.remove(coding.size() - 1);
            int taken = Math.min(left, last.length());
            cut.add(end3(last, taken));
            if (taken < last.length()) {
                coding.add(without3(last, taken));
            }
            left -= taken;
        }
        Collections.reverse(cut);
        return cut;
    }

    private Interval end3(Interval of, int bases) {
        return reverse
                ? new Interval(of.start(), of.start() + bases - 1)
                : new Interval(of.end() - bases + 1, of.end());
    }

    private Interval without3(Interval of, int bases) {
        return reverse ? new Interval(of.start() + bases, of.end()) : new Interval(of.start(), of.end() - bases);
    }

    private List<Interval> firstCodon(List<Interval> coding) {
        List<Interval> codon = new ArrayList<>();
        int left = 3;
        for (int i = 0; i < coding.size() && left > 0; i++) {
            Interval part = coding.get(i);
            int taken = Math.min(left, part.length());
            codon.add(
                    reverse
                            ? new Interval(part.end() - taken + 1, part.end())
                            : new Interval(part.start(), part.start() + taken - 1));
            left -= taken;
        }
        return codon;
    }

    /** What a file says about the ends of a coding sequence, beside its codon rows. */
    private final class Evidence {
        private final int set;
        private final int transcriptSet;

        Evidence(int set, int transcriptSet) {
            this.set = set;
            this.transcriptSet = transcriptSet;
        }

        private Optional<String> first(String key) {
            int text = tables.texts.intern(key);
            int value = tables.sets.first(set, text);
            int found = value >= 0 ? value : tables.sets.first(transcriptSet, text);
            return found < 0 ? Optional.empty() : Optional.of(tables.texts.text(found));
        }

        private boolean has(String key, String value) {
            int keyText = tables.texts.intern(key);
            int valueText = tables.texts.intern(value);
            return tables.sets.has(set, keyText, valueText) || tables.sets.has(transcriptSet, keyText, valueText);
        }

        /** NCBI marks a partial end with {@code start_range=.,n} on the left and {@code end_range=n,.} on the right. */
        private boolean isPartial(boolean fivePrime) {
            boolean left = fivePrime != reverse;
            boolean named = first(left ? "start_range" : "end_range").isPresent();
            boolean other = first(left ? "end_range" : "start_range").isPresent();
            return named || (first("partial").filter("true"::equals).isPresent() && !other);
        }

        boolean hasStart(int phase) {
            return phase == 0 && !has("tag", "cds_start_NF") && !isPartial(true);
        }

        /** GFF3 without stop_codon rows: the CDS includes the stop codon unless something says that the end is missing. */
        int stopBases(List<Interval> coding, int phase) {
            if (!tables.gff3 || has("tag", "cds_end_NF") || isPartial(false) || isNeverStopped()) {
                return 0;
            }
            int rest = Math.floorMod(length(coding) - phase, 3);
            boolean completed = first("transl_except")
                    .filter(text -> text.contains("aa:TERM"))
                    .isPresent();
            int bases = rest == 0 ? 3 : completed ? rest : 0;
            return bases < length(coding) ? bases : 0;
        }

        private boolean isNeverStopped() {
            String biotype = tables.texts.text(tables.slotBiotype.get(slot)).toLowerCase(Locale.ROOT);
            int node = tables.slotNode.get(slot);
            String type = node < 0 ? "" : tables.texts.text(tables.nodeType.get(node));
            return biotype.equals("non_stop_decay")
                    || type.endsWith("_gene_segment")
                    || first("pseudo").filter("true"::equals).isPresent();
        }

        /** RefSeq: {@code transl_except "(pos:49..51,aa:Sec)"}, positions on the contig. */
        void selenocysteines(List<Interval> found) {
            for (String text : all("transl_except")) {
                Matcher exception = EXCEPTION.matcher(text);
                while (exception.find()) {
                    if (exception.group(2).equals("Sec")) {
                        Matcher range = RANGE.matcher(exception.group(1));
                        while (range.find()) {
                            int from = Integer.parseInt(range.group(1));
                            found.add(new Interval(from, Math.max(from, Integer.parseInt(range.group(2)))));
                        }
                    }
                }
            }
        }

        private List<String> all(String key) {
            int text = tables.texts.intern(key);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < tables.sets.count(set); i++) {
                if (tables.sets.key(set, i) == text) {
                    values.add(tables.texts.text(tables.sets.value(set, i)));
                }
            }
            return values;
        }
    }
}

package omega.genomics.vcf.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.ByteSlice;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.internal.vcf.SliceMap;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.source.ConsequenceFields.Field;
import org.jspecify.annotations.Nullable;

/**
 * Picks the most severe of the consequences that an annotator wrote into a record, for each ALT allele; of equally severe ones,
 * the first. One walk over the bytes a record, where {@link Consequences} makes objects of all of them.
 *
 * <pre>{@code
 * PickedConsequences picked = PickedConsequences.of(reader.header()).orElseThrow();
 * reader.forEach(record -> {
 *     picked.read(record);
 *     System.out.println(picked.symbol(0) + " " + picked.term(0));
 * });
 * }</pre>
 *
 * <p>Reads VEP's {@code CSQ} and {@code vep}, SnpEff's {@code ANN}, else the molecular consequences ({@code MC}) of ClinVar,
 * which count for every allele of a record. Only entries with a term that VEP knows can be picked.
 *
 * <p>Shows the record read last; not thread-safe. ALT alleles are numbered from 0.
 */
public final class PickedConsequences {
    /** More combinations of terms than all annotators together write; beyond it only a hostile file goes. */
    private static final int MAX_REMEMBERED = 4096;

    private static final Map<String, ConsequenceTerm> BY_ACCESSION = Arrays.stream(ConsequenceTerm.values())
            .collect(Collectors.toUnmodifiableMap(ConsequenceTerm::accession, Function.identity()));

    // The fields of an entry that are looked at.
    private static final int ALLELE = 0;
    private static final int NUMBER = 1;
    private static final int TERMS = 2;
    private static final int IMPACT = 3;
    private static final int SYMBOL = 4;
    private static final int GENE = 5;
    private static final int FIELDS = 6;
    private static final int NONE = -1;

    /** Up to so many alleles are compared one by one. */
    private static final int FEW = 16;

    /** What VEP writes for an ALT of which nothing is left without its first base. */
    private static final byte[] GONE = {'-'};

    private final InfoKey<String> key;
    private final boolean isMolecular;
    private final boolean isPercentEncoded;
    /** What stands in each column of an entry, as far as it is looked at. */
    private final int[] fieldOfColumn;

    private final SeverityOrder order = SeverityOrder.latest();
    /** The most severe term of each text with terms met so far. */
    private SliceMap<Optional<ConsequenceTerm>> terms = new SliceMap<>();

    private final LastText lastSymbol = new LastText();
    private final LastText lastGene = new LastText();

    // Of the record read last: its line, start and end of each ALT allele, and whether VEP leaves the first base out.
    private byte[] bytes = {};
    private int altCount;
    private int[] alts = {};
    private boolean isShortened;
    /** The first allele of each text, and of each text without its first base; of a record with many alleles. */
    private SliceMap<Integer> byText = new SliceMap<>();

    private SliceMap<Integer> byShortText = new SliceMap<>();
    // The most severe term of each allele's picked entry, and start and end of the entry's fields.
    private @Nullable ConsequenceTerm[] picked = {};
    private int[] places = {};
    /** Start and end of the fields of the entry that is being read. */
    private final int[] entry = new int[2 * FIELDS];

    private PickedConsequences(VcfHeader header, InfoKey<String> key, ConsequenceFields written, boolean isMolecular) {
        this.key = key;
        this.isMolecular = isMolecular;
        this.isPercentEncoded = header.version().isPercentEncoded();
        this.fieldOfColumn = columns(written);
    }

    /**
     * Finds what a header declares.
     *
     * @param header of the file
     * @return empty if there is neither an annotation whose fields the header names, nor {@code MC}
     */
    public static Optional<PickedConsequences> of(VcfHeader header) {
        Objects.requireNonNull(header, "header");
        Optional<Consequences> written = Consequences.of(header);
        if (written.isPresent()) {
            Consequences found = written.get();
            return Optional.of(new PickedConsequences(header, found.key(), found.columns(), false));
        }
        InfoDefinition molecular = header.info("MC");
        return molecular.origin() == FieldOrigin.DECLARED && molecular.type() == VcfType.STRING
                ? Optional.of(new PickedConsequences(
                        header, molecular.asString(), new ConsequenceFields(List.of(), false), true))
                : Optional.empty();
    }

    private static int[] columns(ConsequenceFields written) {
        Field[] wanted = {
            Field.ALLELE, Field.ALLELE_NUMBER, Field.TERMS, Field.IMPACT, Field.SYMBOL, Field.GENE,
        };
        int[] fields = new int[written.names().size()];
        Arrays.fill(fields, NONE);
        int last = 0;
        for (int field = 0; field < FIELDS; field++) {
            int column = written.column(wanted[field]);
            if (column >= 0) {
                fields[column] = field;
                last = Math.max(last, column + 1);
            }
        }
        return Arrays.copyOf(fields, last);
    }

    /**
     * Reads a record.
     *
     * @param record of a file with the header
     */
    public void read(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        altCount = record.altCount();
        if (picked.length < altCount) {
            picked = new ConsequenceTerm[altCount];
            places = new int[altCount * 2 * FIELDS];
            alts = new int[altCount * 2];
        }
        Arrays.fill(picked, 0, altCount, null);
        ByteSlice text = altCount == 0 ? null : record.info().bytes(key);
        if (text == null) {
            return;
        }
        bytes = text.array();
        if (isMolecular) {
            Arrays.fill(picked, 0, altCount, mostSevere(text.offset(), text.offset() + text.length()));
        } else {
            readAlleles(record);
            readEntries(text.offset(), text.offset() + text.length());
        }
    }

    private void readAlleles(VcfRecord record) {
        byte firstBase = bytes[record.columnStart(VcfRecord.REF)];
        isShortened = true;
        int start = record.columnStart(VcfRecord.ALT);
        for (int alt = 0; alt < altCount; alt++) {
            int end = ByteSearch.find(bytes, start, record.columnEnd(VcfRecord.ALT), (byte) ',');
            alts[2 * alt] = start;
            alts[2 * alt + 1] = end;
            isShortened &= bytes[start] == firstBase;
            start = end + 1;
        }
        if (altCount > FEW) {
            mapAlleles();
        }
    }

    /** Of the same text the first allele counts. */
    private void mapAlleles() {
        byText = new SliceMap<>();
        byShortText = new SliceMap<>();
        for (int alt = 0; alt < altCount; alt++) {
            int start = alts[2 * alt];
            int end = alts[2 * alt + 1];
            if (byText.get(bytes, start, end) == null) {
                byText.put(bytes, start, end, alt);
            }
            boolean isGone = start + 1 >= end;
            byte[] rest = isGone ? GONE : bytes;
            int from = isGone ? 0 : start + 1;
            int to = isGone ? 1 : end;
            if (isShortened && byShortText.get(rest, from, to) == null) {
                byShortText.put(rest, from, to, alt);
            }
        }
    }

    private void readEntries(int from, int to) {
        for (int start = from; start <= to; ) {
            int end = readEntry(start, to);
            int alt = alt();
            if (alt >= 0 && alt < altCount) {
                pick(alt);
            }
            start = end + 1;
        }
    }

    /** Notes where the fields are that are looked at; returns the end of the entry. */
    private int readEntry(int from, int to) {
        Arrays.fill(entry, from);
        int start = from;
        for (int field : fieldOfColumn) {
            int end = start;
            while (end < to && bytes[end] != '|' && bytes[end] != ',') {
                end++;
            }
            if (field >= 0) {
                entry[2 * field] = start;
                entry[2 * field + 1] = end;
            }
            if (end == to || bytes[end] == ',') {
                return end;
            }
            start = end + 1;
        }
        return ByteSearch.find(bytes, start, to, (byte) ',');
    }

    /** Returns the allele of the entry; −1 if it is none of the record's. */
    private int alt() {
        int stated = number(entry[2 * NUMBER], entry[2 * NUMBER + 1]);
        if (stated >= 0) {
            return stated - 1;
        }
        int from = entry[2 * ALLELE];
        int to = entry[2 * ALLELE + 1];
        if (altCount > FEW) {
            Integer exact = byText.get(bytes, from, to);
            Integer alt = exact == null ? byShortText.get(bytes, from, to) : exact;
            return alt == null ? NONE : alt;
        }
        for (int alt = 0; alt < altCount; alt++) {
            if (Arrays.equals(bytes, from, to, bytes, alts[2 * alt], alts[2 * alt + 1])) {
                return alt;
            }
        }
        for (int alt = 0; isShortened && alt < altCount; alt++) {
            int start = alts[2 * alt] + 1;
            int end = alts[2 * alt + 1];
            if (start == end
                    ? to - from == 1 && bytes[from] == '-'
                    : Arrays.equals(bytes, from, to, bytes, start, end)) {
                return alt;
            }
        }
        return NONE;
    }

    private int number(int from, int to) {
        int number = to > from && to - from < 10 ? 0 : NONE;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = bytes[i] - '0';
            number = digit >= 0 && digit <= 9 ? 10 * number + digit : NONE;
        }
        return number;
    }

    private void pick(int alt) {
        ConsequenceTerm term = mostSevere(entry[2 * TERMS], entry[2 * TERMS + 1]);
        ConsequenceTerm before = picked[alt];
        if (term != null && (before == null ? order.knows(term) : order.compare(term, before) < 0)) {
            picked[alt] = term;
            System.arraycopy(entry, 0, places, alt * 2 * FIELDS, 2 * FIELDS);
        }
    }

    // ---- terms ---------------------------------------------------------------------------------------------------

    private @Nullable ConsequenceTerm mostSevere(int from, int to) {
        Optional<ConsequenceTerm> known = terms.get(bytes, from, to);
        if (known == null) {
            known = parse(PercentEncoding.decode(bytes, from, to, isPercentEncoded));
            if (terms.size() == MAX_REMEMBERED) {
                terms = new SliceMap<>();
            }
            terms.put(bytes, from, to, known);
        }
        return known.orElse(null);
    }

    /**
     * ClinVar writes {@code SO:0001587|nonsense}, several with commas between: the accession counts, the words are its own.
     * Others have labels with ampersands between.
     */
    private Optional<ConsequenceTerm> parse(String text) {
        return Arrays.stream(text.split(isMolecular ? "," : "&", -1))
                .map(word -> isMolecular
                        ? Optional.ofNullable(BY_ACCESSION.get(word.substring(0, Math.max(0, word.indexOf('|')))))
                        : ConsequenceTerm.parse(word))
                .flatMap(Optional::stream)
                .min(order);
    }

    // ---- what was picked -----------------------------------------------------------------------------------------

    /**
     * Returns the most severe term of an allele.
     *
     * @param alt from 0
     * @return null if the record says nothing of the allele, or nothing that VEP knows
     */
    public @Nullable ConsequenceTerm term(int alt) {
        java.util.Objects.checkIndex(alt, altCount);
        return picked[alt];
    }

    /**
     * Returns the impact of what was picked.
     *
     * @param alt from 0
     * @return as the annotator says, else that of the term; null without a term
     */
    public @Nullable Impact impact(int alt) {
        ConsequenceTerm term = term(alt);
        if (term == null) {
            return null;
        }
        int from = places[alt * 2 * FIELDS + 2 * IMPACT];
        int to = places[alt * 2 * FIELDS + 2 * IMPACT + 1];
        return isMolecular || from == to
                ? term.impact()
                : Impact.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                        .orElse(term.impact());
    }

    /**
     * Returns the symbol of the gene of what was picked. Allocates only when it differs from the last one asked for.
     *
     * @param alt from 0
     * @return null if there is none
     */
    public @Nullable String symbol(int alt) {
        return text(alt, SYMBOL, lastSymbol);
    }

    /**
     * Returns the identifier of the gene of what was picked. Allocates only when it differs from the last one asked for.
     *
     * @param alt from 0
     * @return null if there is none
     */
    public @Nullable String geneId(int alt) {
        return text(alt, GENE, lastGene);
    }

    private @Nullable String text(int alt, int field, LastText last) {
        if (term(alt) == null || isMolecular) {
            return null;
        }
        int place = alt * 2 * FIELDS + 2 * field;
        return places[place] == places[place + 1]
                ? null
                : last.decode(bytes, places[place], places[place + 1], isPercentEncoded);
    }

    /** A text that is often the one before. */
    private static final class LastText {
        private byte[] encoded = {};
        private String text = "";

        String decode(byte[] buffer, int from, int to, boolean isPercentEncoded) {
            if (!Arrays.equals(encoded, 0, encoded.length, buffer, from, to)) {
                encoded = Arrays.copyOfRange(buffer, from, to);
                text = PercentEncoding.decode(buffer, from, to, isPercentEncoded);
            }
            return text;
        }
    }
}

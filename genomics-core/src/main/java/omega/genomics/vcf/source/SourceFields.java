package omega.genomics.vcf.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts that many sources have, each by its own INFO fields: frequency, clinical significance, genes, rs number.
 *
 * <pre>{@code
 * SourceFields fields = SourceFields.of(header);
 * reader.forEach(record -> System.out.println(fields.frequency(record, 0) + " " + fields.genes(record)));
 * }</pre>
 *
 * <p>Immutable and thread-safe. ALT alleles are numbered from 0.
 */
public final class SourceFields {
    /** ClinVar's and others' frequencies of one allele a record, best first. */
    private static final List<String> SINGLE_FREQUENCIES = List.of("AF_EXAC", "AF_TGP", "AF_ESP");

    private final SourceProfile profile;
    private final @Nullable InfoKey<String> frequency;
    /** The same where the header declares a number, as most do: no text in between. */
    private final @Nullable InfoKey<float[]> frequencyNumber;

    private final @Nullable InfoKey<int[]> count;
    private final @Nullable InfoKey<int[]> number;
    private final List<InfoKey<String>> singleFrequencies = new ArrayList<>();
    /** Of each study the numbers, REF in front. */
    private final @Nullable LastLongValue<List<String[]>> studies;

    private final @Nullable InfoKey<String> oldStudies;
    private final @Nullable FewValues<Set<ClinicalSignificance>> significance;
    private final @Nullable LastLongValue<String[]> significanceParts;
    /** The parts that belong to each allele, by its number. */
    private final @Nullable LastLongValue<Map<String, List<Integer>>> significanceAlleles;

    private final @Nullable InfoKey<String> geneInfo;
    private final @Nullable InfoKey<String> rs;
    private final @Nullable Consequences consequences;

    /**
     * Resolves the fields of the source that a header tells of itself, see {@link SourceProfile#detect}.
     *
     * @param header of the file
     * @return what reads them from records of that file
     */
    public static SourceFields of(VcfHeader header) {
        return of(header, SourceProfile.detect(header));
    }

    /**
     * Resolves the fields of a source that the caller knows.
     *
     * @param header of the file
     * @param profile the source
     * @return what reads them from records of that file
     */
    public static SourceFields of(VcfHeader header, SourceProfile profile) {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(profile, "profile");
        return new SourceFields(profile, header);
    }

    private SourceFields(SourceProfile profile, VcfHeader header) {
        this.profile = profile;
        this.frequency = text(header, "AF");
        this.frequencyNumber = frequency != null && header.info("AF").type() == VcfType.FLOAT
                ? header.info("AF").asFloats()
                : null;
        this.count = integer(header, "AC");
        this.number = integer(header, "AN");
        for (String id : SINGLE_FREQUENCIES) {
            InfoKey<String> key = profile == SourceProfile.CLINVAR ? text(header, id) : null;
            if (key != null) {
                singleFrequencies.add(key);
            }
        }
        this.studies = profile == SourceProfile.DBSNP ? remembering(text(header, "FREQ"), SourceFields::studies) : null;
        this.oldStudies = text(header, "CAF");
        InfoKey<String> written = either(header, "CLNSIG", "CLINICAL_SIGNIFICANCE");
        this.significance = written == null
                ? null
                : new FewValues<>(written, text -> Collections.unmodifiableSet(ClinicalSignificance.parse(text)));
        this.significanceParts = remembering(written, SourceFields::parts);
        this.significanceAlleles = remembering(text(header, "CLNALLE"), SourceFields::owners);
        this.geneInfo = either(header, "GENEINFO", "SYMBOL");
        this.rs = text(header, "RS");
        this.consequences = Consequences.of(header).orElse(null);
    }

    private static @Nullable InfoKey<String> text(VcfHeader header, String id) {
        InfoDefinition definition = header.info(id);
        return definition.origin() == FieldOrigin.DECLARED && definition.type() != VcfType.FLAG
                ? definition.asString()
                : null;
    }

    private static <T> @Nullable LastLongValue<T> remembering(@Nullable InfoKey<String> key, Function<String, T> make) {
        return key == null ? null : new LastLongValue<>(key, make);
    }

    /** The second is what a table of ClinVar made for the ExAC project calls it, without declaring it. */
    private @Nullable InfoKey<String> either(VcfHeader header, String id, String tableId) {
        InfoKey<String> key = text(header, id);
        return key == null && profile == SourceProfile.CLINVAR
                ? header.info(tableId).asString()
                : key;
    }

    private static @Nullable InfoKey<int[]> integer(VcfHeader header, String id) {
        InfoDefinition definition = header.info(id);
        return definition.type() == VcfType.INTEGER ? definition.asIntegers() : null;
    }

    /**
     * Returns whose fields are read.
     *
     * @return the source
     */
    public SourceProfile profile() {
        return profile;
    }

    /**
     * Tells whether the file has fields that name genes.
     *
     * @return if not, {@link #genes} is empty for every record
     */
    public boolean hasGenes() {
        return geneInfo != null || consequences != null;
    }

    /**
     * Tells whether the file has a field for clinical significance.
     *
     * @return if not, {@link #clinicalSignificance} is empty for every record
     */
    public boolean hasClinicalSignificance() {
        return significance != null;
    }

    /**
     * Returns the frequency of an allele: AF; else AC / AN; in ClinVar that of ExAC, 1000 Genomes or ESP; in dbSNP that of the
     * first study of FREQ (or CAF) with a value, whose first number is REF's and passed over.
     *
     * @param record of the file
     * @param alt from 0
     * @return from 0 to 1; empty if the record does not say
     */
    public OptionalDouble frequency(VcfRecord record, int alt) {
        Objects.requireNonNull(record, "record");
        OptionalDouble found = frequencyNumber != null
                ? number(record.info(), frequencyNumber, alt)
                : frequency == null
                        ? OptionalDouble.empty()
                        : number(record.info().string(frequency, alt));
        if (found.isEmpty()) {
            found = fromStudies(record, alt);
        }
        for (int i = 0; i < singleFrequencies.size() && found.isEmpty(); i++) {
            found = number(record.info().string(singleFrequencies.get(i), 0));
        }
        return found.isPresent() ? found : fromCounts(record, alt);
    }

    private static OptionalDouble number(InfoView info, InfoKey<float[]> key, int alt) {
        try {
            double value = info.doubleOr(key, alt, Double.NaN);
            return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (ParseException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble number(@Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private OptionalDouble fromStudies(VcfRecord record, int alt) {
        List<String[]> numbers = studies == null ? null : studies.in(record);
        if (numbers != null) {
            for (String[] study : numbers) {
                OptionalDouble found = alt + 1 < study.length ? number(study[alt + 1]) : OptionalDouble.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        String old = oldStudies == null ? null : record.info().string(oldStudies, alt + 1);
        return old == null
                ? OptionalDouble.empty()
                : number(old.replace("[", "").replace("]", ""));
    }

    private static List<String[]> studies(String text) {
        List<String[]> studies = new ArrayList<>();
        for (String study : text.split("\\|", -1)) {
            studies.add(parts(study.substring(study.indexOf(':') + 1)));
        }
        return studies;
    }

    private static Map<String, List<Integer>> owners(String text) {
        String[] numbers = parts(text);
        Map<String, List<Integer>> owners = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            owners.computeIfAbsent(numbers[i], number -> new ArrayList<>(1)).add(i);
        }
        return owners;
    }

    private static String[] parts(String text) {
        return text.split(",", -1);
    }

    private OptionalDouble fromCounts(VcfRecord record, int alt) {
        InfoView info = record.info();
        if (count == null || number == null || info.isMissing(count, alt) || info.isMissing(number, 0)) {
            return OptionalDouble.empty();
        }
        int total = info.intValue(number, 0);
        return total <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) info.intValue(count, alt) / total);
    }

    /**
     * Returns how often an allele was seen.
     *
     * @param record of the file
     * @param alt from 0
     * @return AC; empty if the record does not say
     */
    public OptionalInt alleleCount(VcfRecord record, int alt) {
        Objects.requireNonNull(record, "record");
        return count == null ? OptionalInt.empty() : integer(record.info(), count, alt);
    }

    /**
     * Returns how many alleles were looked at.
     *
     * @param record of the file
     * @return AN; empty if the record does not say
     */
    public OptionalInt alleleNumber(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        return number == null ? OptionalInt.empty() : integer(record.info(), number, 0);
    }

    /** No count is as low as this one, which stands for a missing value in files before 4.3. */
    private static OptionalInt integer(InfoView info, InfoKey<int[]> key, int index) {
        int value = info.intOr(key, index, Integer.MIN_VALUE);
        return value == Integer.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /**
     * Returns what ClinVar says of an allele.
     *
     * @param record of the file
     * @param alt from 0
     * @return worst first; empty if the record does not say
     */
    public Set<ClinicalSignificance> clinicalSignificance(VcfRecord record, int alt) {
        Objects.requireNonNull(record, "record");
        if (significance == null) {
            return Set.of();
        }
        Map<String, List<Integer>> owners = significanceAlleles == null ? null : significanceAlleles.in(record);
        if (profile != SourceProfile.DBSNP && owners == null) {
            Set<ClinicalSignificance> found = significance.in(record);
            return found == null ? Set.of() : found;
        }
        String[] parts = significanceParts == null ? null : significanceParts.in(record);
        if (parts == null) {
            return Set.of();
        }
        if (profile == SourceProfile.DBSNP) { // a part for each allele, REF in front
            return ClinicalSignificance.parse(alt + 1 < parts.length ? parts[alt + 1] : ".");
        }
        // Up to 2017 CLNALLE says whose each part is: 0 for REF, −1 for an allele that is not in the record.
        Set<ClinicalSignificance> found = EnumSet.noneOf(ClinicalSignificance.class);
        List<Integer> own = owners == null ? null : owners.get(Integer.toString(alt + 1));
        for (int part : own == null ? List.<Integer>of() : own) {
            if (part < parts.length) {
                found.addAll(ClinicalSignificance.parse(parts[part]));
            }
        }
        return found;
    }

    /**
     * Returns the symbols of the genes a record is in: those of GENEINFO, else those of its consequences.
     *
     * @param record of the file
     * @return in file order, each once; empty if the record does not say
     */
    public List<String> genes(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        String text = geneInfo == null ? null : record.info().string(geneInfo);
        if (text != null) {
            List<String> symbols = new ArrayList<>();
            for (String gene : text.split("\\|", -1)) {
                int colon = gene.lastIndexOf(':');
                symbols.add(colon < 0 ? gene : gene.substring(0, colon));
            }
            return symbols.stream().distinct().toList();
        }
        return consequences == null
                ? List.of()
                : consequences.in(record).stream()
                        .flatMap(consequence -> consequence.symbol().stream())
                        .distinct()
                        .toList();
    }

    /**
     * Returns the first of the genes.
     *
     * @param record of the file
     * @return its symbol; empty if the record does not say
     */
    public Optional<String> gene(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        String text = geneInfo == null ? null : record.info().string(geneInfo);
        if (text == null) {
            ByteSlice symbol = consequences == null ? null : consequences.firstSymbol(record);
            return symbol == null
                    ? Optional.empty()
                    : Optional.of(PercentEncoding.decode(
                            symbol.array(),
                            symbol.offset(),
                            symbol.offset() + symbol.length(),
                            record.header().version().isPercentEncoded()));
        }
        int bar = text.indexOf('|');
        int end = bar < 0 ? text.length() : bar;
        int colon = end == 0 ? -1 : text.lastIndexOf(':', end - 1);
        return Optional.of(text.substring(0, colon < 0 ? end : colon));
    }

    /**
     * Returns the number of the reference SNP.
     *
     * @param record of the file
     * @return from INFO RS, else the first identifier of the form {@code rs123}; empty if there is neither
     */
    public OptionalLong rsNumber(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        ByteSlice number = rs == null ? null : record.info().bytes(rs);
        if (number != null) {
            int from = number.offset();
            long value = VcfNumbers.parseLongDigits(
                    number.array(), from, ByteSearch.find(number.array(), from, from + number.length(), (byte) ','));
            if (value >= 0) {
                return OptionalLong.of(value);
            }
        }
        ByteSlice ids = record.idBytes();
        byte[] bytes = ids.array();
        int end = ids.offset() + ids.length();
        for (int from = ids.offset(); from < end; ) {
            int to = ByteSearch.find(bytes, from, end, (byte) ';');
            if (to - from > 2 && bytes[from] == 'r' && bytes[from + 1] == 's') {
                long value = VcfNumbers.parseLongDigits(bytes, from + 2, to);
                if (value >= 0) {
                    return OptionalLong.of(value);
                }
            }
            from = to + 1;
        }
        return OptionalLong.empty();
    }
}

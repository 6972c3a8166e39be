package omega.genomics.postgres.query.filter;

import static omega.genomics.postgres.jooq.Tables.DATASETS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as an expression sees it.
 *
 * @param id its number
 * @param name its name
 * @param header of its file, with the INFO keys and filters that only other datasets declare
 * @param infoKeys the INFO keys that were loaded; null for all
 * @param indexed the INFO keys that have an index
 * @param hasGenotypes whether genotypes were loaded
 */
record DatasetFields(
        int id,
        String name,
        VcfHeader header,
        @Nullable Set<String> infoKeys,
        Set<String> indexed,
        boolean hasGenotypes) {
    private static final Pattern OPTION = Pattern.compile("(?:^| )(info|indexed)=(\\S*)");
    /** An expression computes these if the header does not declare them. */
    private static final Set<String> COMPUTED = Set.of("AC", "AN", "AF", "MAC", "MAF", "ILEN");

    private static final String FIRST_COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

    /** Returns a text that changes with the datasets that are asked, and with what is loaded into them. */
    static String state(DSLContext context, DatasetChoice choice) {
        return context.select(DATASETS.DATASET_ID, DATASETS.RUN_ID)
                .from(DATASETS)
                .where(chosen(choice))
                .orderBy(DATASETS.DATASET_ID)
                .fetch(row -> row.value1() + ":" + row.value2())
                .toString();
    }

    private static Condition chosen(DatasetChoice choice) {
        Condition ofKind = DATASETS.KIND.eq(choice.kind());
        return choice.name() == null ? ofKind : ofKind.and(DATASETS.NAME.eq(choice.name()));
    }

    /** Reads the datasets that are asked. */
    static List<DatasetFields> read(DSLContext context, DatasetChoice choice) {
        List<DatasetFields> own = new ArrayList<>();
        for (Record4<Integer, String, String, String[]> row : context.select(
                        DATASETS.DATASET_ID, DATASETS.NAME, DATASETS.OPTIONS, DATASETS.HEADER)
                .from(DATASETS)
                .where(chosen(choice))
                .orderBy(DATASETS.DATASET_ID)) {
            own.add(of(row.value1(), row.value2(), row.value3(), row.value4()));
        }
        return own.size() < 2 ? own : completed(own);
    }

    private static DatasetFields of(int id, String name, String options, String[] lines) {
        Map<String, Set<String>> named = new LinkedHashMap<>();
        for (Matcher option = OPTION.matcher(options); option.find(); ) {
            named.put(
                    option.group(1), new HashSet<>(Arrays.asList(option.group(2).split(",", -1))));
        }
        Set<String> info = named.get("info");
        return new DatasetFields(
                id,
                name,
                header(name, Arrays.asList(lines)),
                info == null || info.contains("all") ? null : info,
                named.getOrDefault("indexed", Set.of()),
                options.contains(" genotypes"));
    }

    private static VcfHeader header(String name, List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (lines.isEmpty() || !lines.get(0).startsWith("##fileformat=")) {
            text.append("##fileformat=VCFv4.2\n");
        }
        lines.forEach(line -> text.append(line).append('\n'));
        if (lines.isEmpty() || !lines.get(lines.size() - 1).startsWith("#CHROM")) {
            text.append(FIRST_COLUMNS).append('\n');
        }
        InputSource source = InputSource.of("header of " + name, text.toString().getBytes(StandardCharsets.UTF_8));
        try (VcfReader reader = VcfReader.options().mode(ParseMode.LENIENT).open(source)) {
            return reader.header();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no file that could fail
        }
    }

    /** A key that only some datasets declare is missing in the rows of the others. */
    private static List<DatasetFields> completed(List<DatasetFields> own) {
        List<DatasetFields> completed = new ArrayList<>();
        for (DatasetFields dataset : own) {
            Map<String, HeaderLine> missing = new LinkedHashMap<>();
            for (DatasetFields other : own) {
                for (HeaderLine line : other.header.lines()) {
                    String id = line.id().orElse("");
                    if (other.id != dataset.id && dataset.lacks(line.key(), id)) {
                        missing.putIfAbsent(line.key() + ' ' + id, line);
                    }
                }
            }
            completed.add(new DatasetFields(
                    dataset.id,
                    dataset.name,
                    dataset.header.withLines(List.copyOf(missing.values())),
                    dataset.infoKeys,
                    dataset.indexed,
                    dataset.hasGenotypes));
        }
        return completed;
    }

    private boolean lacks(String kind, String id) {
        return switch (kind) {
            case "INFO" ->
                !COMPUTED.contains(id)
                        && header.info(id).origin() != FieldOrigin.DECLARED
                        && header.format(id).origin() != FieldOrigin.DECLARED;
            case "FILTER" -> header.filter(id).isEmpty();
            default -> false;
        };
    }

    boolean declaresInfo(String key) {
        return header.info(key).origin() == FieldOrigin.DECLARED;
    }

    boolean declaresFormat(String key) {
        return header.format(key).origin() == FieldOrigin.DECLARED;
    }

    /** Returns true if the column {@code allele_frequency} has what INFO says for each allele. */
    boolean hasFrequencyOfAllele() {
        InfoDefinition af = header.info("AF");
        return declaresInfo("AF")
                && hasLoaded("AF")
                && af.type() == VcfType.FLOAT
                && af.number().kind() == VcfNumber.Kind.A;
    }

    boolean hasLoaded(String key) {
        return infoKeys == null || infoKeys.contains(key);
    }
}

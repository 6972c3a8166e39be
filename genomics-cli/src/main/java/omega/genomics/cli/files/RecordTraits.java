package omega.genomics.cli.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.cli.Work;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.filter.VcfFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The choices of {@code bcftools view} that have options of their own; each stands for an expression. */
final class RecordTraits {
    private static final Set<String> TYPES = Set.of("snps", "indels", "mnps", "ref", "bnd", "other");

    @Option(
            names = {"-f", "--apply-filters"},
            paramLabel = "FILTER[,FILTER]",
            description = "Records with one of these filters, such as PASS; a dot for none.")
    private @Nullable String filters;

    @Option(
            names = {"-v", "--types"},
            paramLabel = "TYPE[,TYPE]",
            description = "Records with an allele of one of the types snps, indels, mnps, ref, bnd and other.")
    private @Nullable String types;

    @Option(
            names = {"-V", "--exclude-types"},
            paramLabel = "TYPE[,TYPE]",
            description = "Records without an allele of any of these types.")
    private @Nullable String otherTypes;

    @Option(
            names = {"-m", "--min-alleles"},
            paramLabel = "N",
            description = "Records with N alleles or more, REF included.")
    private @Nullable Integer minAlleles;

    @Option(
            names = {"-M", "--max-alleles"},
            paramLabel = "N",
            description = "Records with N alleles or fewer, REF included.")
    private @Nullable Integer maxAlleles;

    @Option(
            names = {"-k", "--known"},
            description = "Records with an ID.")
    private boolean known;

    @Option(
            names = {"-n", "--novel"},
            description = "Records without an ID.")
    private boolean novel;

    /** Adds these choices to another one; null if there is none at all. */
    @Nullable
    RecordFilter and(@Nullable RecordFilter other, Work work) {
        RecordFilter all = other;
        for (String expression : expressions(work)) {
            RecordFilter one = parse(expression, work);
            all = all == null ? one : both(all, one);
        }
        return all;
    }

    private static RecordFilter parse(String expression, Work work) {
        try {
            return VcfFilter.parse(expression);
        } catch (ParseException e) {
            throw work.wrongUsage(e.diagnostic().toString());
        }
    }

    /** Chooses what both do; the second is asked first. */
    static RecordFilter both(RecordFilter first, RecordFilter second) {
        return header -> {
            RecordFilter.Test a = first.of(header);
            RecordFilter.Test b = second.of(header);
            return record -> b.test(record) && a.test(record);
        };
    }

    private List<String> expressions(Work work) {
        List<String> all = new ArrayList<>();
        if (filters != null) {
            all.add(anyOf("FILTER", filters));
        }
        if (types != null) {
            all.add(anyOf("TYPE", types(types, work)));
        }
        if (otherTypes != null) {
            for (String type : types(otherTypes, work).split(",", -1)) {
                all.add("TYPE!~\"" + type + "\"");
            }
        }
        if (minAlleles != null) {
            all.add("N_ALT>=" + (minAlleles - 1));
        }
        if (maxAlleles != null) {
            all.add("N_ALT<=" + (maxAlleles - 1));
        }
        if (known && novel) {
            throw work.wrongUsage("expected one of --known and --novel");
        }
        if (known || novel) {
            all.add(known ? "ID!=\".\"" : "ID=\".\"");
        }
        return all;
    }

    /** Names of types without the s that makes them plural. */
    private static String types(String written, Work work) {
        List<String> types = new ArrayList<>();
        for (String name : written.toLowerCase(Locale.ROOT).split(",", -1)) {
            String plural = name.equals("snp") || name.equals("indel") || name.equals("mnp") ? name + "s" : name;
            if (!TYPES.contains(plural)) {
                throw work.wrongUsage("expected types out of snps, indels, mnps, ref, bnd and other, found " + name);
            }
            types.add(plural.replaceFirst("s$", ""));
        }
        return String.join(",", types);
    }

    private static String anyOf(String column, String names) {
        List<String> parts = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            boolean isExact = name.equals(".") || name.equals("PASS");
            parts.add(column + (isExact ? "=\"" : "~\"") + name.replace("\"", "") + '"');
        }
        return String.join(" || ", parts);
    }
}

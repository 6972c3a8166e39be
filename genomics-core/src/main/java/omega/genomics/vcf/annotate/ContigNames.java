package omega.genomics.vcf.annotate;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Which names mean the same contig, those that an assembly says or equal ones; and which contig is likely to come first. */
final class ContigNames {
    private static final Pattern NUMBERED = Pattern.compile("(?:chr)?(\\d{1,4})", Pattern.CASE_INSENSITIVE);

    private final @Nullable Assembly assembly;
    /** Of the annotated file. */
    private final Map<String, Integer> target;

    private final Map<String, Integer> source;

    ContigNames(@Nullable Assembly assembly, VcfHeader target, VcfHeader source) {
        this.assembly = assembly;
        this.target = ranks(target);
        this.source = ranks(source);
    }

    private Map<String, Integer> ranks(VcfHeader header) {
        Map<String, Integer> ranks = new HashMap<>();
        for (ContigDefinition contig : header.contigs()) {
            ranks.putIfAbsent(canonical(contig.id()), ranks.size());
        }
        return ranks;
    }

    String canonical(String name) {
        return assembly == null
                ? name
                : assembly.resolve(name).map(Contig::name).orElse(name);
    }

    /**
     * Says whether the source's records of a contig can be passed over to look for those of another one, because the annotated file has none
     * of it or had them before: by the order in a header, by a header that does not define it, else by number. A wrong guess turns out when
     * the contig is asked for after all.
     */
    boolean isBefore(String found, String wanted) {
        Integer a = target.get(found);
        Integer b = target.get(wanted);
        if (a != null && b != null) {
            return a < b;
        }
        Integer c = source.get(found);
        Integer d = source.get(wanted);
        if (c != null && d != null) {
            return c < d;
        }
        if (!target.isEmpty() && a == null) {
            return true;
        }
        if (!source.isEmpty() && d == null) {
            return false;
        }
        Matcher one = NUMBERED.matcher(found);
        Matcher other = NUMBERED.matcher(wanted);
        boolean isNumber = one.matches();
        boolean wantsNumber = other.matches();
        if (isNumber && wantsNumber) {
            return Integer.parseInt(one.group(1)) < Integer.parseInt(other.group(1));
        }
        return isNumber == wantsNumber ? found.compareTo(wanted) < 0 : isNumber;
    }
}

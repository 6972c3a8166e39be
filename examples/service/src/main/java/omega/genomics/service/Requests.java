package omega.genomics.service;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import omega.genomics.Region;
import omega.genomics.vcf.filter.VcfFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Reads parameters within the limits of the service. */
@Component
class Requests {
    private static final Pattern ALLELE = Pattern.compile("[ACGTNacgtn]{1,1000}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EXPRESSION = 500;
    private static final int MOST_SIMILAR = 100;
    private static final int LAST_BASE = 2_000_000_000;

    private final ServiceProperties limits;

    Requests(ServiceProperties limits) {
        this.limits = limits;
    }

    /** A variant as people write it: {@code 17-43045712-T-C}. */
    record Place(String contig, int position, String ref, String alt) {
        String name() {
            return contig + "-" + position + "-" + ref + "-" + alt;
        }
    }

    /** Returns a parameter of the address. Nothing is taken from the body, which may be a file with the content type of a form. */
    static @Nullable String query(HttpServletRequest request, String name) {
        String value = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams()
                .getFirst(name);
        return value == null ? null : UriUtils.decode(value, StandardCharsets.UTF_8);
    }

    /** Runs a parser of the library, whose message says what was expected and found. */
    <T> T parsed(String parameter, String text, Function<String, T> parser) {
        if (text.length() > LONGEST_NAME * 20) {
            throw new BadRequestException(parameter, "expected at most " + LONGEST_NAME * 20 + " characters");
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(parameter, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a filter expression. Patterns are searched for in time that is linear in the text, so that only the length has to be bounded; but
     * the files that an expression may name are this machine's.
     */
    VcfFilter expression(String text) {
        if (text.length() > LONGEST_EXPRESSION) {
            throw new BadRequestException("filter", "expected at most " + LONGEST_EXPRESSION + " characters");
        }
        VcfFilter filter = VcfFilter.parse(text);
        if (!filter.files().isEmpty()) {
            throw new BadRequestException("filter", "expected an expression that reads no files, found one that does");
        }
        return filter;
    }

    String name(String parameter, String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME || text.indexOf('\0') >= 0) {
            throw new BadRequestException(parameter, "expected a name of 1 to " + LONGEST_NAME + " characters");
        }
        return text;
    }

    Region region(String text) {
        Region region = parsed("region", text, Region::parse);
        long length = (long) region.end() - region.start() + 1;
        if (length > limits.maxRegion()) {
            throw new BadRequestException(
                    "region", "expected at most " + limits.maxRegion() + " bases, found " + length + " in " + region);
        }
        return region;
    }

    int pageSize(@Nullable Integer asked) {
        if (asked == null) {
            return limits.pageSize();
        }
        if (asked < 1 || asked > limits.maxPageSize()) {
            throw new BadRequestException("limit", "expected 1 to " + limits.maxPageSize() + " rows, found " + asked);
        }
        return asked;
    }

    int similar(int limit) {
        if (limit < 1 || limit > MOST_SIMILAR) {
            throw new BadRequestException("limit", "expected 1 to " + MOST_SIMILAR + " genes, found " + limit);
        }
        return limit;
    }

    long rsNumber(String text) {
        if (!text.matches("rs[1-9][0-9]{0,17}")) {
            throw new BadRequestException("rs", "expected a reference SNP such as rs429358");
        }
        return Long.parseLong(text.substring(2));
    }

    Place variant(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 4 || !ALLELE.matcher(parts[2]).matches()) {
            throw notAVariant();
        }
        String alt = parts[3];
        if (!ALLELE.matcher(alt).matches()) {
            throw notAVariant();
        }
        int position = parsed("variant", parts[1], Integer::parseInt);
        if (position < 1 || position > LAST_BASE) {
            throw notAVariant();
        }
        return new Place(
                name("variant", parts[0]), position, parts[2].toUpperCase(Locale.ROOT), alt.toUpperCase(Locale.ROOT));
    }

    private static BadRequestException notAVariant() {
        return new BadRequestException(
                "variant", "expected contig-position-REF-ALT with alleles of 1 to 1000 bases, such as 17-43045712-T-C");
    }

    /** Reads names of an enum in any case, separated by commas. */
    <E extends Enum<E>> @Nullable List<E> anyOf(String parameter, @Nullable String text, Class<E> type) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(text.split(","))
                .map(word -> word.strip().toUpperCase(Locale.ROOT).replace(' ', '_'))
                .map(word -> Arrays.stream(type.getEnumConstants())
                        .filter(each -> each.name().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new BadRequestException(
                                parameter, "expected any of " + Arrays.toString(type.getEnumConstants()))))
                .toList();
    }
}

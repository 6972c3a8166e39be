package omega.genomics.vcf.source;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What ClinVar says of a variant, whatever way a release writes it; worst first. */
public enum ClinicalSignificance {
    /** Causes disease. */
    PATHOGENIC("pathogenic"),
    /** Causes disease in few of its carriers. */
    PATHOGENIC_LOW_PENETRANCE("pathogenic low penetrance"),
    /** Likely causes disease. */
    LIKELY_PATHOGENIC("likely pathogenic"),
    /** Likely causes disease in few of its carriers. */
    LIKELY_PATHOGENIC_LOW_PENETRANCE("likely pathogenic low penetrance"),
    /** Raises the risk of a disease, as is established. */
    ESTABLISHED_RISK_ALLELE("established risk allele"),
    /** Likely raises the risk of a disease. */
    LIKELY_RISK_ALLELE("likely risk allele"),
    /** Raises the risk of a disease. */
    RISK_FACTOR("risk factor"),
    /** Submitters disagree. */
    CONFLICTING("conflicting interpretations of pathogenicity"),
    /** May raise the risk of a disease. */
    UNCERTAIN_RISK_ALLELE("uncertain risk allele"),
    /** Not known. */
    UNCERTAIN_SIGNIFICANCE("uncertain significance"),
    /** Changes the response to a drug. */
    DRUG_RESPONSE("drug response"),
    /** Makes sensitive. */
    CONFERS_SENSITIVITY("confers sensitivity"),
    /** Changes a trait that is no disease. */
    AFFECTS("affects"),
    /** Found together with a trait. */
    ASSOCIATION("association"),
    /** Changes what tissues fit. */
    HISTOCOMPATIBILITY("histocompatibility"),
    /** Lowers the risk of a disease. */
    PROTECTIVE("protective"),
    /** Likely harmless. */
    LIKELY_BENIGN("likely benign"),
    /** Harmless. */
    BENIGN("benign"),
    /** Looked for a trait, and found to have nothing to do with it. */
    ASSOCIATION_NOT_FOUND("association not found"),
    /** Something else. */
    OTHER("other"),
    /** Nobody says. */
    NOT_PROVIDED("not provided");

    /** The one phrase with a comma in it. */
    private static final Pattern LOW_PENETRANCE = Pattern.compile("(?i),_*\\s*low[_ ]penetrance");

    private static final Pattern SEPARATOR = Pattern.compile("[/|,&;]");

    private static final Map<String, ClinicalSignificance> WORDS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(value -> value.words, Function.identity()));

    private static final Map<String, ClinicalSignificance> OTHER_WORDS = Map.ofEntries(
            Map.entry("conflicting classifications of pathogenicity", CONFLICTING),
            Map.entry("conflicting data from submitters", CONFLICTING),
            Map.entry("vus", UNCERTAIN_SIGNIFICANCE),
            Map.entry("no classification for the single variant", NOT_PROVIDED),
            Map.entry("no classifications from unflagged records", NOT_PROVIDED),
            Map.entry("no classification provided", NOT_PROVIDED),
            Map.entry("no interpretation for the single variant", NOT_PROVIDED),
            Map.entry("untested", NOT_PROVIDED),
            Map.entry("0", UNCERTAIN_SIGNIFICANCE),
            Map.entry("1", NOT_PROVIDED),
            Map.entry("2", BENIGN),
            Map.entry("3", LIKELY_BENIGN),
            Map.entry("4", LIKELY_PATHOGENIC),
            Map.entry("5", PATHOGENIC),
            Map.entry("6", DRUG_RESPONSE),
            Map.entry("7", HISTOCOMPATIBILITY),
            Map.entry("255", OTHER));

    private final String words;

    ClinicalSignificance(String words) {
        this.words = words;
    }

    /**
     * Reads one word or phrase.
     *
     * @param token such as {@code Likely_pathogenic}, or a number of ClinVar up to 2017; underscores are blanks
     * @return empty if it is nothing ClinVar says
     */
    public static Optional<ClinicalSignificance> ofToken(String token) {
        Objects.requireNonNull(token, "token");
        String words = token.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
        return Optional.ofNullable(WORDS.getOrDefault(words, OTHER_WORDS.get(words)));
    }

    /**
     * Reads the value of INFO CLNSIG token by token; slashes, bars, commas and ampersands stand between tokens.
     *
     * @param text such as {@code Pathogenic/Likely_pathogenic|risk_factor}
     * @return worst first; what ClinVar does not say is {@link #OTHER}; empty for {@code .}
     */
    public static Set<ClinicalSignificance> parse(String text) {
        Objects.requireNonNull(text, "text");
        Set<ClinicalSignificance> found = EnumSet.noneOf(ClinicalSignificance.class);
        String joined =
                text.indexOf(',') < 0 ? text : LOW_PENETRANCE.matcher(text).replaceAll(" low penetrance");
        for (String token : SEPARATOR.split(joined, -1)) {
            if (!token.isBlank() && !token.equals(".")) {
                found.add(ofToken(token).orElse(OTHER));
            }
        }
        return found;
    }
}

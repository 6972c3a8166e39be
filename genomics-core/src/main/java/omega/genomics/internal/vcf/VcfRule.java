package omega.genomics.internal.vcf;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Every rule that reading, validating and normalizing VCF report, with its place in the specification and its severity in each version.
 *
 * <p>{@code levels} has one letter for each version from 4.0 to 4.5: {@code E} error, {@code W} warning, {@code -} the
 * validator does not report it in that version. Readers take from a rule its name only: what they cannot read is an error to them. {@code docs/reference/conformance.md} holds the same table and says why a letter differs from what the
 * text of the specification would suggest; a test compares both.
 */
public enum VcfRule implements Rule {
    // The file
    FILE_TEXT(
            "file",
            "1.1",
            "------",
            "the file is text, or BCF 2, which is judged as text; anything else is refused at once"),
    FILE_FORMAT("file", "1.4.1", "EEEEEE", "the first line is ##fileformat=VCFv4.x"),
    FILE_VERSION("file", "1.4.1", "WWWWWW", "the version is one from 4.0 to 4.5, written exactly"),
    FILE_EMPTY("file", "1.4.1", "EEEEEE", "a file has at least ##fileformat and the #CHROM line"),
    FILE_FINAL_NEWLINE("file", "1.6", "---EEW", "the last line ends with a line separator"),
    FILE_BLANK_LINE("file", "1.6", "WWWWWW", "no line is empty"),
    FILE_ENCODING("file", "1.2", "WWWEEE", "the text is UTF-8 without a byte order mark"),
    FILE_CONTROL_CHARACTER("file", "1.2", "WWWEEE", "no control characters but tab and the line separators"),

    // Meta-information lines
    META_LINE("meta", "1.4", "EEEEEE", "each line before #CHROM is ##key=value"),
    META_PLACE("meta", "1.4", "EEEEEE", "meta-information comes before the #CHROM line"),
    META_EMPTY_VALUE("meta", "1.4", "WWWEEE", "an unstructured value is not empty"),
    META_URL("meta", "1.4.6", "EEEEEE", "##assembly and ##pedigreeDB name a URL"),
    META_STRUCTURE("meta", "1.4", "EEEEEE", "a structured value is <key=value,...> with quotes closed and escaped"),
    META_STRUCTURE_UNKNOWN("meta", "1.4", "WWWWWW", "the same for lines this specification does not define"),
    META_SPACES(
            "meta",
            "1.4",
            "WWWWWW",
            "no white space around the keys and values of a structured line, or in an unquoted one of PEDIGREE"),
    META_FIELD_MISSING("meta", "1.4", "EEEEEE", "INFO and FORMAT have ID, Number, Type, Description; others an ID"),
    META_DESCRIPTION_MISSING("meta", "1.4", "WEEEWW", "FILTER and ALT have a Description"),
    META_FIELD_REPEATED("meta", "1.4", "WWWWWW", "no field comes twice in one structured line"),
    META_FIELD_ORDER("meta", "1.4", "WEEEWW", "ID comes first, optional fields of ALT and FILTER after the required"),
    META_FIELD_ORDER_TYPE("meta", "1.4", "WWWWWW", "fields come in the order ID, Number, Type, Description"),
    META_QUOTES("meta", "1.4", "EEEEEE", "a Description is quoted"),
    META_ID_REPEATED("meta", "1.4", "WWWEEE", "an ID is not defined again with another Number or Type"),
    META_ID_AGAIN("meta", "1.4", "WWWWWW", "an ID is unique among the lines of its kind"),
    META_ID_SYNTAX("meta", "1.4", "EEEEEE", "an ID has no white space; of ALT and contig no angle brackets"),
    META_ALT_TYPE("meta", "1.4.5", "-WWWWW", "the first level of an ALT ID is a type of structural variant"),
    META_KEY_SYNTAX("meta", "1.6.1", "---EEE", "ID of INFO and FORMAT: letter or _, then letters, digits, _ and ."),
    META_NUMBER("meta", "1.4.2", "EEEEEE", "Number is an integer from 0, or A, R, G, . or a letter of its version"),
    META_NUMBER_VERSION("meta", "1.4.2", "WWWWWW", "Number=R came with 4.2"),
    META_TYPE("meta", "1.4.2", "EEEEEE", "Type is Integer, Float, Character, String, and for INFO Flag"),
    META_FLAG_NUMBER("meta", "1.4.2", "WWWWWW", "Flag has Number=0, and only Flag has"),
    META_RESERVED_NUMBER("meta", "1.6", "WEEEEE", "a reserved key has the Number of the specification"),
    META_RESERVED_TYPE("meta", "1.6", "WEEEEE", "a reserved key has the Type of the specification"),
    META_RESERVED_WIDER("meta", "1.6", "WWWWWW", "Number=. for A, R, G; a numeric type of the same values"),
    META_RESERVED_SV("meta", "3", "WWWWWW", "a key reserved for structural variants has its Number and Type"),
    META_VALUES("meta", "1.4.8", "EEEEEE", "META has Values=[...]"),
    META_CONTIG_NAME("meta", "1.4.7", "WWWEEE", "a contig name follows the rules of SAM"),
    META_CONTIG_LENGTH("meta", "1.4.7", "WWWWWW", "length of a contig is a positive integer"),

    // The header line
    HEADER_MISSING("header", "1.5", "EEEEEE", "there is one #CHROM line before the first record"),
    HEADER_COLUMNS("header", "1.5", "EEEEEE", "tab-delimited: #CHROM POS ID REF ALT QUAL FILTER INFO [FORMAT samples]"),
    HEADER_NO_SAMPLES("header", "1.5", "WEEEEE", "a FORMAT column is followed by samples"),
    HEADER_SAMPLE_EMPTY("header", "1.5", "EEEEEE", "no sample name is empty, no tab ends the line"),
    HEADER_SAMPLE_REPEATED("header", "1.5", "EEEEEE", "sample names are unique"),

    // Records: fixed columns
    RECORD_COLUMNS("record", "1.6", "EEEEEE", "as many tab-delimited columns as the #CHROM line has"),
    CHROM_SYNTAX("CHROM", "1.6.1", "EEEEEE", "a name, or <ID>, without white space, comma or stray angle bracket"),
    CHROM_NAME("CHROM", "1.6.1", "WWWEEE", "a contig name follows the rules of SAM"),
    CHROM_UNDEFINED("CHROM", "1.4.7", "WWWWWW", "where ##contig lines exist, they name every contig"),
    CHROM_CONTIGUOUS("CHROM", "1.6.1", "WEEEEE", "the records of a contig form one block"),
    POS_INTEGER("POS", "1.6.1", "EEEEEE", "an integer from 0"),
    POS_LARGE("POS", "1.6.1", "WWWEEE", "at most 2147483647"),
    POS_SORTED("POS", "1.6.1", "WEEEEW", "positions do not decrease within a contig"),
    POS_RANGE("POS", "1.6.1", "WWWWWW", "at most one past the contig's length"),
    ID_SYNTAX("ID", "1.6.1", "EEEEEE", "identifiers separated by semicolons, none empty, no white space"),
    ID_REPEATED("ID", "1.6.1", "WWWEEE", "no identifier twice in one record"),
    REF_BASES("REF", "1.6.1", "EEEEEE", "bases A, C, G, T, N in any case"),
    REF_IUPAC("REF", "1.6.1", "WWWEEE", "an ambiguous base (R, Y, S, W, K, M) is reduced to its first"),
    ALT_SYNTAX("ALT", "1.6.1", "EEEEEE", "bases, *, <ID>, a breakend, or ."),
    ALT_IUPAC("ALT", "1.6.1", "WWWEEE", "an ambiguous base (R, Y, S, W, K, M) is not a base of ALT"),
    ALT_MISSING_IN_LIST("ALT", "1.6.1", "WWWWWW", "the missing value stands alone"),
    ALT_IS_REF("ALT", "1.6.1", "WWWWWW", "an alternate allele differs from REF"),
    ALT_UNDEFINED("ALT", "1.4.5", "WWWWWW", "a symbolic allele has an ##ALT line"),
    ALT_TYPE("ALT", "1.4.5", "-WWWWW", "the first level of a symbolic allele is a type of structural variant"),
    ALT_SYMBOLIC_BND("ALT", "1.4.5", "----EE", "BND is no type of symbolic allele from 4.4 on"),
    QUAL_NUMBER("QUAL", "1.6.1", "EEEEEE", "a number, or ."),
    QUAL_NEGATIVE("QUAL", "1.6.1", "WWWWWW", "a phred score is not negative"),
    FILTER_SYNTAX("FILTER", "1.6.1", "EEEEEE", "PASS, ., or filter codes separated by semicolons, none empty"),
    FILTER_ZERO("FILTER", "1.6.1", "EEEEEE", "0 is reserved"),
    FILTER_REPEATED("FILTER", "1.6.1", "WWWEEE", "no code twice"),
    FILTER_PASS("FILTER", "1.6.1", "WWWWWW", "PASS stands alone"),
    FILTER_UNDEFINED("FILTER", "1.4.3", "WWWWWW", "a filter has a ##FILTER line"),
    DUPLICATE_RECORD("record", "1.6.1", "WEEEEE", "one sequence variant under one identifier is in one record"),
    DUPLICATE_VARIANT("record", "1.6.1", "WWWWWW", "one sequence variant is in one record, however it is padded"),

    MATE_MISSING("INFO", "5.4", "WWWWWW", "a record has the identifier that MATEID names"),

    // INFO
    INFO_SYNTAX("INFO", "1.6.1", "EEEEEE", "key[=value[,value]] separated by semicolons, or ."),
    INFO_TRAILING_SEMICOLON("INFO", "1.6.1", "WWWWWW", "no semicolon at the end"),
    INFO_KEY(
            "INFO", "1.6.1", "EEEEEE", "a key has no white space; from 4.3 letter or _, then letters, digits, _ and ."),
    INFO_REPEATED("INFO", "1.6.1", "WWWEEE", "no key twice"),
    INFO_WHITE_SPACE("INFO", "1.6.1", "WWW---", "a value has no white space before 4.3"),
    INFO_EQUALS_SIGN("INFO", "1.6.1", "WWWWWW", "a value has no equals sign; from 4.3 it is written %3D"),
    INFO_UNDEFINED("INFO", "1.4.2", "WWWWWW", "a key has an ##INFO line"),
    INFO_NUMBER("INFO", "1.4.2", "EEEEEE", "as many values as Number says"),
    INFO_NUMBER_TEXT("INFO", "1.4.2", "WWWWWW", "the same for strings whose own commas look like a list"),
    INFO_TYPE("INFO", "1.4.2", "EEEEEE", "each value is of its Type"),
    INFO_EMPTY_VALUE("INFO", "1.6.1", "WWWWWW", "a missing value is written ."),
    INFO_NO_VALUE("INFO", "1.4.2", "WWWWWW", "only a Flag has no value"),
    INFO_FLAG_VALUE("INFO", "1.4.2", "EEEEEE", "a Flag has no value (0 and 1 are let pass)"),
    INFO_FLAG_BOOLEAN("INFO", "1.4.2", "WWWWWW", "a Flag has no value, not even 0 or 1"),
    INFO_INTEGER_RESERVED("INFO", "1.3", "WWWEEE", "the eight lowest integers are reserved"),
    INFO_INTEGER_RANGE("INFO", "1.3", "WWWEEE", "an integer has 32 bits"),
    INFO_NEGATIVE("INFO", "1.6.1", "WEEEEE", "counts, depths, frequencies and END are not negative"),
    INFO_CIGAR("INFO", "1.6.1", "WEEEEE", "CIGAR is a list of lengths and operations"),
    INFO_FREQUENCY("INFO", "1.6.1", "WWWWWW", "AF is at most 1"),
    INFO_END("INFO", "1.6.1", "WWWWWW", "END is not before POS"),
    INFO_AN_GENOTYPES("INFO", "1.6.1", "WWWWWW", "AN is the number of alleles called in the genotypes"),
    INFO_AC_GENOTYPES("INFO", "1.6.1", "WWWWWW", "AC counts the alleles in the genotypes"),

    // FORMAT and samples
    FORMAT_KEY("FORMAT", "1.6.2", "EEEEEE", "keys separated by colons, none empty, no white space or other signs"),
    FORMAT_KEY_LETTERS("FORMAT", "1.6.2", "WWWWWW", "before 4.3 letters and digits only; never a percent sign"),
    FORMAT_REPEATED("FORMAT", "1.6.2", "WWWEEE", "no key twice"),
    FORMAT_GT_FIRST("FORMAT", "1.6.2", "EEEEEE", "GT is the first key"),
    FORMAT_UNDEFINED("FORMAT", "1.4.4", "WWWWWW", "a key has a ##FORMAT line"),
    FORMAT_LOCAL_ALLELES("FORMAT", "1.6.2", "-----E", "LAA comes before the fields that count local alleles"),
    FORMAT_CICN("FORMAT", "4", "----EE", "CICN needs CN"),
    SAMPLE_EXTRA_FIELD("sample", "1.6.2", "EEEEEE", "no more fields than FORMAT has keys"),
    SAMPLE_EMPTY("sample", "1.6.2", "EEEEE-", "no column and no field is empty"),
    SAMPLE_NUMBER("sample", "1.4.4", "EEEEEE", "as many values as Number says, by alleles and ploidy"),
    SAMPLE_NUMBER_TEXT("sample", "1.4.4", "WWWWWW", "the same for strings whose own commas look like a list"),
    SAMPLE_NUMBER_PLOIDY("sample", "1.6.2", "WEEEEE", "a haploid call has haploid likelihoods"),
    SAMPLE_TYPE("sample", "1.4.4", "EEEEEE", "each value is of its Type"),
    SAMPLE_TYPE_UNDECLARED("sample", "1.6.2", "WWWWWW", "the same for reserved keys without a ##FORMAT line"),
    SAMPLE_INTEGER_RESERVED("sample", "1.3", "WWWEEE", "the eight lowest integers are reserved"),
    SAMPLE_INTEGER_RANGE("sample", "1.3", "WWWEEE", "an integer has 32 bits"),
    GT_SYNTAX("GT", "1.6.2", "EEEEEE", "allele numbers or . separated by / or |; from 4.4 a mark may lead"),
    GT_TRAILING_MARK("GT", "1.6.2", "EEEEWW", "no mark after the last allele"),
    GT_ALLELE("GT", "1.6.2", "EEEEEE", "an allele number is at most the number of ALT alleles"),
    GT_ALLELE_NO_ALT("GT", "1.6.2", "WWWWWW", "where ALT is missing, only allele 0"),
    LAA_ALLELE("sample", "1.6.2", "-----E", "LAA lists distinct ALT alleles from 1"),
    PSL_UNPHASED("sample", "1.6.2", "----EE", "PSL of an unphased allele is ."),
    PSL_AND_PS("sample", "1.6.2", "----EE", "a sample has no values for both PS and PSL"),
    PSQ_MISSING("sample", "1.6.2", "----EE", "PSQ is . where PSL is"),

    // Structural variants from 4.4 on
    SVCLAIM_VALUE("INFO", "3", "----EE", "SVCLAIM is D, J, DJ or ."),
    SVCLAIM_ALLELE("INFO", "3", "----EE", "SVCLAIM suits the allele: CNV D, INV and INS J or DJ, breakend J, others ."),
    SVCLAIM_MISSING("INFO", "3", "----EE", "a DEL, or any DEL or DUP where others have one, has a claim"),
    SVCLAIM_MISSING_DUP("INFO", "3", "----WW", "a DUP has a claim"),
    SVLEN_MISSING("INFO", "3", "----EE", "a symbolic structural variant has SVLEN, or END to infer it from"),
    SVLEN_ALLELE("INFO", "3", "----WW", "SVLEN of a breakend is ."),
    SVLEN_OTHER_ALLELE("INFO", "3", "----WW", "SVLEN of an allele that is not a structural variant is ."),
    SVLEN_SIGN("INFO", "3", "----WW", "SVLEN is not negative"),
    SVLEN_SAME("INFO", "3", "----EE", "with FORMAT CN, all CNV, DEL and DUP have one SVLEN"),
    SV_NUMBER("INFO", "3", "----EE", "two values an ALT allele for CIPOS CIEND CILEN CICN, four for MEINFO METRANS"),
    SV_INTERVAL("INFO", "3", "----EE", "a confidence interval has its lower bound first and holds 0"),
    TR_UNIT("INFO", "5.7", "----EE", "each CNV:TR has RUS or RUL"),
    TR_NUMBER("INFO", "3", "----EE", "as many RUS, RUL, RUC, RB as RN sums to; CIRUC, CIRB twice as many"),
    TR_SEQUENCE("INFO", "3", "----EE", "RUS is IUPAC codes, as long as RUL says"),
    TR_INTERVAL("INFO", "3", "----EE", "CIRUC and CIRB hold 0 and belong to an RUC or RB"),
    TR_UNITS("INFO", "3", "----EE", "RUB goes with an integer RUC and has that many values"),

    // Limits
    RECORD_LINE("record", "1.6", "------", "the text of a variant is one line"),
    RECORD_VALUES(
            "record",
            "1.6",
            "------",
            "a validated column has no more values than the limit; otherwise the file is refused"),
    ALT_COUNT("ALT", "1.6.1", "------", "statistics take no more ALT alleles than the heap holds"),

    // Normalization, against a reference sequence
    NORM_CONTIG("CHROM", "1.6.1", "------", "the reference has the contig"),
    NORM_REFERENCE("REF", "1.6.1", "------", "REF is the bases of the reference");

    private final String field;
    private final String section;
    private final String levels;
    private final String says;

    VcfRule(String field, String section, String levels, String says) {
        this.field = field;
        this.section = section;
        this.levels = levels;
        this.says = says;
    }

    /**
     * Returns which rule the text of an integer breaks.
     *
     * @param isInfo whether it is a value of INFO, or of a sample
     */
    public static VcfRule ofInteger(byte[] bytes, int from, int to, boolean isInfo) {
        int digits = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        if (!areDigits(bytes, digits, to)) {
            return isInfo ? INFO_TYPE : SAMPLE_TYPE;
        }
        BigInteger value = new BigInteger(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        boolean is32Bits = value.bitLength() < 32;
        if (isInfo) {
            return is32Bits ? INFO_INTEGER_RESERVED : INFO_INTEGER_RANGE;
        }
        return is32Bits ? SAMPLE_INTEGER_RESERVED : SAMPLE_INTEGER_RANGE;
    }

    /** Returns which rule the text of POS breaks. */
    public static VcfRule ofPosition(byte[] bytes, int from, int to) {
        return areDigits(bytes, from, to) ? POS_LARGE : POS_INTEGER;
    }

    /** Returns which rule the text of a genotype breaks. */
    public static VcfRule ofGenotype(byte[] bytes, int from, int to) {
        boolean endsInMark = to - from > 1 && (bytes[to - 1] == '/' || bytes[to - 1] == '|');
        return endsInMark ? GT_TRAILING_MARK : GT_SYNTAX;
    }

    private static boolean areDigits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return from < to;
    }

    /** Returns the column, or the part of the file. */
    public String field() {
        return field;
    }

    /** Returns the section of VCF 4.5. */
    public String section() {
        return section;
    }

    /** Returns a letter for each version. */
    public String levels() {
        return levels;
    }

    /** Returns what holds. */
    public String says() {
        return says;
    }

    /** Returns this rule's place in arrays. */
    @SuppressWarnings("EnumOrdinal") // An array index is all it is used for.
    public int slot() {
        return ordinal();
    }

    /**
     * Returns how bad a violation is in a version.
     *
     * @param minor the 4 of 4.4; from 0 to 5
     * @return null where it is no rule
     */
    @Nullable
    public Severity severity(int minor) {
        return switch (levels.charAt(minor)) {
            case 'E' -> Severity.ERROR;
            case 'W' -> Severity.WARNING;
            default -> null;
        };
    }
}

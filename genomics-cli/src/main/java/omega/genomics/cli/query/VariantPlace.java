package omega.genomics.cli.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.cli.Work;

/**
 * Where a variant is, as it is typed: {@code 17-43045712-T-C}, {@code chr17:43045712:T>C}, {@code 17-43045712}.
 *
 * @param contig as the database has it
 * @param position 1-based
 * @param alleles REF and ALT, if they are said
 */
record VariantPlace(String contig, int position, Optional<Alleles> alleles) {
    private static final Pattern PLACE = Pattern.compile("(.+?)[-:]([0-9]{1,9})(?:[-:]([^-:]+)[-:>](.+))?");

    record Alleles(String ref, String alt) {}

    /** Reads a place; empty if it has not the form of one, and then it may be an id. */
    static Optional<VariantPlace> parse(String text, String assembly, Work work) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            return Optional.empty();
        }
        Optional<Alleles> alleles = Optional.ofNullable(place.group(3)).map(ref -> new Alleles(ref, place.group(4)));
        try {
            String contig = ContigNames.stored(place.group(1), assembly);
            return Optional.of(new VariantPlace(contig, Integer.parseInt(place.group(2)), alleles));
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}

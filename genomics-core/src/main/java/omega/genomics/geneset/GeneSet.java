package omega.genomics.geneset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;

/**
 * A named set of genes.
 *
 * <pre>{@code
 * GeneSet.longevity().member("KLOTHO"); // KL
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param name the set's name, such as {@code longevity}
 * @param members each symbol once, in the order of the list
 */
public record GeneSet(String name, List<Member> members) {

    /**
     * A gene of a set.
     *
     * @param symbol the approved symbol, or what the list calls the gene
     * @param aliases other and former symbols, without {@code symbol} itself; they need not be unique among all genes
     */
    public record Member(String symbol, List<String> aliases) {
        /** Copies the aliases. */
        public Member {
            aliases = List.copyOf(aliases);
        }

        /**
         * Tells whether the gene goes by a name.
         *
         * @param text a symbol or alias, case-sensitive: {@code p53} and {@code P53} are two texts
         * @return true if it is the symbol or one of the aliases
         */
        public boolean isCalled(String text) {
            return symbol.equals(text) || aliases.contains(text);
        }
    }

    /** Copies the members. */
    public GeneSet {
        members = List.copyOf(members);
    }

    /**
     * Returns the 16 longevity genes: TP53 BRCA1 BRCA2 APOE FOXO3 SIRT1 SIRT3 SIRT6 MTOR IGF1R TERT TERC WRN LMNA CDKN2A
     * KL, with the alias and previous symbols of the HGNC, and KLOTHO for KL.
     *
     * @return the set named {@code longevity}
     */
    public static GeneSet longevity() {
        try (InputStream in = GeneSet.class.getResourceAsStream("longevity.txt")) {
            if (in == null) {
                throw new IllegalStateException("the library lacks its resource longevity.txt");
            }
            return read("longevity", InputSource.of("longevity.txt", in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a set from a text: a symbol a line, optionally followed by a tab and aliases with blanks or commas between
     * them. Blank lines and what follows a {@code #} are left out; a symbol that stands twice is one member.
     *
     * @param name the set's name
     * @param source UTF-8 text, compressed or not
     * @return the set
     * @throws IOException if it cannot be opened
     * @throws ParseException if a line has more than one word before its tab
     */
    public static GeneSet read(String name, InputSource source) throws IOException {
        return GeneSetText.read(name, source);
    }

    /**
     * Finds a member by symbol, else by alias.
     *
     * @param text a symbol or alias, case-sensitive
     * @return empty if no member goes by it
     */
    public Optional<Member> member(String text) {
        return members.stream()
                .filter(member -> member.symbol().equals(text))
                .findFirst()
                .or(() ->
                        members.stream().filter(member -> member.isCalled(text)).findFirst());
    }

    /**
     * Returns the members' symbols.
     *
     * @return in the order of the list
     */
    public List<String> symbols() {
        return members.stream().map(Member::symbol).toList();
    }
}

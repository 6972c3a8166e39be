package omega.genomics.geneset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Opening;
import omega.genomics.io.InputSource;

/**
 * A named set of genes.
 *
 * <pre>{@code
 * GeneSet.longevity().member("KLOTHO"); // KL
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the set's name, such as {@code longevity}
 * @param members the genes, each symbol once, in the order of the list
 */
public record GeneSet(String name, List<Member> members) {

    /**
     * A gene of a set.
     *
     * @param symbol the approved symbol, or the name that the list uses
     * @param aliases alias and previous symbols, without {@code symbol} itself; not necessarily unique among all genes
     */
    public record Member(String symbol, List<String> aliases) {
        /** Creates a member; copies the aliases. */
        public Member {
            Objects.requireNonNull(symbol, "symbol");
            Objects.requireNonNull(aliases, "aliases");
            aliases = List.copyOf(aliases);
        }

        /**
         * Returns whether a text is one of the gene's names.
         *
         * @param text a symbol or alias, case-sensitive: {@code p53} and {@code P53} differ
         * @return true if the text is the symbol or one of the aliases
         */
        public boolean isCalled(String text) {
            Objects.requireNonNull(text, "text");
            return symbol.equals(text) || aliases.contains(text);
        }
    }

    /** Creates a set; copies the members. */
    public GeneSet {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(members, "members");
        members = List.copyOf(members);
    }

    /**
     * Returns the 16 longevity genes: TP53 BRCA1 BRCA2 APOE FOXO3 SIRT1 SIRT3 SIRT6 MTOR IGF1R TERT TERC WRN LMNA
     * CDKN2A KL, with the alias and previous symbols of the HGNC, and KLOTHO as an alias of KL.
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
     * Reads a set from text: one symbol per line, optionally followed by a tab and aliases separated by spaces or
     * commas. Blank lines and text after {@code #} are ignored; a symbol that occurs twice gives one member.
     *
     * @param name the set's name
     * @param source UTF-8 text, compressed or not
     * @return the set
     * @throws IOException if the source cannot be read
     * @throws ParseException if a line has more than one word before its tab
     */
    public static GeneSet read(String name, InputSource source) throws IOException {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        List<Member> members = new ArrayList<>();
        Opening.checked(() -> GeneSetText.read(source))
                .forEach((symbol, others) -> members.add(new Member(symbol, List.copyOf(others))));
        return new GeneSet(name, members);
    }

    /**
     * Finds a member by symbol, or else by alias.
     *
     * @param text a symbol or alias, case-sensitive
     * @return the member; empty if no member has this name
     */
    public Optional<Member> member(String text) {
        Objects.requireNonNull(text, "text");
        return members.stream()
                .filter(member -> member.symbol().equals(text))
                .findFirst()
                .or(() ->
                        members.stream().filter(member -> member.isCalled(text)).findFirst());
    }

    /**
     * Returns the members' symbols.
     *
     * @return an immutable list, in the order of the members
     */
    public List<String> symbols() {
        return members.stream().map(Member::symbol).toList();
    }
}

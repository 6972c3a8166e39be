package omega.genomics.contig;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import omega.genomics.io.InputSource;

/**
 * The assembly tables bundled with the library.
 *
 * <p>They contain the facts of NCBI's assembly reports: name, length, role, and the UCSC, GenBank, RefSeq and other
 * names. Where a report omits the UCSC name of a scaffold of GRCh38 or GRCm39, the table has the name by UCSC's rule
 * ({@code chr16_KI270728v1_random}, {@code chrUn_KI270302v1}, {@code …_alt}, {@code …_fix}), which all names in the
 * reports follow.
 */
enum Bundled {
    GRCH38("GRCh38", "grch38.tsv", "grch38", "hg38", "b38"),
    GRCH37("GRCh37", "grch37.tsv", "grch37", "hg19", "b37", "hs37", "hs37d5", "g1k_v37"),
    GRCM39("GRCm39", "grcm39.tsv", "grcm39", "mm39"),
    GRCM38("GRCm38", "grcm38.tsv", "grcm38", "mm10"),
    CHM13("T2T-CHM13v2.0", "t2t-chm13v2.tsv", "hs1", "chm13", "chm13v2.0", "t2t-chm13v2.0");

    private final String title;
    private final String resource;
    /** The names in lower case; the first is also valid as the name of a schema. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    Bundled(String title, String resource, String... names) {
        this.title = title;
        this.resource = resource;
        this.names = List.of(names);
    }

    static Optional<Bundled> named(String name) {
        String known = name.toLowerCase(Locale.ROOT).replaceFirst("\\.p[0-9]+$", "");
        return Arrays.stream(values())
                .filter(table -> table.names.contains(known))
                .findFirst();
    }

    /** Returns the name of the schema that the assembly's data are loaded into. */
    static String shortName(String title) {
        return Arrays.stream(values())
                .filter(table -> table.title.equals(title))
                .findFirst()
                .map(table -> table.names.get(0))
                .orElse(title);
    }

    static List<String> shortNames() {
        return Arrays.stream(values()).map(table -> table.names.get(0)).toList();
    }

    /** Returns the assembly's name. */
    String title() {
        return title;
    }

    /** Reads the table. */
    List<Contig> contigs() {
        try (InputStream in = Bundled.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks its resource " + resource);
            }
            return contigs(InputSource.of(resource, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Contig> contigs(InputSource source) throws IOException {
        List<Contig> contigs = new ArrayList<>();
        try (Rows rows = new Rows(source)) {
            while (rows.advance()) {
                if (!rows.isComment()) {
                    contigs.add(contig(rows));
                }
            }
        }
        return contigs;
    }

    private static Contig contig(Rows rows) {
        Set<String> aliases = new LinkedHashSet<>();
        for (int column = 3; column < 6; column++) {
            aliases.add(rows.field(column));
        }
        aliases.addAll(Arrays.asList(rows.field(6).split(",")));
        aliases.remove("");
        Contig.Role role =
                Contig.Role.valueOf(rows.field(2).toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Contig(rows.field(0), OptionalInt.of(rows.integer(1, "length")), role, aliases);
    }
}

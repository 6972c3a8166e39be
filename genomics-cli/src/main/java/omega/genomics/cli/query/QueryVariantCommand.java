package omega.genomics.cli.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.hgvs.HgvsException;
import omega.genomics.hgvs.HgvsResolver;
import omega.genomics.model.Gene;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.query.variants.StoredConsequence;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query variant}. */
@Command(
        name = "variant",
        description =
                "Looks up a variant by rs number, by contig, position and alleles, by HGVS name, or by ID; shows every column and, if they were loaded, all its consequences.")
final class QueryVariantCommand extends Work {
    private static final Pattern HGVS = Pattern.compile("[^:]+:[gmocnrp][.].+");
    private static final Pattern RS = Pattern.compile("(?i)rs([0-9]{1,18})");

    @Parameters(
            paramLabel = "NAME",
            description =
                    "rs429358, 17-43045712-T-C, 17-43045712, an HGVS name (BRCA2:c.5946del, NC_000013.11:g.32340301del), or an ID of the file.")
    private String name = "";

    @Option(
            names = "--fasta",
            paramLabel = "FASTA",
            description =
                    "The genome (FASTA, plain or BGZF), with contigs named as they are stored. HGVS names other than substitutions of one base need it.")
    private @Nullable Path fasta;

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            VariantQueries asked = dataset.variants(session);
            if (HGVS.matcher(name).matches()) {
                return byHgvsName(session, asked);
            }
            if (fasta != null) {
                throw wrongUsage("expected an HGVS name with --fasta, found " + name);
            }
            List<StoredVariant> found = named(asked).list();
            if (found.isEmpty() && !isPlace()) {
                throw UnknownNameException.of("variant", name);
            }
            print(session, asked, found);
        }
        return exitCode(true);
    }

    private int byHgvsName(Session session, VariantQueries asked) throws IOException {
        HgvsResolver.Meaning meaning;
        try (@Nullable IndexedFasta genome = fasta == null ? null : IndexedFasta.open(fasta)) {
            HgvsResolver resolver = session.assembly().hgvs();
            meaning = (genome == null ? resolver : resolver.genome(genome::bases)).resolve(name);
        } catch (ParseException e) {
            throw wrongUsage("expected an HGVS name: column " + e.location().column() + ": "
                    + e.diagnostic().message());
        } catch (HgvsException e) {
            throw wrongUsage(e.getMessage() + (fasta == null ? " (--fasta names the genome)" : ""));
        }
        meaning.notes().forEach(root()::say);
        List<StoredVariant> found = asked.alleles(meaning.alleles()).list();
        if (found.isEmpty()) {
            throw new QueryException("no stored variant is " + meaning.name() + ": " + alleles(meaning));
        }
        print(session, asked, found);
        return exitCode(true);
    }

    private static String alleles(HgvsResolver.Meaning meaning) {
        String alleles = meaning.alleles().stream()
                .map(of -> of.contig() + "-" + of.position() + "-" + of.reference() + "-" + of.alternative())
                .collect(Collectors.joining(", "));
        return alleles + meaning.transcript().map(of -> " on " + of).orElse("");
    }

    /** At a place there may be no variant; a name is somebody's. */
    private boolean isPlace() {
        return !RS.matcher(name).matches()
                && VariantPlace.parse(name, database.assembly(), this).isPresent();
    }

    /** For people the consequences of each variant follow as tables of their own. */
    private void print(Session session, VariantQueries all, List<StoredVariant> variants) throws IOException {
        VariantRows columns = VariantRows.whole(session);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Map<String, Object> tables = new LinkedHashMap<>();
        for (StoredVariant variant : variants) {
            List<StoredConsequence> stored = all.consequences(variant);
            Map<String, TranscriptConsequence> touched = stored.isEmpty() ? Map.of() : touched(session, variant);
            List<Map<String, @Nullable Object>> consequences = stored.stream()
                    .map(each -> VariantRows.of(
                            each, each.transcriptId().map(touched::get).orElse(null)))
                    .toList();
            Map<String, @Nullable Object> row = columns.of(variant);
            if (output().isJson()) {
                row.put("consequences", consequences);
            } else if (!consequences.isEmpty()) {
                tables.put(variant.name(), consequences);
            }
            rows.add(row);
        }
        output().print(rows);
        if (!tables.isEmpty()) {
            output().print(tables);
        }
    }

    /** Returns what the loaded genes say of an allele, by transcript: the numbers of exons and introns are not stored. */
    private static Map<String, TranscriptConsequence> touched(Session session, StoredVariant variant) {
        Region place = new Region(variant.contig(), Math.max(1, variant.position()), Math.max(1, variant.end()));
        List<Gene> genes = session.assembly().genes().models(place);
        Map<String, TranscriptConsequence> touched = new HashMap<>();
        ConsequenceAnnotator annotator = ConsequenceAnnotator.builder(genes).build();
        variant
                .alt()
                .flatMap(alt ->
                        annotator.annotate(variant.contig(), variant.position(), variant.end(), variant.ref(), alt))
                .stream()
                .flatMap(found -> found.all().stream())
                .forEach(each -> each.transcript().ifPresent(of -> touched.put(of.id(), each)));
        return touched;
    }

    private VariantQueries named(VariantQueries all) {
        Matcher rs = RS.matcher(name);
        if (rs.matches()) {
            return all.rs(Long.parseLong(rs.group(1)));
        }
        return VariantPlace.parse(name, database.assembly(), this)
                .map(place -> place.alleles()
                        .map(of -> all.at(place.contig(), place.position(), of.ref(), of.alt()))
                        .orElseGet(() -> all.at(place.contig(), place.position())))
                .orElseGet(() -> all.withId(name));
    }
}

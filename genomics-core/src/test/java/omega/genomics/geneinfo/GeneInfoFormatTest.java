package omega.genomics.geneinfo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneInfoFormatTest {
    private static final String HGNC_HEADER =
            "hgnc_id→symbol→name→locus_type→alias_symbol→prev_symbol→entrez_id→ensembl_gene_id\n";

    @Test
    void readsARowOfTheHgncWithEveryField() throws IOException {
        String row = "HGNC:37133→A1BG-AS1→A1BG antisense RNA 1→RNA, long non-coding→FLJ23569→"
                + "\"NCRNA00181|A1BGAS|A1BG-AS\"→503538→ENSG00000268895\r\n";
        assertThat(GeneInfoFormat.HGNC.list(text(HGNC_HEADER + row)))
                .containsExactly(new GeneInfo(
                        "A1BG-AS1",
                        Optional.of("A1BG antisense RNA 1"),
                        List.of("NCRNA00181", "A1BGAS", "A1BG-AS"),
                        List.of("FLJ23569"),
                        Optional.of("lncRNA"),
                        Optional.empty(),
                        Optional.of("HGNC:37133"),
                        Optional.of("ENSG00000268895"),
                        OptionalInt.of(503538)));
    }

    @Test
    void findsColumnsByNameAndUnquotesQuotes() throws IOException {
        GeneInfo gene = GeneInfoFormat.HGNC
                .list(text("name→other→hgnc_id→symbol\n\"the \"\"so called\"\" x\"→?→HGNC:1→X1"))
                .get(0);
        assertThat(gene.name()).contains("the \"so called\" x");
        assertThat(gene.biotype()).isEmpty();
        assertThat(gene.entrezId()).isEmpty();
    }

    @Test
    void readsNcbiRowsOfTheFirstTaxonOnly() throws IOException {
        List<GeneInfo> genes =
                GeneInfoFormat.NCBI.list(text("#tax_id→GeneID→Symbol→Synonyms→dbXrefs→description→type_of_gene→"
                        + "Full_name_from_nomenclature_authority\n"
                        + "9606→7157→TP53→BCC7|LFS1→MIM:191170|HGNC:HGNC:11998|Ensembl:ENSG00000141510→tumor protein p53→"
                        + "protein-coding→tumor protein p53\n"
                        + "9606→1→X→-→-→a sentence→pseudo→a name\n"
                        + "63221→8923→ND1→-→-→NADH dehydrogenase→protein-coding→-\n"));
        assertThat(genes).extracting(GeneInfo::symbol).containsExactly("TP53", "X");
        assertThat(genes.get(0).aliases()).containsExactly("BCC7", "LFS1");
        assertThat(genes.get(0).hgncId()).contains("HGNC:11998");
        assertThat(genes.get(0).ensemblId()).contains("ENSG00000141510");
        assertThat(genes.get(0).description()).isEmpty();
        assertThat(genes.get(1).description()).contains("a sentence");
        assertThat(genes.get(1).biotype()).contains("pseudogene");
    }

    @Test
    void readsDescriptionsOfGenesFromGff3() throws IOException {
        List<GeneInfo> genes = GeneInfoFormat.GFF3.list(
                text("##gff-version 3\n17→ensembl→gene→1→9→.→+→.→ID=gene:ENSG01;Name=TP53;biotype=protein_coding;"
                        + "description=tumor protein p53 [Source:HGNC Symbol%3BAcc:HGNC:11998];gene_id=ENSG01\n"
                        + "17→ensembl→mRNA→1→9→.→+→.→ID=transcript:T;Parent=gene:ENSG01;description=no\n"
                        + "17→ensembl→gene→1→9→.→+→.→ID=gene:ENSG02\n"));
        assertThat(genes).hasSize(1);
        assertThat(genes.get(0).description()).contains("tumor protein p53");
        assertThat(genes.get(0).hgncId()).contains("HGNC:11998");
        assertThat(genes.get(0).ensemblId()).contains("ENSG01");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                       | x.tsv:1:1: heading: expected a line with the names of the columns, found the end of the file
                    'hgnc_id→symbol\\n'                                       | x.tsv:1:1: name: expected a column name, found hgnc_id, symbol
                    'hgnc_id→symbol→name\\nHGNC:1→A\\n'                        | x.tsv:2:9: row: expected 3 columns as in the heading, and all of them, found nothing
                    'hgnc_id→symbol→name\\nHGNC:1→A→b→c\\n'                    | x.tsv:2:12: row: expected 3 columns as in the heading, and no more, found "c"
                    'hgnc_id→symbol→name\\nHGNC:1→→b\\n'                       | x.tsv:2:8: symbol: expected a symbol, found nothing
                    'hgnc_id→symbol→name\\n17→A→b\\n'                          | x.tsv:2:1: hgnc_id: expected HGNC: and a number, found "17"
                    'hgnc_id→symbol→name→entrez_id\\nHGNC:1→A→b→many\\n'       | x.tsv:2:12: entrez_id: expected a whole number from 1 to 999999999, or nothing, found "many"
                    """)
    void saysWhereARowBreaksTheFormat(String input, String message) {
        InputSource source = text(input.replace("\\n", "\n"));
        assertThatThrownBy(() -> GeneInfoFormat.HGNC.list(source))
                .isInstanceOfSatisfying(
                        ParseException.class,
                        e -> assertThat(e.diagnostic().toString().lines().findFirst())
                                .contains(message));
    }

    /** The counts are those of a plain count over the columns of the file. */
    @Test
    void readsTheWholeCompleteSet() throws IOException {
        Path file = Needs.data("expression/hgnc/hgnc_complete_set.txt.gz");
        Map<String, GeneInfo> genes = new HashMap<>();
        GeneInfoFormat.HGNC.forEach(InputSource.of(file), gene -> genes.put(gene.symbol(), gene));
        assertThat(genes).hasSize(43_882);
        assertThat(genes.values().stream()
                        .filter(gene -> !gene.previousSymbols().isEmpty()))
                .hasSize(12_502);
        assertThat(genes.values().stream().filter(gene -> gene.ensemblId().isPresent()))
                .hasSize(41_244);
        assertThat(genes.get("CCN2").previousSymbols()).contains("CTGF");
        assertThat(genes.get("SIRT1").name()).contains("sirtuin 1");
        assertThat(genes.values().stream()
                        .filter(gene -> gene.aliases().stream().anyMatch(a -> a.contains("\""))))
                .isEmpty();
    }

    private static InputSource text(String visible) {
        return InputSource.of("x.tsv", visible.replace('→', '\t').getBytes(UTF_8));
    }
}

package omega.genomics.postgres.query.genes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DatabaseTest
class TranscriptQueriesTest {
    private static AssemblyDatabase genome;
    private static TranscriptQueries transcripts;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).run();
        transcripts = genome.transcripts();
    }

    @Test
    void findsTheTranscriptsOfAGene() {
        assertThat(transcripts.ofGene("ENSG01").list())
                .extracting(StoredTranscript::id)
                .containsExactly("ENST01", "ENST02");
        StoredGene gene = genome.genes().named("TP53").get(0);
        assertThat(transcripts.ofGene(gene).list())
                .isEqualTo(transcripts.ofGene("ENSG01").list());
        for (String name : List.of("TP53", "p53", "ENSG01.3", "ENSG01.9")) {
            assertThat(transcripts.ofGene(name).list())
                    .as(name)
                    .isEqualTo(transcripts.ofGene("ENSG01").list());
        }
        assertThat(transcripts.withId("ENST01.99").list())
                .isEqualTo(transcripts.withId("ENST01").list());
        StoredTranscript found = transcripts.withId("ENST01").first().orElseThrow();
        assertThat(found.exonCount()).isEqualTo(2);
        assertThat(found.splicedLength()).isEqualTo(2002);
        assertThat(found.name()).contains("TP53-201");
        assertThat(found.version()).hasValue(7);
    }

    @Test
    void findsTheTranscriptsOfManyGenes() {
        List<StoredGene> all = genome.genes().all().list();
        assertThat(transcripts.ofGenes(List.of()).list()).isEmpty();
        List<StoredTranscript> found = transcripts.ofGenes(all).list();
        assertThat(found).hasSizeGreaterThan(2);
        for (StoredGene gene : all) {
            assertThat(found.stream().filter(transcript -> transcript.isOf(gene)))
                    .as(gene.id())
                    .containsExactlyElementsOf(transcripts.ofGene(gene).list());
        }
    }

    /** What comes out is what the assembler made of the file. */
    @Test
    void givesBackTheModelThatWasLoaded() throws Exception {
        List<Gene> model;
        try (GtfReader reader = GtfReader.open(Fixtures.genes())) {
            model = GeneModelAssembler.assemble(reader).genes();
        }
        for (Gene gene : model) {
            for (Transcript transcript : gene.transcripts()) {
                StoredTranscript stored =
                        transcripts.withId(transcript.id()).first().orElseThrow();
                assertThat(stored.interval()).isEqualTo(transcript.interval());
                assertThat(stored.biotype()).isEqualTo(transcript.biotype());
                assertThat(transcripts.exons(stored)).isEqualTo(transcript.exons());
                assertThat(transcripts.codingSequences(stored)).isEqualTo(transcript.allCds());
            }
        }
    }

    /** Two connections could see two loads: segments of one with the coding sequences of the other. */
    @Test
    void takesCodingSequencesAndTheirSegmentsOverOneConnection(TestDatabase database) {
        AtomicInteger opened = new AtomicInteger();
        PGSimpleDataSource counting = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                opened.incrementAndGet();
                return super.getConnection();
            }
        };
        counting.setUrl(database.url());
        StoredTranscript stored = transcripts.withId("ENST01").first().orElseThrow();

        assertThat(TranscriptQueries.of(counting, "grch38").codingSequences(stored))
                .isNotEmpty();
        assertThat(opened).hasValue(1);
    }
}

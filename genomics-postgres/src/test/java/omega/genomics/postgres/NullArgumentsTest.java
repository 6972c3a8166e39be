package omega.genomics.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import omega.genomics.Attributes;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.geneset.GeneSet;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.BlockSink;
import omega.genomics.postgres.copy.CopyTarget;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.StagedSink;
import omega.genomics.postgres.vector.file.VectorFiles;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.NullCalls;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfSplit;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Null for a parameter that is not {@code @Nullable} is refused by the parameter's name, before the database is asked. */
@DatabaseTest
class NullArgumentsTest {
    private static final String VCF =
            "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t4\t.\tA\tC\t.\t.\t.\n";
    private static final String ROOT = "omega.genomics.postgres.";
    private static final Set<String> INTERNAL =
            Set.of("internal", "load.packed", "load.release", "load.run", "load.stage", "query.filter");

    @Test
    void areRefusedByName(TestDatabase database, @TempDir Path folder) throws Exception {
        GenomicsDatabase none = GenomicsDatabase.open(noServer());
        NullCalls calls = NullCalls.of(
                        Path.of("target", "classes"), NullArgumentsTest::isExported, NullArgumentsTest::isForUsers)
                .with(Path.class, folder.resolve("out"))
                .with(InputSource.class, InputSource.of("s", "x".getBytes(UTF_8)))
                .with(GeneSet.class, GeneSet.longevity())
                .with(Region.class, new Region("1", 1, 2))
                .with(Strand.class, Strand.PLUS)
                .with(Attributes.class, Attributes.none())
                .with(ReleaseCounts.class, new ReleaseCounts("r", Optional.empty(), 0, 0, 0, 0))
                .with(LocalDate.class, LocalDate.EPOCH)
                .with(Instant.class, Instant.EPOCH)
                .with(SQLException.class, new SQLException())
                .with(OffsetDateTime.class, OffsetDateTime.MIN)
                .with(VcfHeader.class, variants().header())
                .with(VcfSplit.class, new VcfSplit(variantsSource(), Compression.NONE, 0, 1, 0))
                .withFresh(VcfReader.class, NullArgumentsTest::variants)
                .hot(BinaryCopyWriter.class, BlockSink.class)
                .with(none)
                .with(none.assembly("own"));
        AssemblyDatabase genome = Genomes.empty(database, "own");
        InputSource vectors = InputSource.of("v", "A\t1\n".getBytes(UTF_8));
        genome.vectors().load("m", VectorFiles.tsv(vectors)).run();
        genome.loadVariants(variantsSource()).run();
        calls.with(genome.variants().first().orElseThrow()).with(genome.annotations("v", "AF"));
        try (StagedSink sink = genome.sink("variants")
                        .dataset("d")
                        .source("a test")
                        .columns("position", "end_pos", "record_number", "allele_index", "variant_type", "ref", "alt")
                        .begin();
                PartWriter part = sink.stage("p");
                Connection connection = database.connect();
                CopyTarget copy = CopyTarget.open(connection, "COPY own.gene_sets FROM STDIN")) {
            calls.with(sink)
                    .with(part)
                    .with(copy)
                    .with(genome.vectors().resident("m"))
                    .explore();
            check(calls);
        }
    }

    private static void check(NullCalls calls) {
        assertThat(calls.untried()).isEmpty();
        assertThat(calls.bare()).isEmpty();
    }

    private static InputSource variantsSource() {
        return InputSource.of("v", VCF.getBytes(UTF_8));
    }

    private static VcfReader variants() throws IOException {
        return VcfReader.open(variantsSource());
    }

    private static DataSource noServer() {
        return (DataSource) Proxy.newProxyInstance(
                NullArgumentsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, given) -> {
                    throw new SQLException("there is no server");
                });
    }

    private static boolean isExported(String name) {
        return !name.startsWith(ROOT) || !INTERNAL.contains(name.substring(ROOT.length()));
    }

    /** Some methods of exported packages are public for other packages only. */
    private static boolean isForUsers(Executable call) {
        return Stream.of(call.getParameterTypes())
                .allMatch(type ->
                        isExported(type.getPackageName()) && !type.getName().startsWith("org.jooq"));
    }
}

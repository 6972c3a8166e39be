package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar in a process of its own. */
class GenomicsJarIT {
    private static final String SAMPLE = "docs/sample/sample.gtf";

    @TempDir
    private Path folder;

    @Test
    void standardOutputIsOneJsonDocument() {
        Ran ran = Child.genomics(Map.of(), List.of(), "gtf", "stats", SAMPLE, "--json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.stderr()).isEmpty();
        assertThat(Json.object(ran.stdout())).containsEntry("genes", 21L);
    }

    @Test
    void holdsLicenceAndNoticeAtItsTop() throws Exception {
        try (ZipFile jar = new ZipFile(Child.JAR.toFile())) {
            for (String name : List.of("LICENSE", "NOTICE")) {
                assertThat(jar.getInputStream(jar.getEntry(name)))
                        .as(name)
                        .hasSameContentAs(Files.newInputStream(Child.CLONE.resolve(name)));
            }
        }
    }

    @Test
    void readsStandardInput() throws Exception {
        Ran ran = Child.run(
                Map.of(),
                Files.readString(Child.CLONE.resolve(SAMPLE)),
                List.of(Child.tool("java"), "-jar", Child.JAR.toString(), "gtf", "stats", "-", "--json"));

        assertThat(Json.object(ran.stdout())).containsEntry("records", 550L).containsEntry("file", "<stdin>");
    }

    @Test
    void exitCodesReachTheShell() {
        assertThat(Child.genomics(Map.of(), List.of(), "gtf", "stats", "nowhere")
                        .exitCode())
                .isEqualTo(1);
        assertThat(Child.genomics(Map.of(), List.of(), "gtf", "nonsense").exitCode())
                .isEqualTo(2);
    }

    @Test
    void theEmbeddedServerKeepsItsDataBetweenCalls() {
        Map<String, String> environment =
                Map.of("GENOMICS_DATA_DIR", folder.resolve("data").toString());

        Ran load = Child.genomics(environment, List.of(), "load", "genes", SAMPLE, "--json");
        Ran query = Child.genomics(environment, List.of(), "query", "set", "longevity", "--json");

        assertThat(load.stderr()).isEmpty();
        assertThat(Json.object(load.stdout())).containsEntry("state", "done");
        assertThat(Json.objects(query.stdout())).hasSize(16).noneMatch(member -> member.get("symbol") == null);
    }

    /** {@code … | head} is a way of asking, not a mistake: no message, and the work ends at once. */
    @Test
    void aReaderThatGoesEndsTheAnswerInSilence() throws Exception {
        Path big = folder.resolve("big.vcf");
        Files.writeString(
                big,
                "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                        + "1\t1\t.\tA\tC\t.\t.\t.\n".repeat(200_000));
        String command =
                Child.tool("java") + " -jar " + Child.JAR + " vcf view " + big + " | head -1; echo ${PIPESTATUS[0]}";

        Ran ran = Child.run(Map.of(), "", List.of("bash", "-c", command));

        assertThat(ran.stdout()).isEqualTo("##fileformat=VCFv4.2\n1\n");
        assertThat(ran.stderr()).isEmpty();
    }

    /** The numbers are those of zcat and awk. */
    @Test
    void aWholeHumanAnnotationStreamsThroughASmallHeap() {
        Path human = Needs.data("gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz");
        Ran ran = Child.genomics(Map.of(), List.of("-Xmx256m"), "gtf", "stats", human.toString(), "--json");

        assertThat(ran.stderr()).isEmpty();
        assertThat(Json.object(ran.stdout()))
                .containsEntry("records", 2_586_914L)
                .containsEntry("genes", 57_773L)
                .containsEntry("transcripts", 196_354L)
                .containsEntry("exons", 1_195_408L);
    }
}

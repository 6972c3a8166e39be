package omega.genomics.service;

import java.nio.file.Path;
import java.util.UUID;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.vector.HashedEmbedder;
import org.springframework.boot.SpringApplication;

/** The service with the sample of {@code docs/sample} on an embedded server: what {@code mvn -q -Pservice verify} runs. */
public final class Sample {
    private static final String ROLE = "genomics_reader";

    private Sample() {}

    /**
     * Loads what is not loaded yet, starts the service as a role that may only read, and runs until it is stopped.
     *
     * @param args the folder of the server's data; what follows goes to the service
     */
    public static void main(String[] args) throws Exception {
        EmbeddedServer server = EmbeddedServer.start(Path.of(args[0]));
        load(server.jdbcUrl(), Path.of(""));
        String password = UUID.randomUUID().toString();
        ReadOnlyRole.grant(server.jdbcUrl(), "grch38", ROLE, password);
        System.setProperty("spring.datasource.url", server.jdbcUrl().replaceFirst("\\?.*", ""));
        System.setProperty("spring.datasource.username", ROLE);
        System.setProperty("spring.datasource.password", password);
        var context = SpringApplication.run(ServiceApplication.class);
        String port = context.getEnvironment().getProperty("local.server.port");
        System.out.println("http://127.0.0.1:" + port + "/   Ctrl-C stops it");
    }

    /** Loads the sample as the owner of the schema, from the folder that the project is in. */
    static void load(String ownerUrl, Path project) throws Exception {
        Path sample = project.resolve("docs/sample");
        AssemblyDatabase grch38 = GenomicsDatabase.open(ownerUrl).assembly("grch38");
        grch38.migrate();
        grch38.loadGenes(InputSource.of(sample.resolve("sample.gtf")))
                .dataset("sample")
                .run();
        grch38.loadVariants(InputSource.of(sample.resolve("sample.vcf")))
                .dataset("sample")
                .run();
        grch38.loadVariants(InputSource.of(sample.resolve("brca2.vcf")))
                .dataset("brca2")
                .run();
        grch38.loadExpression(InputSource.of(project.resolve("examples/service/sample/expression.gct")))
                .dataset("made-up")
                .run();
        grch38.refreshStatistics();
        if (grch38.vectors().models().isEmpty()) {
            grch38.vectors().embed(new HashedEmbedder()).run();
        }
    }
}

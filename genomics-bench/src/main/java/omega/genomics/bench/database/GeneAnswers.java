package omega.genomics.bench.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import omega.genomics.Region;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.postgres.query.genes.StoredGene;

/** (13) Questions about genes through a pool of connections, one client asking and fifty. */
final class GeneAnswers {
    private static final int CLIENTS = 50;
    private static final int WORDS = 1_000;
    private static final int OVERLAP = 100_000;
    private static final int SEARCH = 5_000_000;

    private GeneAnswers() {}

    static String table(Server server, Path file, int count) throws Exception {
        GeneLoads loads = new GeneLoads(server, file);
        loads.load();
        List<StoredGene> words;
        try (Pool pool = new Pool(server, CLIENTS)) {
            GeneQueries genes = GeneQueries.of(pool.dataSource(), Server.SCHEMA);
            List<String> ids = server.query(
                    row -> row.getString(1),
                    "SELECT gene_id FROM " + Server.SCHEMA + ".genes ORDER BY md5(gene_id), chromosome LIMIT " + WORDS);
            words = ids.stream().map(id -> genes.withId(id).list().get(0)).toList();
            Latency latency = new Latency(count, CLIENTS);
            return String.format(
                            Locale.ROOT,
                            "%n### genes in PostgreSQL%n%n%s, %s genes; %d questions each, over a pool of %d connections%n%n",
                            file.getFileName(),
                            server.text("SELECT to_char(count(*), 'FM999,999') FROM " + Server.SCHEMA + ".genes"),
                            count,
                            CLIENTS)
                    + latency.head()
                    + latency.row(
                            "by id",
                            i -> found(genes.withId(word(words, i).id()).list(), word(words, i)))
                    + latency.row(
                            "by name", i -> found(genes.named(word(words, i).displayName()), word(words, i)))
                    + latency.row(
                            "overlapping 100,000 bases",
                            i -> found(
                                    genes.overlapping(around(word(words, i), OVERLAP))
                                            .list(),
                                    word(words, i)))
                    + latency.row(
                            "five nearest coding ones",
                            i -> genes.nearestCoding(around(word(words, i), 1), 5)
                                    .list()
                                    .size())
                    + latency.row(
                            "of one biotype in 5,000,000 bases, by place",
                            i -> found(
                                    genes.overlapping(around(word(words, i), SEARCH), biotype(word(words, i)))
                                            .list(),
                                    word(words, i)))
                    + latency.row(
                            "of one biotype, all of them",
                            i -> found(genes.ofBiotype(biotype(word(words, i))).list(), word(words, i)))
                    + latency.row(
                            "whole model: transcripts, exons, coding parts",
                            i -> genes.models(word(words, i).id()).stream()
                                    .mapToInt(gene -> gene.transcripts().size())
                                    .sum());
        }
    }

    private static StoredGene word(List<StoredGene> words, int i) {
        return words.get(i % words.size());
    }

    private static String biotype(StoredGene gene) {
        return gene.biotype().orElseThrow();
    }

    private static Region around(StoredGene gene, int width) {
        return new Region(gene.contig(), Math.max(1, gene.start() - width / 2), gene.start() + width / 2);
    }

    /** An answer without the gene it was made from is wrong. */
    private static int found(List<StoredGene> answer, StoredGene gene) {
        if (!answer.contains(gene)) {
            throw new IllegalStateException("asked with the words of " + gene + ", found " + answer.size() + " others");
        }
        return answer.size();
    }
}

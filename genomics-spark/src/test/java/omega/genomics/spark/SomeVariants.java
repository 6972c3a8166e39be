package omega.genomics.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.TabixFormat;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.VcfIndex;

/** Variants of a seed, some of them twice, and what a database has of them. */
final class SomeVariants {
    static final String COUNTS =
            "SELECT d.row_counts, r.header FROM grch38.datasets d JOIN grch38.load_runs r ON r.dataset_id = d.dataset_id AND r.state ="
                    + " 'done' WHERE d.name = '%s' ORDER BY r.run_id DESC LIMIT 1";
    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="Number">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	s1	s2	s3
            """;

    private SomeVariants() {}

    static String text(List<String> contigs, int records, long seed) {
        StringBuilder lines = new StringBuilder(HEADER);
        Random random = new Random(seed);
        for (String contig : contigs) {
            int position = 0;
            for (int i = 0; i < records; i++) {
                position += random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(20);
                lines.append(contig).append('\t').append(Math.max(1, position)).append('\t');
                lines.append(i % 3 == 0 ? "." : "rs" + i).append("\tA\t");
                lines.append(random.nextInt(6) == 0 ? "C,G" : "T").append('\t').append(random.nextInt(90));
                lines.append("\tPASS\tAC=1;AN=6;DP=").append(random.nextInt(99));
                lines.append(";CLNSIG=Benign\tGT\t0/1\t0/0\t./.\n");
            }
        }
        return lines.toString();
    }

    /** Writes a BGZF file with an index. */
    static Path write(Path file, List<String> contigs, int records, long seed) throws IOException {
        try (BgzfWriter out = BgzfWriter.create(file)) {
            out.write(text(contigs, records, seed).getBytes(UTF_8));
        }
        VcfIndex.write(file, TabixFormat.TBI);
        return file;
    }

    /** Returns a digest of each contig of a dataset. */
    static List<String> content(TestDatabase database, String dataset) throws SQLException {
        return database.rows(
                "SELECT chromosome, count(*), md5(string_agg((to_jsonb(v) - 'dataset_id')::text, E'\\n' ORDER BY"
                        + " record_number, allele_index, ordinal)) FROM grch38.variants v JOIN grch38.datasets d USING"
                        + " (dataset_id) WHERE d.name = '" + dataset + "' GROUP BY 1 ORDER BY 1");
    }

    /** Returns what is staged and belongs to nothing that is visible. */
    static List<String> leftovers(TestDatabase database) throws SQLException {
        return database.rows(
                "SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace AND relkind = 'r'"
                        + " AND relname ~ '^staged_r' UNION ALL SELECT staged_table FROM grch38.load_parts UNION ALL SELECT part FROM"
                        + " grch38.load_attempts");
    }
}

package omega.genomics.postgres.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.variants.VcfLoad;

/** What {@link KillRoundsTest} loads: three files, and how. */
enum KillScenario {
    /** Contigs that occur twice, overlapping, with repeated variants numbered. */
    REPEATED_CONTIGS_NUMBERED("variants") {
        @Override
        String text(Version version) {
            return variants(version);
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return vcf(into, dataset, file, mode, told)
                    .duplicates(DuplicatePolicy.ALL)
                    .run();
        }
    },
    /** The same with repeated variants left out, which takes rows out of staged tables again. */
    REPEATED_CONTIGS("variants") {
        @Override
        String text(Version version) {
            return variants(version);
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return vcf(into, dataset, file, mode, told)
                    .duplicates(DuplicatePolicy.FIRST)
                    .run();
        }
    },
    /** A file for each contig, and one in which two of them come again; the file that is named lists them. */
    MANY_FILES("variants") {
        @Override
        String text(Version version) {
            return RandomVariants.text(20 + version.seed, version.records(16_000));
        }

        @Override
        Path write(Path directory, Version version) throws IOException {
            Path folder = Files.createDirectory(directory.resolve(name() + "-" + version));
            Map<String, StringBuilder> files = new LinkedHashMap<>();
            text(version).substring(RandomVariants.HEADER.length()).lines().forEach(line -> {
                append(files, line.substring(0, line.indexOf('\t')), line);
                if (line.startsWith("chr3\t") || line.startsWith("chr4\t")) {
                    append(files, "again", line);
                }
            });
            StringBuilder again = files.remove("again");
            files.put("again", again);
            List<String> names = new ArrayList<>();
            for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
                names.add(Files.writeString(folder.resolve(file.getKey() + ".vcf"), file.getValue())
                        .toString());
            }
            return Files.write(folder.resolve("list.txt"), names);
        }

        private void append(Map<String, StringBuilder> files, String file, String line) {
            files.computeIfAbsent(file, name -> new StringBuilder(RandomVariants.HEADER))
                    .append(line)
                    .append('\n');
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return into.loadVariants(Files.readAllLines(file).stream()
                            .map(name -> InputSource.of(Path.of(name)))
                            .toList())
                    .dataset(dataset)
                    .mode(mode)
                    .connections(2)
                    .onProgress(told)
                    .run();
        }
    },
    /** Two tables a contig, committed together, and one of samples. */
    CONSEQUENCES("variants") {
        @Override
        String text(Version version) {
            return RandomVariants.text(version.seed, version.records(16_000));
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return vcf(into, dataset, file, mode, told)
                    .consequences(WideGenes.annotator(5))
                    .allConsequences(true)
                    .genotypes(true)
                    .run();
        }
    },
    /** Blocks of a sorted file. What is appended is packed again together with those that are there. */
    PACKED("variants") {
        @Override
        String text(Version version) {
            return RandomVariants.text(30 + version.seed, version.records(24_000));
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return vcf(into, dataset, file, mode, told)
                    .layout(VariantLayout.PACKED)
                    .run();
        }
    },
    /** Blocks of a file that turns out not to be sorted when half of it is read. */
    PACKED_UNSORTED("variants") {
        @Override
        String text(Version version) {
            return RandomVariants.twice(40 + version.seed, version.records(6_000));
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return vcf(into, dataset, file, mode, told)
                    .layout(VariantLayout.PACKED)
                    .run();
        }
    },
    /** Blocks of a file for each contig. */
    PACKED_FILES("variants") {
        @Override
        String text(Version version) {
            return RandomVariants.text(50 + version.seed, version.records(24_000));
        }

        @Override
        Path write(Path directory, Version version) throws IOException {
            Path folder = Files.createDirectory(directory.resolve(name() + "-" + version));
            Map<String, StringBuilder> files = new LinkedHashMap<>();
            text(version)
                    .substring(RandomVariants.HEADER.length())
                    .lines()
                    .forEach(line -> files.computeIfAbsent(
                                    line.substring(0, line.indexOf('\t')),
                                    name -> new StringBuilder(RandomVariants.HEADER))
                            .append(line)
                            .append('\n'));
            List<String> names = new ArrayList<>();
            for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
                names.add(Files.writeString(folder.resolve(file.getKey() + ".vcf"), file.getValue())
                        .toString());
            }
            return Files.write(folder.resolve("list.txt"), names);
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return into.loadVariants(Files.readAllLines(file).stream()
                            .map(name -> InputSource.of(Path.of(name)))
                            .toList())
                    .dataset(dataset)
                    .mode(mode)
                    .connections(2)
                    .onProgress(told)
                    .layout(VariantLayout.PACKED)
                    .run();
        }
    },
    /** Blocks with genotypes, and tables of consequences and samples. */
    PACKED_COHORT("variants") {
        @Override
        String text(Version version) {
            return RandomVariants.text(60 + version.seed, version.records(16_000));
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return vcf(into, dataset, file, mode, told)
                    .consequences(WideGenes.annotator(5))
                    .allConsequences(true)
                    .genotypes(true)
                    .layout(VariantLayout.PACKED)
                    .run();
        }
    },
    /** Six tables that are filled in one pass over the file. */
    GENES("genes") {
        @Override
        String text(Version version) {
            return RandomAnnotation.gtf(version.seed, version.records(3_000), version.name());
        }

        @Override
        LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
                throws IOException {
            return into.loadGenes(InputSource.of(file))
                    .dataset(dataset)
                    .mode(mode)
                    .onProgress(told)
                    .run();
        }
    };

    private static final String VARIANTS = "SELECT name, count(*), sum(position::bigint * record_number), sum(ordinal),"
            + " sum(allele_count), sum(hashtext(ref || coalesce(alt, '.'))), count(DISTINCT chromosome), (SELECT count(*) || ' ' ||"
            + " coalesce(sum(hashtext(concat(c.chromosome, c.rank, c.terms, c.set_number))), 0) FROM grch38.consequence_sets c WHERE"
            + " c.dataset_id = d.dataset_id), (SELECT count(*) FROM grch38.samples s WHERE s.dataset_id = d.dataset_id) FROM"
            + " grch38.datasets d LEFT JOIN grch38.all_variants v USING (dataset_id) WHERE kind = 'variants' GROUP BY name, d.dataset_id";

    private static final String GENE_ROWS =
            "SELECT name, (SELECT count(*) || ' ' || coalesce(sum(hashtext(gene_id)), 0) FROM"
                    + " grch38.genes g WHERE g.dataset_id = d.dataset_id), (SELECT count(*) FROM grch38.transcripts t WHERE t.dataset_id ="
                    + " d.dataset_id), (SELECT count(*) || ' ' || coalesce(sum(start_pos::bigint * exon_number), 0) FROM grch38.exons e WHERE"
                    + " e.dataset_id = d.dataset_id), (SELECT count(*) FROM grch38.cds c WHERE c.dataset_id = d.dataset_id), (SELECT count(*)"
                    + " FROM grch38.coding_sequences q WHERE q.dataset_id = d.dataset_id), (SELECT count(*) FROM grch38.gene_aliases a WHERE"
                    + " a.dataset_id = d.dataset_id) FROM grch38.datasets d WHERE kind = 'genes'";

    /** The files. */
    enum Version {
        SMALL(1),
        LARGE(2),
        OTHER(3);

        private final int seed;

        Version(int seed) {
            this.seed = seed;
        }

        int records(int large) {
            return this == LARGE ? large : large / 8;
        }
    }

    private final String kind;

    KillScenario(String kind) {
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    abstract String text(Version version);

    abstract LoadReport load(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told)
            throws IOException;

    Path write(Path directory, Version version) throws IOException {
        return Files.writeString(directory.resolve(name() + "." + version), text(version), StandardCharsets.UTF_8);
    }

    /** Returns one statement, so one snapshot, with a row a dataset. */
    String contents() {
        return (kind.equals("genes") ? GENE_ROWS : VARIANTS) + " ORDER BY name";
    }

    private static String variants(Version version) {
        return RandomVariants.twice(8 + 2 * version.seed, version.records(8_000));
    }

    private static VcfLoad vcf(AssemblyDatabase into, String dataset, Path file, LoadMode mode, ProgressListener told) {
        return into.loadVariants(InputSource.of(file))
                .dataset(dataset)
                .mode(mode)
                .connections(2)
                .onProgress(told);
    }
}

package omega.genomics.postgres.load.genes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import omega.genomics.postgres.load.ReleaseCounts;
import org.jspecify.annotations.Nullable;

/** A small annotation that nobody has, and its next releases by random edits. Same seed, same releases. */
public final class RandomGeneReleases {
    private static final List<String> CONTIGS = List.of("1", "17", "X", "KI270728.1");
    private static final List<String> BIOTYPES = List.of("protein_coding", "lncRNA", "miRNA");

    private final Random random;
    private int lastId;
    private TreeMap<String, Loci> genes = new TreeMap<>();

    /** A gene. */
    private record Loci(
            int version,
            @Nullable String name,
            @Nullable String alias,
            String biotype,
            String contig,
            boolean isReverse,
            Map<String, Parts> transcripts) {}

    /** A transcript; its exons are in the order of positions. */
    private record Parts(int version, @Nullable String tag, boolean isCoding, List<Part> exons) {}

    private record Part(String id, int start, int end) {}

    /** Starts with some genes. */
    public RandomGeneReleases(long seed, int size) {
        random = new Random(seed);
        while (genes.size() < size) {
            add();
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String id(String prefix) {
        return prefix + String.format("%05d", ++lastId);
    }

    private void add() {
        int start = 1 + random.nextInt(200_000);
        TreeMap<String, Parts> transcripts = new TreeMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            transcripts.put(id("ENST"), transcript(start));
        }
        genes.put(
                id("ENSG"),
                new Loci(
                        1,
                        random.nextInt(5) == 0 ? null : "N" + random.nextInt(60),
                        random.nextInt(3) == 0 ? "A" + random.nextInt(20) : null,
                        any(BIOTYPES),
                        any(CONTIGS),
                        random.nextBoolean(),
                        transcripts));
    }

    private Parts transcript(int from) {
        List<Part> exons = new ArrayList<>();
        int at = from;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int length = 30 + random.nextInt(400);
            exons.add(new Part(id("ENSE"), at, at + length));
            at += length + 50 + random.nextInt(2_000);
        }
        return new Parts(1, random.nextInt(3) == 0 ? "basic" : null, random.nextBoolean(), exons);
    }

    /** Edits the genes; returns how many are added, removed, changed and unchanged. */
    public ReleaseCounts next(int edits) {
        TreeMap<String, Loci> before = genes;
        genes = new TreeMap<>(before);
        for (int i = 0; i < edits; i++) {
            edit(any(List.copyOf(genes.keySet())));
        }
        return counts(before);
    }

    private void edit(String id) {
        Loci of = genes.get(id);
        TreeMap<String, Parts> transcripts = new TreeMap<>(of.transcripts());
        String transcript = any(List.copyOf(transcripts.keySet()));
        Parts parts = transcripts.get(transcript);
        List<Part> exons = new ArrayList<>(parts.exons());
        switch (random.nextInt(11)) {
            case 0 -> add();
            case 1 -> genes.remove(id);
            case 2 -> put(id, of, "N" + random.nextInt(60), of.alias(), of.contig(), transcripts);
            case 3 -> put(id, of, of.name(), "A" + random.nextInt(20), of.contig(), transcripts);
            case 4 -> put(id, of, of.name(), of.alias(), any(CONTIGS), transcripts);
            case 5 -> {
                transcripts.put(id("ENST"), transcript(exons.get(0).start() + 10));
                put(id, of, of.name(), of.alias(), of.contig(), transcripts);
            }
            case 6 -> {
                transcripts.remove(transcript);
                if (!transcripts.isEmpty()) {
                    put(id, of, of.name(), of.alias(), of.contig(), transcripts);
                }
            }
            case 7 -> {
                transcripts.put(
                        transcript, new Parts(parts.version() + 1, parts.tag(), parts.isCoding(), parts.exons()));
                put(id, of, of.name(), of.alias(), of.contig(), transcripts);
            }
            case 8 -> {
                exons.replaceAll(exon -> new Part(exon.id(), exon.start() + 7, exon.end() + 7));
                transcripts.put(transcript, new Parts(parts.version(), parts.tag(), parts.isCoding(), exons));
                put(id, of, of.name(), of.alias(), of.contig(), transcripts);
            }
            case 9 -> {
                if (exons.size() > 1) {
                    exons.remove(random.nextInt(exons.size()));
                }
                transcripts.put(transcript, new Parts(parts.version(), parts.tag(), parts.isCoding(), exons));
                put(id, of, of.name(), of.alias(), of.contig(), transcripts);
            }
            default ->
                genes.put(
                        id,
                        new Loci(
                                of.version() + 1,
                                of.name(),
                                of.alias(),
                                any(BIOTYPES),
                                of.contig(),
                                of.isReverse(),
                                of.transcripts()));
        }
    }

    private void put(
            String id,
            Loci of,
            @Nullable String name,
            @Nullable String alias,
            String contig,
            Map<String, Parts> transcripts) {
        genes.put(id, new Loci(of.version(), name, alias, of.biotype(), contig, of.isReverse(), transcripts));
    }

    private ReleaseCounts counts(Map<String, Loci> before) {
        ReleaseCounts.Rows of = counts(rows(before, 0), rows(genes, 0));
        Map<String, ReleaseCounts.Rows> below = new LinkedHashMap<>();
        below.put("transcripts", counts(rows(before, 1), rows(genes, 1)));
        below.put("exons", counts(rows(before, 2), rows(genes, 2)));
        return new ReleaseCounts("", Optional.empty(), of.added(), of.removed(), of.changed(), of.unchanged(), below);
    }

    /** Returns what a level has by what identifies it. */
    private static Map<String, Object> rows(Map<String, Loci> genes, int level) {
        Map<String, Object> rows = new TreeMap<>();
        genes.forEach((id, gene) -> {
            if (level == 0) {
                rows.put(id + " " + gene.contig(), gene);
                return;
            }
            gene.transcripts().forEach((transcript, parts) -> {
                String name = transcript + " " + gene.contig();
                if (level == 1) {
                    rows.put(name, List.of(id, gene.isReverse(), parts));
                    return;
                }
                for (int i = 0; i < parts.exons().size(); i++) {
                    Part exon = parts.exons().get(i);
                    rows.put(name + " " + exon.id(), List.of(number(gene, parts, i), exon));
                }
            });
        });
        return rows;
    }

    private static int number(Loci gene, Parts parts, int exon) {
        return gene.isReverse() ? parts.exons().size() - exon : exon + 1;
    }

    private static ReleaseCounts.Rows counts(Map<String, Object> before, Map<String, Object> after) {
        long changed = 0;
        long unchanged = 0;
        for (Map.Entry<String, Object> row : after.entrySet()) {
            Object old = before.get(row.getKey());
            if (old != null) {
                changed += old.equals(row.getValue()) ? 0 : 1;
                unchanged += old.equals(row.getValue()) ? 1 : 0;
            }
        }
        return new ReleaseCounts.Rows(
                after.size() - changed - unchanged, before.size() - changed - unchanged, changed, unchanged);
    }

    /** How a file is written, which makes no difference. */
    public enum Form {
        PLAIN,
        GZIP,
        CRLF,
        SHUFFLED
    }

    /** Writes the release. */
    public Path write(Path file, Form form) throws IOException {
        List<String> all = new ArrayList<>();
        genes.forEach((id, gene) -> all.add(lines(id, gene, form == Form.SHUFFLED)));
        if (form == Form.SHUFFLED) {
            Collections.shuffle(all, new Random(random.nextLong()));
        } else {
            all.sort(java.util.Comparator.comparing(text -> text.substring(0, text.indexOf('\t'))));
        }
        String end = form == Form.CRLF ? "\r\n" : "\n";
        byte[] text = ("#!genome-build TEST1\n" + String.join("", all))
                .replace("\n", end)
                .getBytes(StandardCharsets.UTF_8);
        return Files.write(file, form == Form.GZIP ? gzip(text) : text);
    }

    private String lines(String id, Loci gene, boolean isShuffled) {
        StringBuilder out = new StringBuilder();
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (Parts parts : gene.transcripts().values()) {
            start = Math.min(start, parts.exons().get(0).start());
            end = Math.max(end, parts.exons().get(parts.exons().size() - 1).end());
        }
        String ofGene = "gene_id \"" + id + "\"; gene_version \"" + gene.version() + "\";";
        line(
                out,
                gene,
                "gene",
                start,
                end,
                ".",
                ofGene + (gene.name() == null ? "" : " gene_name \"" + gene.name() + "\";")
                        + (gene.alias() == null ? "" : " gene_synonym \"" + gene.alias() + "\";") + " gene_biotype \""
                        + gene.biotype() + "\";");
        List<Map.Entry<String, Parts>> transcripts =
                new ArrayList<>(gene.transcripts().entrySet());
        if (isShuffled) {
            Collections.shuffle(transcripts, new Random(random.nextLong()));
        }
        for (Map.Entry<String, Parts> transcript : transcripts) {
            write(out, gene, ofGene + " transcript_id \"" + transcript.getKey() + "\";", transcript);
        }
        return out.toString();
    }

    private static void write(StringBuilder out, Loci gene, String ids, Map.Entry<String, Parts> transcript) {
        Parts parts = transcript.getValue();
        List<Part> exons = parts.exons();
        String of = ids + " transcript_version \"" + parts.version() + "\";";
        line(
                out,
                gene,
                "transcript",
                exons.get(0).start(),
                exons.get(exons.size() - 1).end(),
                ".",
                of + (parts.tag() == null ? "" : " tag \"" + parts.tag() + "\";"));
        int before = 0;
        for (int number = 1; number <= exons.size(); number++) {
            Part exon = exons.get(gene.isReverse() ? exons.size() - number : number - 1);
            String numbered = of + " exon_number \"" + number + "\";";
            line(out, gene, "exon", exon.start(), exon.end(), ".", numbered + " exon_id \"" + exon.id() + "\";");
            if (parts.isCoding()) {
                line(
                        out,
                        gene,
                        "CDS",
                        exon.start(),
                        exon.end(),
                        String.valueOf((3 - before % 3) % 3),
                        numbered + " protein_id \"ENSP" + transcript.getKey().substring(4) + "\";");
            }
            before += exon.end() - exon.start() + 1;
        }
    }

    private static void line(
            StringBuilder out, Loci gene, String feature, int start, int end, String frame, String attributes) {
        out.append(gene.contig())
                .append("\thavana\t")
                .append(feature)
                .append('\t')
                .append(start)
                .append('\t')
                .append(end)
                .append("\t.\t")
                .append(gene.isReverse() ? '-' : '+')
                .append('\t')
                .append(frame)
                .append('\t')
                .append(attributes)
                .append('\n');
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

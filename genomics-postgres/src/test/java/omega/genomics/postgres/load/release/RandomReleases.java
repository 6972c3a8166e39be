package omega.genomics.postgres.load.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import omega.genomics.postgres.load.ReleaseCounts;

/** A small ClinVar that nobody has, and its next releases by random edits. Same seed, same releases. */
public final class RandomReleases {
    private static final String HEADER = """
            ##fileformat=VCFv4.1
            ##source=ClinVar
            ##INFO=<ID=ALLELEID,Number=1,Type=Integer,Description="the ClinVar Allele ID">
            ##INFO=<ID=CLNDN,Number=.,Type=String,Description="ClinVar's preferred disease name">
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Aggregate germline classification">
            ##INFO=<ID=CLNREVSTAT,Number=.,Type=String,Description="review status">
            ##INFO=<ID=AF_EXAC,Number=1,Type=Float,Description="allele frequencies from ExAC">
            ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene(s) for the variant">
            ##INFO=<ID=RS,Number=.,Type=String,Description="dbSNP ID">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    private static final List<String> CONTIGS = List.of("1", "17", "X", "KI270728.1", "KI270711.1");
    private static final List<String> SIGNIFICANCES = List.of(
            "Pathogenic",
            "Likely_pathogenic",
            "Uncertain_significance",
            "Likely_benign",
            "Benign",
            "Benign/Likely_benign");
    private static final List<String> GENES = List.of("BRCA1:672", "TP53:7157", "ABCA4:24", "NF1:4763");
    private static final String BASES = "ACGT";

    private final Random random;
    private int lastId = 1000;
    /** By contig, position, ref, alt. */
    private final TreeMap<Key, Content> rows = new TreeMap<>();

    /** What identifies a row. */
    private record Key(int contig, int position, String ref, String alt) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            if (contig != other.contig) {
                return Integer.compare(contig, other.contig);
            }
            if (position != other.position) {
                return Integer.compare(position, other.position);
            }
            int byRef = ref.compareTo(other.ref);
            return byRef != 0 ? byRef : alt.compareTo(other.alt);
        }
    }

    private record Content(int id, String significance, String disease, String gene, String frequency) {}

    /** Starts with some rows. */
    public RandomReleases(long seed, int size) {
        random = new Random(seed);
        while (rows.size() < size) {
            add();
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String bases(int length) {
        StringBuilder bases = new StringBuilder();
        for (int i = 0; i < length; i++) {
            bases.append(BASES.charAt(random.nextInt(BASES.length())));
        }
        return bases.toString();
    }

    private void add() {
        int kind = random.nextInt(20);
        String ref = bases(kind == 0 ? 300 : kind == 1 ? 5 : 1);
        String alt = kind == 2 ? "." : bases(kind == 3 ? 40 : 1);
        Key key = new Key(random.nextInt(CONTIGS.size()), 1 + random.nextInt(2_000), ref, alt);
        if (!ref.equals(alt)) {
            rows.putIfAbsent(key, content());
        }
    }

    private Content content() {
        return new Content(
                lastId++,
                any(SIGNIFICANCES),
                "disease_" + random.nextInt(30),
                any(GENES),
                random.nextInt(1000) + "e-5");
    }

    private Key anyKey() {
        return any(List.copyOf(rows.keySet()));
    }

    /** Edits the rows; returns how many are added, removed, changed and unchanged. */
    public ReleaseCounts next(int edits) {
        TreeMap<Key, Content> before = new TreeMap<>(rows);
        for (int i = 0; i < edits; i++) {
            Key key = anyKey();
            Content of = rows.get(key);
            switch (random.nextInt(6)) {
                case 0 -> add();
                case 1 -> rows.remove(key);
                case 2 ->
                    rows.put(key, new Content(of.id(), any(SIGNIFICANCES), of.disease(), of.gene(), of.frequency()));
                case 3 ->
                    rows.put(
                            key,
                            new Content(of.id(), of.significance(), of.disease() + "x", of.gene(), of.frequency()));
                case 4 ->
                    rows.put(key, new Content(of.id(), of.significance(), of.disease(), any(GENES), of.frequency()));
                default -> {
                    rows.remove(key);
                    rows.put(new Key(key.contig(), key.position() + 1 + random.nextInt(3), key.ref(), key.alt()), of);
                }
            }
        }
        return counts(before);
    }

    /** Removes all rows of a contig. */
    public ReleaseCounts dropContig(int contig) {
        TreeMap<Key, Content> before = new TreeMap<>(rows);
        rows.keySet().removeIf(key -> key.contig() == contig);
        return counts(before);
    }

    private ReleaseCounts counts(Map<Key, Content> before) {
        long changed = 0;
        long unchanged = 0;
        for (Map.Entry<Key, Content> row : rows.entrySet()) {
            Content old = before.get(row.getKey());
            if (old != null) {
                changed += old.equals(row.getValue()) ? 0 : 1;
                unchanged += old.equals(row.getValue()) ? 1 : 0;
            }
        }
        return new ReleaseCounts(
                "",
                Optional.empty(),
                rows.size() - changed - unchanged,
                before.size() - changed - unchanged,
                changed,
                unchanged);
    }

    public int size() {
        return rows.size();
    }

    /** How a file is written, which makes no difference. */
    public enum Form {
        PLAIN,
        GZIP,
        CRLF,
        REPEATED_LINES,
        SHUFFLED,
        SHUFFLED_REPEATED
    }

    /** Writes the release. */
    public Path write(Path file, Form form) throws IOException {
        List<String> lines = new ArrayList<>();
        rows.forEach((key, of) -> {
            String line = CONTIGS.get(key.contig()) + "\t" + key.position() + "\t" + of.id() + "\t" + key.ref() + "\t"
                    + key.alt() + "\t.\t.\tALLELEID=" + (of.id() + 7) + ";AF_EXAC=" + of.frequency() + ";CLNDN="
                    + of.disease() + ";CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG=" + of.significance()
                    + ";GENEINFO=" + of.gene() + (of.id() % 3 == 0 ? ";RS=" + of.id() * 11L : "");
            lines.add(line);
            boolean repeats = form == Form.REPEATED_LINES || form == Form.SHUFFLED_REPEATED;
            if (repeats && of.id() % 5 == 0) {
                lines.add(line);
            }
        });
        if (form == Form.SHUFFLED || form == Form.SHUFFLED_REPEATED) {
            Collections.shuffle(lines, new Random(random.nextLong()));
        }
        String end = form == Form.CRLF ? "\r\n" : "\n";
        byte[] text =
                (HEADER + String.join("\n", lines) + "\n").replace("\n", end).getBytes(StandardCharsets.UTF_8);
        return Files.write(file, form == Form.GZIP ? gzip(text) : text);
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

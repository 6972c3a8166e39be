package omega.genomics.hgvs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omega.genomics.Interval;
import omega.genomics.ParseException;
import omega.genomics.gtf.GtfDialect;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.hgvs.HgvsNormalizer.Boundary;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.testing.Needs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the normal form with tables of biocommons, mutalyzer, ferro and the recommendations' own examples. */
class NormalizeTablesTest {
    private static final String FOLDER = "hgvs/normalize/";
    private static final Pattern TRANSCRIPT = Pattern.compile(
            "\"id\": \"([^\"]+)\"(?:(?!\"id\":).)*?\"sequence\": \"([^\"]+)\"(?:(?!\"id\":).)*?\"cds_start\": (\\d+|null), \"cds_end\": (\\d+|null)((?:(?!\"id\":).)*)");
    private static final Pattern EXON = Pattern.compile("\"number\": (\\d+), \"start\": (\\d+), \"end\": (\\d+)");
    private static final Pattern WINDOW =
            Pattern.compile("\"contig\": \"([^\"]+)\", \"start\": (\\d+), \"bases\": \"([^\"]+)\"");

    private record Window(int start, String bases) {}

    private static Map<String, HgvsTranscript> transcripts(String json) {
        Map<String, HgvsTranscript> transcripts = new HashMap<>();
        Matcher transcript = TRANSCRIPT.matcher(json);
        while (transcript.find()) {
            TranscriptAlignment.Builder alignment = TranscriptAlignment.builder(false);
            Matcher exon = EXON.matcher(transcript.group(5));
            int gap = 0;
            while (exon.find()) {
                // the exons' ends are all that counts here: they are laid out with introns of 100 bases
                alignment.exon(
                        new Interval(Integer.parseInt(exon.group(2)) + gap, Integer.parseInt(exon.group(3)) + gap),
                        List.of());
                gap += 100;
            }
            HgvsTranscript.Builder builder =
                    HgvsTranscript.builder(transcript.group(1)).sequence(transcript.group(2));
            if (gap > 0) {
                builder.alignment("laid-out", alignment.build());
            }
            if (!transcript.group(3).equals("null")) {
                builder.cds(Integer.parseInt(transcript.group(3)), Integer.parseInt(transcript.group(4)));
            }
            transcripts.put(transcript.group(1), builder.build());
        }
        return transcripts;
    }

    private static ReferenceSequence windows(String json) {
        Map<String, List<Window>> windows = new HashMap<>();
        Matcher window = WINDOW.matcher(json);
        while (window.find()) {
            windows.computeIfAbsent(window.group(1), key -> new ArrayList<>())
                    .add(new Window(Integer.parseInt(window.group(2)) + 1, window.group(3)));
        }
        return region -> windows.getOrDefault(region.contig(), List.of()).stream()
                .filter(held -> held.start() <= region.start()
                        && region.end() <= held.start() + held.bases().length() - 1)
                .findFirst()
                .map(held -> held.bases()
                        .substring(region.start() - held.start(), region.end() - held.start() + 1)
                        .getBytes(StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IllegalArgumentException("no bases of " + region));
    }

    private static String json(String name) {
        return String.join("\n", TableReport.lines(Needs.data(FOLDER + name)));
    }

    private static String normalized(
            HgvsNormalizer normalizer, Map<String, HgvsTranscript> transcripts, Nucleotide input) {
        HgvsTranscript transcript = transcripts.get(input.reference().accession());
        return (transcript == null ? normalizer.normalize(input) : normalizer.normalize(input, transcript)).toString();
    }

    @Test
    void biocommons() {
        String json = json("biocommons_reference.json.gz");
        Map<String, HgvsTranscript> transcripts = transcripts(json);
        ReferenceSequence genome = windows(json);
        TableReport report = new TableReport("normalize/biocommons.tsv");
        for (Map<String, String> row : TableReport.rows(Needs.data(FOLDER + "biocommons.tsv"))) {
            String input = row.get("input");
            boolean crosses = row.get("cross_boundaries").equals("true");
            HgvsNormalizer normalizer = HgvsNormalizer.of(genome)
                    .withThreePrime(row.get("shuffle").equals("3prime"))
                    .withBoundary(crosses ? Boundary.NONE : Boundary.EXON_AND_CDS);
            String expected = row.get("normalized");
            String found;
            try {
                Nucleotide variant = (Nucleotide) HgvsParser.parse(input);
                if (HgvsCheck.first(variant) != null) {
                    throw new HgvsException(HgvsCheck.first(variant));
                }
                found = normalized(
                        transcripts.containsKey(variant.reference().accession()) ? alongTranscripts(row) : normalizer,
                        transcripts,
                        variant);
            } catch (HgvsException refused) {
                found = "";
            }
            if (found.equals(expected)) {
                report.equal();
            } else if (input.equals("NM_001166478.1:c.59_61del")) {
                report.named("a deletion over an exon's end is named, not refused");
            } else {
                report.unexplained(input + " " + row.get("shuffle") + " " + crosses + ": expected " + expected
                        + ", found " + found + " (" + row.get("note") + ")");
            }
        }
        report.assertNothingUnexplained(40);
    }

    /** Transcripts here have bases and exons, but no genome. */
    private static HgvsNormalizer alongTranscripts(Map<String, String> row) {
        return HgvsNormalizer.of(null)
                .withThreePrime(row.get("shuffle").equals("3prime"))
                .withBoundary(row.get("cross_boundaries").equals("true") ? Boundary.NONE : Boundary.EXON_AND_CDS);
    }

    @Test
    void inversions() {
        Map<String, HgvsTranscript> transcripts = transcripts(json("inversion_sweep_reference.json.gz"));
        TableReport report = new TableReport("normalize/inversion_sweep.tsv");
        HgvsNormalizer normalizer = HgvsNormalizer.of(null);
        for (Map<String, String> row : TableReport.rows(Needs.data(FOLDER + "inversion_sweep.tsv"))) {
            String found;
            try {
                found = normalized(normalizer, transcripts, (Nucleotide) HgvsParser.parse(row.get("input")));
            } catch (HgvsException refused) {
                found = refused.getMessage();
            }
            if (row.get("normalized").contains("-1inv")) {
                report.named("ends beside an exon: named on the transcript, not as the base of an intron");
            } else {
                report.compare(row.get("input"), row.get("normalized"), found);
            }
        }
        report.assertNothingUnexplained(2000);
    }

    @Test
    void examplesOfTheRecommendations() {
        Map<String, HgvsTranscript> transcripts = transcripts(json("spec_corpus_transcripts.json"));
        TableReport report = new TableReport("normalize/spec_corpus.jsonl");
        for (String line : TableReport.lines(Needs.data(FOLDER + "spec_corpus.jsonl"))) {
            String input = Json.text(line, "input");
            String expected = Json.text(line, "normalizes_to");
            HgvsVariant parsed;
            try {
                parsed = HgvsParser.parse(input);
            } catch (ParseException refused) {
                report.compare(input, Json.text(line, "verdict"), "refused");
                continue;
            }
            if (expected.isEmpty()) {
                report.notComputable();
                continue;
            }
            String found = parsed instanceof Nucleotide change
                    ? normalized(
                            HgvsNormalizer.of(null).withStatedBases(HgvsNormalizer.StatedBases.REPLACE),
                            transcripts,
                            change)
                    : parsed.toString();
            if (parsed instanceof HgvsVariant.Allele && expected.contains("delins")) {
                report.named("changes in an allele are not merged");
            } else {
                report.compare(input, expected, found);
            }
        }
        report.assertNothingUnexplained(14);
    }

    /** The references of mutalyzer's tests: sequences with their annotation. */
    private static final class References {
        private final Map<String, String> sequences = new HashMap<>();
        private final Map<String, Map<String, HgvsTranscript>> transcripts = new HashMap<>();

        References() throws IOException {
            Path folder = Needs.data(FOLDER + "mutalyzer_references");
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.contains(".fasta")) {
                        ReferenceTables.fasta(file)
                                .forEach(
                                        (key, bases) -> sequences.put(name.replaceAll("\\.fasta(\\.gz)?$", ""), bases));
                    }
                }
            }
        }

        ReferenceSequence genome() {
            return region -> {
                String bases = sequences.get(region.contig());
                if (bases == null || region.end() > bases.length()) {
                    throw new IllegalArgumentException("no bases of " + region);
                }
                return bases.substring(region.start() - 1, region.end()).getBytes(StandardCharsets.US_ASCII);
            };
        }

        /** The transcripts that are annotated on a sequence, by their accession. */
        Map<String, HgvsTranscript> on(String accession) {
            return transcripts.computeIfAbsent(accession, this::load);
        }

        private Map<String, HgvsTranscript> load(String accession) {
            Map<String, HgvsTranscript> found = new HashMap<>();
            Path folder = Needs.data(FOLDER + "mutalyzer_references");
            Path plain = folder.resolve(accession + ".gff3");
            Path file = Files.exists(plain) ? plain : folder.resolve(accession + ".gff3.gz");
            if (!Files.exists(file)) {
                return found;
            }
            ReferenceSequence genome = genome();
            try (GtfReader reader = GtfReader.options().dialect(GtfDialect.GFF3).open(file)) {
                GeneModelAssembler.strict().addAll(reader).forEachGene(gene -> {
                    for (Transcript transcript : gene.transcripts()) {
                        HgvsTranscript described =
                                HgvsTranscript.of(transcript, accession, genome, GeneticCode.STANDARD);
                        if (described.accession().indexOf('_') > 0) {
                            found.put(described.accession(), described);
                        }
                        if (described.isCoding() && described.accession().startsWith("NM_")) {
                            gene.name().ifPresent(symbol -> found.putIfAbsent(symbol, described));
                        }
                        if (described.isCoding() && !accession.startsWith("NG_")) {
                            found.putIfAbsent("", described);
                        }
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                System.out.println(accession + ": " + e.getMessage());
            }
            return found;
        }
    }

    @Test
    void mutalyzer() throws IOException {
        References references = new References();
        HgvsNormalizer normalizer = HgvsNormalizer.of(references.genome()).withRepeats(true);
        TableReport names = new TableReport("normalize/mutalyzer.jsonl normalized");
        for (String line : TableReport.lines(Needs.data(FOLDER + "mutalyzer.jsonl"))) {
            String input = Json.text(line, "input");
            String expected = Json.text(line, "normalized");
            if (expected.isEmpty() || line.contains("\"to_test\": false")) {
                names.notComputable();
                continue;
            }
            if (input.startsWith("ENST")) {
                names.notComputable(); // annotated on the chromosome, whose bases are not held
                continue;
            }
            HgvsVariant parsed;
            try {
                parsed = HgvsParser.parse(input);
            } catch (ParseException refused) {
                names.named("not read: "
                        + (input.contains(">") ? "several bases in a substitution" : "an extension of mutalyzer"));
                continue;
            }
            if (!(parsed instanceof Nucleotide variant)) {
                names.named("changes in an allele are not sorted, merged and normalized");
                continue;
            }
            String contig = variant.reference().accession();
            HgvsReference selector = variant.reference().selector();
            String wanted = selector == null ? "" : selector.accession().replaceAll("_v001$", "");
            HgvsTranscript transcript = references.on(contig).get(wanted);
            try {
                String found;
                if (selector == null
                        && (transcript == null
                                || variant.kind() == HgvsKind.GENOMIC
                                || variant.kind() == HgvsKind.MITOCHONDRIAL)) {
                    found = normalizer.normalize(variant).toString();
                } else if (transcript == null) {
                    names.named("the transcript is selected by a number or an old name");
                    continue;
                } else {
                    Nucleotide normal = normalizer.normalize(variant, transcript);
                    HgvsReference named = selector == null
                                    || wanted.startsWith("NM_")
                                    || wanted.startsWith("NR_")
                                    || wanted.startsWith("ENST")
                            ? normal.reference()
                            : new HgvsReference(contig, HgvsReference.of(transcript.accession()));
                    found = new Nucleotide(named, normal.kind(), normal.location(), normal.edit(), normal.predicted())
                            .toString();
                }
                if (found.equals(expected)) {
                    names.equal();
                } else if (line.contains("second_opinion")) {
                    names.named("another project disagrees with mutalyzer");
                } else if (expected.contains(":g.[") || expected.contains(":c.[") || expected.matches(".*ins\\d.*")) {
                    names.named("mutalyzer splits a long delins, or keeps a copied location");
                } else {
                    names.unexplained(input + ": expected " + expected + ", found " + found);
                }
            } catch (HgvsException e) {
                if (input.matches(".*[pq]ter.*")) {
                    names.named("the ends of a chromosome are not replaced by positions");
                } else if (input.matches("NG_[0-9.]+:c.*")) {
                    names.named("mutalyzer chooses a transcript where none is named");
                } else if (input.matches(".*insN[GM]_.*|.*_183\\+.*")) {
                    names.named("bases of other references are not fetched");
                } else {
                    names.unexplained(input + ": expected " + expected + ", found " + e.getMessage());
                }
            }
        }
        names.assertNothingUnexplained(90);
    }

    /** Mutalyzer's checks (error or none), its conversions from SPDI, and names that both programs only have to read. */
    @Test
    void mutalyzerMore() throws IOException {
        References references = new References();
        HgvsNormalizer normalizer = HgvsNormalizer.of(references.genome());
        TableReport checks = new TableReport("normalize/mutalyzer_more.jsonl checks");
        TableReport spdi = new TableReport("normalize/mutalyzer_more.jsonl SPDI");
        TableReport read = new TableReport("normalize/mutalyzer_more.jsonl names that are read");
        TableReport others = new TableReport("normalize/mutalyzer_more.jsonl algebra and back translation");
        for (String line : TableReport.lines(Needs.data(FOLDER + "mutalyzer_more.jsonl"))) {
            String input = Json.text(line, "input_description");
            switch (Json.text(line, "test")) {
                case "test_error", "test_no_errors" -> {
                    boolean isError = Json.text(line, "test").equals("test_error");
                    String refusal = refusal(normalizer, references, input);
                    String reason = isError == !refusal.isEmpty() ? "" : checkDifference(input, isError);
                    if (isError == !refusal.isEmpty()) {
                        checks.equal();
                    } else if (!reason.isEmpty()) {
                        checks.named(reason);
                    } else {
                        checks.unexplained(input + (isError ? " is accepted" : ": " + refusal));
                    }
                }
                case "test_spdi_converter" -> {
                    String expected = Json.text(line, "normalized");
                    if (expected.contains(":g.")) {
                        String plain = input.replaceAll("\\(.*\\)", "");
                        spdi.compare(input, expected, normalizer.ofSpdi(plain).toString());
                    } else {
                        String found = normalizer.ofSpdi(input).toString();
                        HgvsTranscript transcript = references
                                .on(input.substring(0, input.indexOf(':')))
                                .get("");
                        spdi.compare(input, expected, onTranscript(found, transcript));
                    }
                }
                case "test_errors" -> {
                    String refused = "";
                    try {
                        normalizer.ofSpdi(input);
                    } catch (HgvsException e) {
                        refused = "refused";
                    }
                    spdi.compare(input, "refused", refused);
                }
                case "test_to_hgvs_locations_simple" -> {
                    String name = Json.text(line, "hgvs");
                    try {
                        if (name.contains("(?_?)")) {
                            read.named("an interval of which both ends are unknown is written (?)");
                        } else {
                            read.compare(name, name, HgvsParser.parse(name).toString());
                        }
                    } catch (ParseException e) {
                        read.named("an extension of mutalyzer: several bases before >");
                    }
                }
                default -> others.notComputable();
            }
        }
        checks.assertNothingUnexplained(79);
        spdi.assertNothingUnexplained(10);
        read.assertNothingUnexplained(27);
        others.print();
    }

    /** Counts along the transcript itself: n. without a coding sequence, otherwise c. */
    private static String onTranscript(String name, @Nullable HgvsTranscript transcript) {
        Nucleotide change = (Nucleotide) HgvsParser.parse(name.replace(":g.", ":n."));
        if (transcript == null || !transcript.isCoding() || change.location() == null) {
            return change.toString();
        }
        HgvsPosition first = Positions.written(
                transcript, HgvsKind.CODING, change.location().first().base(), 0);
        HgvsPosition last = Positions.written(
                transcript, HgvsKind.CODING, change.location().last().base(), 0);
        return new Nucleotide(change.reference(), HgvsKind.CODING, HgvsLocation.of(first, last), change.edit(), false)
                .toString();
    }

    /** Returns why a name is refused, by parser, check or normalizer; empty if it is not. */
    private static String refusal(HgvsNormalizer normalizer, References references, String input) {
        try {
            HgvsVariant parsed = HgvsParser.parse(input);
            List<HgvsCheck.Problem> problems = HgvsCheck.problems(parsed);
            if (!problems.isEmpty()) {
                return problems.get(0).message();
            }
            if (!(parsed instanceof Nucleotide variant)) {
                return "";
            }
            String contig = variant.reference().accession();
            HgvsReference selector = variant.reference().selector();
            HgvsTranscript transcript = references.on(contig).get(selector == null ? "" : selector.accession());
            if (variant.kind() == HgvsKind.GENOMIC || transcript == null) {
                normalizer.normalize(variant);
            } else {
                normalizer.normalize(variant, transcript);
            }
            return "";
        } catch (ParseException | HgvsException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String checkDifference(String input, boolean isError) {
        if (isError) {
            return input.contains("[") && input.contains(";")
                    ? "changes of an allele that overlap are not found"
                    : input.startsWith("NM_004152.3:c.") ? "mutalyzer refuses a coding sequence with a frame slip" : "";
        }
        return input.contains(":g.0_1ins") || input.contains("_15949ins")
                ? "an insertion before the first or after the last base has no two neighbours"
                : "";
    }

    /** Transcripts that were made up for the tests of ferro. */
    @Test
    void mock() {
        Map<String, HgvsTranscript> transcripts = transcripts(json("mock_transcripts.json"));
        HgvsNormalizer normalizer = HgvsNormalizer.of(null);
        TableReport report = new TableReport("normalize/mock.jsonl");
        for (String line : TableReport.lines(Needs.data(FOLDER + "mock.jsonl"))) {
            String input = Json.text(line, "input");
            Nucleotide change = (Nucleotide) HgvsParser.parse(input);
            HgvsTranscript transcript = transcripts.get(change.reference().accession());
            if (transcript == null) {
                report.notComputable();
                continue;
            }
            String expected = Json.text(line, "normalized");
            String found;
            try {
                found = normalizer.normalize(change, transcript).toString();
            } catch (HgvsException e) {
                found = "";
            }
            // the sequences of the table: 49 bases of NM_POLY.1 end in A, those of NM_000088.3 are C from 4 to 9
            Map<String, String> counted = Map.of(
                    "NM_POLY.1:c.4del", "NM_POLY.1:c.49del",
                    "NM_000088.3:c.7del", "NM_000088.3:c.9del",
                    "NM_001234.1:c.-3del", "NM_001234.1:c.1del",
                    "NM_001234.1:c.*3del", "NM_001234.1:c.*5del",
                    "NM_000088.3:c.459dup", "");
            if (!found.equals(expected) && found.equals(counted.get(input))) {
                report.named(
                        found.isEmpty()
                                ? "a position beyond the sequence of the table"
                                : "the end of a run of one base, counted in the sequence of the table, is another");
            } else {
                report.compare(input, expected, found);
            }
        }
        report.assertNothingUnexplained(1);
    }
}

package omega.genomics.hgvs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/** Gene models of the rows of a table, and as much of their genome as the tables have: the exons. Other bases are N. */
final class TableModels implements ReferenceSequence {
    private record Stretch(int start, String bases) {}

    private final Map<String, Transcript> transcripts = new HashMap<>();
    private final Map<String, List<Stretch>> genome = new HashMap<>();
    private final Map<String, ConsequenceAnnotator> annotators = new HashMap<>();

    static int[] numbers(String list) {
        return Arrays.stream(list.split(",", -1))
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Adds a transcript whose coding sequence includes the stop codon, as all these tables have it. */
    void add(Map<String, String> row, String contig, String bases) {
        if (row.get("exon_starts").isEmpty()) {
            return;
        }
        Transcript transcript = transcript(row, contig);
        transcripts.put(transcript.id(), transcript);
        if (bases.isEmpty()) {
            return;
        }
        boolean reverse = transcript.strand().isReverse();
        String upper = bases.toUpperCase(java.util.Locale.ROOT);
        int at = 0;
        for (Exon exon : transcript.exons()) {
            // a tail of As beyond the last exon is in the table's sequence only
            int length = Math.min(exon.length(), upper.length() - at);
            String text = upper.substring(at, at + length);
            String forward = reverse ? Bases.reverseComplement(text) : text;
            genome(contig, reverse ? exon.end() - length + 1 : exon.start(), forward);
            at += length;
        }
    }

    void add(Transcript transcript) {
        transcripts.put(transcript.id(), transcript);
    }

    void genome(String contig, int start, String bases) {
        genome.computeIfAbsent(contig, name -> new ArrayList<>()).add(new Stretch(start, bases));
    }

    private static Transcript transcript(Map<String, String> row, String contig) {
        Strand strand = row.get("strand").equals("-") ? Strand.MINUS : Strand.PLUS;
        boolean reverse = strand.isReverse();
        int[] starts = numbers(row.get("exon_starts"));
        int[] ends = numbers(row.get("exon_ends"));
        int n = starts.length;
        Transcript.Builder builder =
                Transcript.builder(row.get("tx"), row.get("gene"), contig, starts[0] + 1, ends[n - 1], strand);
        String first = row.get("cds_start");
        boolean isCoding = first != null && !first.isEmpty() && !first.equals(row.get("cds_end"));
        int from = isCoding ? Integer.parseInt(first) + 1 : Integer.MAX_VALUE;
        int to = isCoding ? Integer.parseInt(row.get("cds_end")) : 0;
        List<Interval> coding = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            int i = reverse ? n - 1 - k : k;
            builder.add(Exon.builder(k + 1, starts[i] + 1, ends[i], strand).build());
            if (starts[i] + 1 <= to && from <= ends[i]) {
                coding.add(new Interval(Math.max(from, starts[i] + 1), Math.min(to, ends[i])));
            }
        }
        return isCoding
                ? builder.biotype("protein_coding")
                        .add(coding(coding, reverse, row.get("protein")))
                        .build()
                : builder.biotype("lncRNA").build();
    }

    /** Splits the last three coding bases off as the stop codon. */
    private static Cds coding(List<Interval> coding, boolean reverse, @Nullable String protein) {
        List<Interval> stop = new ArrayList<>();
        List<Interval> rest = new ArrayList<>(coding);
        int missing = 3;
        while (missing > 0) {
            Interval last = rest.remove(rest.size() - 1);
            int taken = Math.min(missing, last.length());
            stop.add(
                    0,
                    reverse
                            ? new Interval(last.start(), last.start() + taken - 1)
                            : new Interval(last.end() - taken + 1, last.end()));
            if (taken < last.length()) {
                rest.add(
                        reverse
                                ? new Interval(last.start() + taken, last.end())
                                : new Interval(last.start(), last.end() - taken));
            }
            missing -= taken;
        }
        int[] phases = Cds.phases(0, rest.stream().mapToInt(Interval::length).toArray());
        Cds.Builder cds = Cds.builder()
                .complete(true, true)
                .stopCodon(stop)
                .proteinId(protein == null || protein.isEmpty() ? null : protein);
        for (int i = 0; i < phases.length; i++) {
            cds.add(new CodingSegment(rest.get(i).start(), rest.get(i).end(), phases[i]));
        }
        return cds.build();
    }

    @Nullable
    Transcript transcript(String id) {
        return transcripts.get(id);
    }

    @Override
    public byte[] bases(Region region) {
        byte[] bases = new byte[region.end() - region.start() + 1];
        Arrays.fill(bases, (byte) 'N');
        for (Stretch stretch : genome.getOrDefault(region.contig(), List.of())) {
            int from = Math.max(region.start(), stretch.start);
            int to = Math.min(region.end(), stretch.start + stretch.bases.length() - 1);
            if (from <= to) {
                for (int at = from; at <= to; at++) {
                    bases[at - region.start()] = (byte) stretch.bases.charAt(at - stretch.start);
                }
            }
        }
        return bases;
    }

    /** Returns whether a row states other bases than the exons have. */
    boolean contradicts(String contig, int position, String ref) {
        if (ref.isEmpty()) {
            return false;
        }
        byte[] known = bases(new Region(contig, position, position + ref.length() - 1));
        for (int i = 0; i < known.length; i++) {
            if (known[i] != 'N' && known[i] != ref.charAt(i)) {
                return true;
            }
        }
        return false;
    }

    /** Puts bases that a row states where the genome has none. */
    void state(String contig, int position, String ref) {
        if (!ref.isEmpty()
                && new String(
                                bases(new Region(contig, position, position + ref.length() - 1)),
                                StandardCharsets.US_ASCII)
                        .contains("N")) {
            byte[] known = bases(new Region(contig, position, position + ref.length() - 1));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < known.length; i++) {
                text.append(known[i] == 'N' ? ref.charAt(i) : (char) known[i]);
            }
            genome(contig, position, text.toString());
        }
    }

    /** The names of an allele on a transcript, from the values and from the bytes, which must agree where REF is the genome's. */
    HgvsNormalizer.Names names(String id, int position, String ref, String alt) {
        Transcript transcript = transcripts.get(id);
        String contig = transcript.contig();
        HgvsNormalizer.Names names = HgvsNormalizer.of(this)
                .withStatedBases(HgvsNormalizer.StatedBases.REPLACE)
                .toNames(
                        new GenomicAllele(contig, position, ref, alt),
                        HgvsTranscript.of(transcript, contig, this, GeneticCode.STANDARD));
        HgvsNames bytes =
                HgvsNamer.builder(List.of(gene(transcript)), this).build().names();
        if (bytes.read(contig, position, ref, alt) == HgvsNames.Outcome.NAMED && bytes.count() == 1) {
            if (!bytes.transcript(0).toString().equals(names.transcript().toString())
                    || !bytes.protein(0)
                            .toString()
                            .equals(
                                    names.protein() == null
                                            ? ""
                                            : names.protein().toString())) {
                throw new AssertionError(names + " as bytes: " + bytes.transcript(0) + " " + bytes.protein(0));
            }
        }
        return names;
    }

    List<Gene> genes() {
        return transcripts.values().stream().map(TableModels::gene).toList();
    }

    private static Gene gene(Transcript transcript) {
        return Gene.builder(
                        "G-" + transcript.id(),
                        transcript.contig(),
                        transcript.start(),
                        transcript.end(),
                        transcript.strand())
                .biotype(transcript.biotype().orElse(null))
                .add(transcript)
                .build();
    }

    /** Returns the consequence of an allele for a transcript; null if there is none. */
    @Nullable
    TranscriptConsequence consequence(String id, int position, String ref, String alt, @Nullable SeverityOrder order) {
        Transcript transcript = transcripts.get(id);
        ConsequenceAnnotator annotator = annotators.computeIfAbsent(id, key -> {
            ConsequenceAnnotator.Builder builder = ConsequenceAnnotator.builder(List.of(gene(transcript)))
                    .reference(this)
                    .likeVep(true);
            return order == null ? builder.build() : builder.severity(order).build();
        });
        return annotator
                .annotate(transcript.contig(), position, ref, alt)
                .map(all -> all.all().get(0))
                .filter(found -> found.transcript().isPresent() || found.terms().contains(ConsequenceTerm.INTERGENIC))
                .orElse(null);
    }
}

package omega.genomics.gtf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.internal.scan.StableIds;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/** The rows of one gene, in the order of Ensembl's files: gene, then each transcript with its exons, CDS and codons. */
final class GeneRows {
    private static final Set<String> PARTIAL_KEYS = Set.of("partial", "start_range", "end_range", "pseudo");

    private final boolean gff3;
    private final Consumer<Feature> out;

    GeneRows(GtfDialect dialect, Consumer<Feature> out) {
        this.gff3 = dialect == GtfDialect.GFF3;
        this.out = out;
    }

    void write(Gene gene) {
        if (gff3 || !gene.isDerived()) {
            List<Map.Entry<String, String>> about = geneId(gene);
            about.addAll(gene.attributes().entries());
            row(gene, gene.type(), gene.source(), gene.start(), gene.end(), gene.strand(), -1, about);
        }
        gene.transcripts().forEach(transcript -> transcript(gene, transcript));
    }

    private void transcript(Gene gene, Transcript transcript) {
        boolean hasRow = gff3 || !transcript.isDerived();
        if (hasRow) {
            List<Map.Entry<String, String>> about = transcriptId(gene, transcript);
            about.addAll(transcript.attributes().entries());
            String type = transcript.type();
            row(gene, type, transcript.source(), transcript.start(), transcript.end(), transcript.strand(), -1, about);
        }
        for (Exon exon : transcript.exons()) {
            exon(gene, transcript, exon, hasRow);
        }
        for (Cds cds : transcript.allCds()) {
            coding(gene, transcript, cds);
        }
        if (!toldByException(transcript)) {
            transcript.selenocysteines().forEach(at -> codon(gene, transcript, "Selenocysteine", at, -1));
        }
    }

    /** RefSeq tells of selenocysteines in an attribute, which is written with the others. */
    private static boolean toldByException(Transcript transcript) {
        return transcript.attributes().first("transl_except").isPresent()
                || transcript.allCds().stream()
                        .anyMatch(cds -> cds.attributes().first("transl_except").isPresent());
    }

    private void exon(Gene gene, Transcript transcript, Exon exon, boolean hasRow) {
        List<Map.Entry<String, String>> about = partOf(gene, transcript);
        if (exon.attributes().first("exon_number").isEmpty()) {
            add(about, "exon_number", String.valueOf(exon.number()));
        }
        exon.id().ifPresent(id -> add(about, "exon_id", id));
        exon.version().ifPresent(version -> add(about, "exon_version", String.valueOf(version)));
        if (!hasRow) {
            about.addAll(transcript.attributes().entries());
        }
        about.addAll(exon.attributes().entries());
        row(gene, "exon", transcript.source(), exon.start(), exon.end(), exon.strand(), -1, about);
    }

    // ---- coding sequences

    private void coding(Gene gene, Transcript transcript, Cds cds) {
        for (CodingSegment segment : gff3 ? withStopCodon(transcript, cds) : cds.segments()) {
            List<Map.Entry<String, String>> about = partOf(gene, transcript);
            if (gff3) {
                cds.id().ifPresent(id -> about.add(0, Map.entry("ID", id)));
            }
            exonAt(transcript, segment.start())
                    .ifPresent(exon -> add(about, "exon_number", String.valueOf(exon.number())));
            cds.proteinId().ifPresent(id -> add(about, "protein_id", id));
            about.addAll(cds.attributes().entries());
            if (gff3) {
                missingEnds(about, transcript, cds);
            }
            Strand strand =
                    exonAt(transcript, segment.start()).map(Exon::strand).orElse(transcript.strand());
            row(gene, "CDS", transcript.source(), segment.start(), segment.end(), strand, segment.phase(), about);
        }
        codons(gene, transcript, "start_codon", cds.startCodon());
        codons(gene, transcript, "stop_codon", cds.stopCodon());
    }

    /**
     * A reader of GFF3 takes the first and the last three bases for codons unless something says that they are not, so that a
     * coding sequence that lacks an end must say so, as Ensembl's do.
     */
    private static void missingEnds(List<Map.Entry<String, String>> about, Transcript transcript, Cds cds) {
        if (isToldPartial(transcript.attributes()) || isToldPartial(cds.attributes())) {
            return;
        }
        if (cds.startCodon().isEmpty() && cds.firstPhase() == 0) {
            add(about, "tag", "cds_start_NF");
        }
        boolean neverStopped = transcript.type().endsWith("_gene_segment")
                || transcript.biotype().filter("non_stop_decay"::equals).isPresent();
        if (cds.stopCodon().isEmpty() && !neverStopped && couldEndInStop(cds)) {
            add(about, "tag", "cds_end_NF");
        }
    }

    private static boolean couldEndInStop(Cds cds) {
        boolean completed = cds.attributes().first("transl_except").isPresent();
        return completed || (cds.length() - cds.firstPhase()) % 3 == 0;
    }

    private static boolean isToldPartial(Attributes attributes) {
        return attributes.keys().stream().anyMatch(PARTIAL_KEYS::contains)
                || attributes.has("tag", "cds_start_NF")
                || attributes.has("tag", "cds_end_NF");
    }

    private static Optional<Exon> exonAt(Transcript transcript, int position) {
        return transcript.exons().stream()
                .filter(exon -> exon.interval().contains(position))
                .findFirst();
    }

    /** GFF3 counts the stop codon as coding: it lengthens the segment it touches, or is a segment behind it. */
    private static List<CodingSegment> withStopCodon(Transcript transcript, Cds cds) {
        List<CodingSegment> segments = new ArrayList<>(cds.segments());
        boolean reverse = transcript.strand().isReverse();
        for (Interval stop : cds.stopCodon()) {
            CodingSegment last = segments.get(segments.size() - 1);
            boolean touches = reverse ? stop.end() + 1 == last.start() : last.end() + 1 == stop.start();
            if (touches) {
                int start = Math.min(stop.start(), last.start());
                int end = Math.max(stop.end(), last.end());
                segments.set(segments.size() - 1, new CodingSegment(start, end, last.phase()));
            } else {
                int phase = Math.floorMod(last.phase() - last.length(), 3);
                segments.add(new CodingSegment(stop.start(), stop.end(), phase));
            }
        }
        return segments;
    }

    private void codons(Gene gene, Transcript transcript, String type, List<Interval> codon) {
        int bases = 0;
        for (Interval part : codon) {
            codon(gene, transcript, type, part, Math.floorMod(-bases, 3));
            bases += part.length();
        }
    }

    private void codon(Gene gene, Transcript transcript, String type, Interval at, int frame) {
        List<Map.Entry<String, String>> about = partOf(gene, transcript);
        Strand strand = exonAt(transcript, at.start()).map(Exon::strand).orElse(transcript.strand());
        row(gene, type, transcript.source(), at.start(), at.end(), strand, frame, about);
    }

    // ---- attributes

    private List<Map.Entry<String, String>> geneId(Gene gene) {
        List<Map.Entry<String, String>> about = new ArrayList<>();
        if (gff3) {
            add(about, "ID", "gene:" + gene.writtenId());
            gene.name().ifPresent(name -> add(about, "Name", name));
            gene.biotype().ifPresent(biotype -> add(about, "biotype", biotype));
        }
        add(about, "gene_id", gene.writtenId());
        version(about, "gene_version", gene.writtenId(), gene.version());
        if (!gff3) {
            gene.name().ifPresent(name -> add(about, "gene_name", name));
            gene.biotype().ifPresent(biotype -> add(about, "gene_biotype", biotype));
        }
        return about;
    }

    private List<Map.Entry<String, String>> transcriptId(Gene gene, Transcript transcript) {
        List<Map.Entry<String, String>> about = gff3 ? new ArrayList<>() : geneId(gene);
        if (gff3) {
            add(about, "ID", "transcript:" + transcript.writtenId());
            add(about, "Parent", "gene:" + gene.writtenId());
            transcript.name().ifPresent(name -> add(about, "Name", name));
            transcript.biotype().ifPresent(biotype -> add(about, "biotype", biotype));
        }
        add(about, "transcript_id", transcript.writtenId());
        version(about, "transcript_version", transcript.writtenId(), transcript.version());
        if (!gff3) {
            transcript.name().ifPresent(name -> add(about, "transcript_name", name));
            transcript.biotype().ifPresent(biotype -> add(about, "transcript_biotype", biotype));
        }
        return about;
    }

    private List<Map.Entry<String, String>> partOf(Gene gene, Transcript transcript) {
        if (!gff3) {
            return transcriptId(gene, transcript);
        }
        List<Map.Entry<String, String>> about = new ArrayList<>();
        add(about, "Parent", "transcript:" + transcript.writtenId());
        return about;
    }

    /** A version that the id does not show has an attribute of its own. */
    private static void version(
            List<Map.Entry<String, String>> about, String key, String writtenId, OptionalInt version) {
        if (version.isPresent() && StableIds.of(writtenId).version() != version.getAsInt()) {
            add(about, key, String.valueOf(version.getAsInt()));
        }
    }

    private static void add(List<Map.Entry<String, String>> about, String key, String value) {
        about.add(Map.entry(key, value));
    }

    private void row(
            Gene gene,
            String type,
            String source,
            int start,
            int end,
            Strand strand,
            int frame,
            List<Map.Entry<String, String>> about) {
        out.accept(new Feature(
                gene.contig(),
                source,
                type,
                start,
                end,
                OptionalDouble.empty(),
                strand,
                frame < 0 ? OptionalInt.empty() : OptionalInt.of(frame),
                Attributes.of(about)));
    }
}

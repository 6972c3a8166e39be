package omega.genomics.postgres.load.genes;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.release.Digests;
import omega.genomics.postgres.load.run.AssemblyChecks;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/** Writes gene models as rows of the six tables, keys counted up. The column lists are those of the COPYs. */
final class GeneRows {
    static final Map<String, String> COLUMNS = columns();
    static final List<String> ALIAS_KEYS = List.of("gene_synonym", "Alias", "synonyms", "Synonyms");

    private final int datasetId;
    private final ContigNames contigs;
    private final AssemblyChecks checks;
    private final BinaryCopyWriter genes;
    private final BinaryCopyWriter transcripts;
    private final BinaryCopyWriter exons;
    private final BinaryCopyWriter codingSequences;
    private final BinaryCopyWriter cds;
    private final BinaryCopyWriter aliases;
    private final Set<String> aliasesSeen = new HashSet<>();
    private String lastContig = "";
    private int lastPosition;
    private final @Nullable KnownGenes known;
    private int geneKey;
    private int transcriptKey;
    private int longestGene;
    private long rowBegin;

    /** The last keys that are used. */
    record Keys(int gene, int transcript) {}

    /** @param known genes that need not be written, since they are there just so; null for a load without a release */
    GeneRows(
            int datasetId,
            ContigNames contigs,
            AssemblyChecks checks,
            Map<String, StagedTable> tables,
            Keys last,
            @Nullable KnownGenes known) {
        this.datasetId = datasetId;
        this.contigs = contigs;
        this.checks = checks;
        genes = table(tables, "genes");
        transcripts = table(tables, "transcripts");
        exons = table(tables, "exons");
        codingSequences = table(tables, "coding_sequences");
        cds = table(tables, "cds");
        aliases = table(tables, "gene_aliases");
        geneKey = last.gene();
        transcriptKey = last.transcript();
        this.known = known;
    }

    private static BinaryCopyWriter table(Map<String, StagedTable> tables, String name) {
        return java.util.Objects.requireNonNull(tables.get(name), name).rows();
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(
                "genes",
                "dataset_id, gene_key, gene_id, gene_version, written_id, gene_name, feature_type, biotype, source,"
                        + " chromosome, start_pos, end_pos, strand, is_derived, attributes, digest");
        columns.put(
                "transcripts",
                "dataset_id, transcript_key, gene_key, transcript_id, transcript_version, written_id, transcript_name,"
                        + " feature_type, biotype, source, chromosome, start_pos, end_pos, strand, exon_count, spliced_length,"
                        + " is_derived, selenocysteines, attributes, digest");
        columns.put(
                "exons",
                "dataset_id, transcript_key, exon_number, start_pos, end_pos, strand, exon_id, exon_version, attributes");
        columns.put(
                "coding_sequences",
                "dataset_id, transcript_key, cds_number, cds_id, protein_id, start_pos, end_pos, length, start_codon,"
                        + " stop_codon, start_complete, stop_complete, attributes");
        columns.put("cds", "dataset_id, transcript_key, cds_number, segment_number, start_pos, end_pos, phase");
        columns.put("gene_aliases", "dataset_id, alias, symbol, source");
        return java.util.Collections.unmodifiableMap(columns);
    }

    int longestGene() {
        return longestGene;
    }

    /** Writes a gene with everything below it. */
    void write(Gene gene) {
        check(gene);
        longestGene = Math.max(longestGene, gene.length());
        if (known != null) {
            keyed().forEach(BinaryCopyWriter::mark);
        }
        int lastTranscript = transcriptKey;
        geneKey++;
        long below = 0;
        for (Transcript transcript : gene.transcripts()) {
            below += write(transcript);
        }
        begin(genes, 16);
        genes.putInt(datasetId);
        genes.putInt(geneKey);
        genes.putText(gene.id());
        put(genes, gene.version());
        genes.putText(gene.writtenId().equals(gene.id()) ? null : gene.writtenId());
        genes.putText(gene.name().orElse(null));
        genes.putText(gene.type());
        genes.putText(gene.biotype().orElse(null));
        genes.putText(gene.source());
        genes.putText(contigs.stored(gene.contig()));
        genes.putInt(gene.start());
        genes.putInt(gene.end());
        genes.putText(gene.strand().toString());
        genes.putBoolean(gene.isDerived());
        AttributesJson.put(genes, gene.attributes());
        long digest = putDigest(genes, 2, below);
        writeAliases(gene);
        if (known != null && known.take(digest)) {
            keyed().forEach(BinaryCopyWriter::reset);
            geneKey--;
            transcriptKey = lastTranscript;
        }
    }

    private List<BinaryCopyWriter> keyed() {
        return List.of(genes, transcripts, exons, codingSequences, cds);
    }

    private void begin(BinaryCopyWriter rows, int columns) {
        rowBegin = rows.position();
        rows.startRow(columns);
    }

    /**
     * Goes on with the row that is being written, which begins with keys: they do not count.
     *
     * @param keys how many, each an int
     */
    private long digested(long digest, BinaryCopyWriter rows, int keys) {
        return known == null
                ? digest
                : Digests.of(
                        digest,
                        rows.block(),
                        rows.offset(rowBegin) + Short.BYTES + 2 * Integer.BYTES * keys,
                        rows.end());
    }

    /** Puts the digest of the row and of those below it as its last column. */
    private long putDigest(BinaryCopyWriter rows, int keys, long below) {
        if (known == null) {
            rows.putNull();
            return 0;
        }
        long digest = Digests.mixed(digested(below, rows, keys));
        rows.putLong(digest);
        return digest;
    }

    private void check(Gene gene) {
        String contig = gene.contig();
        if (!contig.equals(lastContig)) {
            checks.name(contig);
            lastContig = contig;
            lastPosition = checks.lastPosition(contig);
        }
        checks.reaches(contig, gene.end());
        if (gene.end() > lastPosition) {
            throw checks.beyond("gene " + gene.id(), contig, gene.end());
        }
    }

    private void writeAliases(Gene gene) {
        Attributes attributes = gene.attributes();
        for (String key : ALIAS_KEYS) {
            for (String alias : attributes.isEmpty() ? List.<String>of() : attributes.all(key)) {
                String symbol = gene.displayName();
                if (!alias.isBlank() && !alias.equals(symbol) && aliasesSeen.add(key + '\t' + alias + '\t' + symbol)) {
                    aliases.startRow(4);
                    aliases.putInt(datasetId);
                    aliases.putText(alias);
                    aliases.putText(symbol);
                    aliases.putText(key);
                }
            }
        }
    }

    /** Returns the digest, which is the same wherever in its gene the transcript is. */
    private long write(Transcript transcript) {
        transcriptKey++;
        long below = writeCoding(writeExons(0, transcript), transcript.allCds());
        begin(transcripts, 20);
        transcripts.putInt(datasetId);
        transcripts.putInt(transcriptKey);
        transcripts.putInt(geneKey);
        transcripts.putText(transcript.id());
        put(transcripts, transcript.version());
        transcripts.putText(transcript.writtenId().equals(transcript.id()) ? null : transcript.writtenId());
        transcripts.putText(transcript.name().orElse(null));
        transcripts.putText(transcript.type());
        transcripts.putText(transcript.biotype().orElse(null));
        transcripts.putText(transcript.source());
        transcripts.putText(contigs.stored(transcript.contig()));
        transcripts.putInt(transcript.start());
        transcripts.putInt(transcript.end());
        transcripts.putText(transcript.strand().toString());
        transcripts.putInt(transcript.exons().size());
        transcripts.putInt(transcript.splicedLength());
        transcripts.putBoolean(transcript.isDerived());
        transcripts.putInts(bounds(transcript.selenocysteines()));
        AttributesJson.put(transcripts, transcript.attributes());
        return putDigest(transcripts, 3, below);
    }

    private long writeExons(long before, Transcript transcript) {
        long digest = before;
        int number = 0;
        for (Exon exon : transcript.exons()) {
            begin(exons, 9);
            exons.putInt(datasetId);
            exons.putInt(transcriptKey);
            exons.putInt(++number);
            exons.putInt(exon.start());
            exons.putInt(exon.end());
            exons.putText(
                    exon.strand() == transcript.strand() ? null : exon.strand().toString());
            exons.putText(exon.id().orElse(null));
            put(exons, exon.version());
            AttributesJson.put(exons, exon.attributes());
            digest = digested(digest, exons, 2);
        }
        return digest;
    }

    private long writeCoding(long before, List<Cds> all) {
        long digest = before;
        int number = 0;
        for (Cds sequence : all) {
            number++;
            begin(codingSequences, 13);
            codingSequences.putInt(datasetId);
            codingSequences.putInt(transcriptKey);
            codingSequences.putInt(number);
            codingSequences.putText(sequence.id().orElse(null));
            codingSequences.putText(sequence.proteinId().orElse(null));
            codingSequences.putInt(sequence.start());
            codingSequences.putInt(sequence.end());
            codingSequences.putInt(sequence.length());
            codingSequences.putInts(bounds(sequence.startCodon()));
            codingSequences.putInts(bounds(sequence.stopCodon()));
            codingSequences.putBoolean(sequence.isStartComplete());
            codingSequences.putBoolean(sequence.isStopComplete());
            AttributesJson.put(codingSequences, sequence.attributes());
            digest = writeSegments(digested(digest, codingSequences, 2), number, sequence.segments());
        }
        return digest;
    }

    private long writeSegments(long before, int cdsNumber, List<CodingSegment> segments) {
        long digest = before;
        int number = 0;
        for (CodingSegment segment : segments) {
            begin(cds, 7);
            cds.putInt(datasetId);
            cds.putInt(transcriptKey);
            cds.putInt(cdsNumber);
            cds.putInt(++number);
            cds.putInt(segment.start());
            cds.putInt(segment.end());
            cds.putInt(segment.phase());
            digest = digested(digest, cds, 2);
        }
        return digest;
    }

    private static void put(BinaryCopyWriter row, OptionalInt value) {
        if (value.isPresent()) {
            row.putInt(value.getAsInt());
        } else {
            row.putNull();
        }
    }

    private static int @Nullable [] bounds(List<Interval> intervals) {
        if (intervals.isEmpty()) {
            return null;
        }
        int[] bounds = new int[2 * intervals.size()];
        for (int i = 0; i < intervals.size(); i++) {
            bounds[2 * i] = intervals.get(i).start();
            bounds[2 * i + 1] = intervals.get(i).end();
        }
        return bounds;
    }
}

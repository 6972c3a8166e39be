package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import omega.genomics.ByteSlice;
import omega.genomics.Region;
import omega.genomics.gtf.AttributeKey;
import omega.genomics.gtf.GtfDialect;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.internal.scan.TextPool;

/**
 * Counts what stands in an annotation: rows by type, genes by biotype and by contig, lengths, and what has no row.
 *
 * <p>One pass; memory grows with the number of different gene and transcript ids (about 20 MB for human), not with the rows.
 * Immutable.
 *
 * <pre>{@code
 * try (GtfReader reader = GtfReader.open(path)) {
 *     AnnotationCensus census = AnnotationCensus.of(reader);
 *     census.biotypes().get("protein_coding");
 * }
 * }</pre>
 *
 * @param lines lines of any kind
 * @param records rows, refused ones included
 * @param skipped rows the lenient reader refused
 * @param genes gene rows; in GFF3 of any type that is a gene
 * @param transcripts transcript rows; in GFF3 of any type that is a transcript
 * @param exons exon rows
 * @param cds CDS rows
 * @param derivedGenes gene ids, counted once a contig, that rows name and that have no row of their own; a gene model may hold
 *     more genes, where it finds one id at several places (UCSC)
 * @param derivedTranscripts transcript ids, counted likewise
 * @param genesWithoutName gene rows without gene_name (GFF3: nor Name)
 * @param genesWithoutBiotype gene rows without gene_biotype or gene_type (GFF3: nor biotype)
 * @param types every feature type with its number of rows, most frequent first
 * @param biotypes every biotype with its number of gene rows, most frequent first
 * @param contigs one entry a contig, in the order of first rows
 * @param totalGeneLength bases in all gene rows together
 * @param longestGene the longest gene row; empty if there is none
 */
public record AnnotationCensus(
        long lines,
        long records,
        long skipped,
        long genes,
        long transcripts,
        long exons,
        long cds,
        long derivedGenes,
        long derivedTranscripts,
        long genesWithoutName,
        long genesWithoutBiotype,
        Map<String, Long> types,
        Map<String, Long> biotypes,
        List<ContigCensus> contigs,
        long totalGeneLength,
        Optional<LongestGene> longestGene) {

    /**
     * Counts of one contig.
     *
     * @param contig its name as the file writes it
     * @param records rows
     * @param genes gene rows
     * @param transcripts transcript rows
     * @param exons exon rows
     * @param cds CDS rows
     * @param start the lowest start of any row, 1-based
     * @param end the highest end of any row, inclusive
     */
    public record ContigCensus(
            String contig, long records, long genes, long transcripts, long exons, long cds, int start, int end) {
        /** Creates a record; nothing in it may be null. */
        public ContigCensus {
            Objects.requireNonNull(contig, "contig");
        }
    }

    /**
     * The longest gene.
     *
     * @param id as the file writes it
     * @param region its place
     */
    public record LongestGene(String id, Region region) {
        /** Creates a record; nothing in it may be null. */
        public LongestGene {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(region, "region");
        }

        /**
         * Returns the number of bases.
         *
         * @return end − start + 1
         */
        public int length() {
            return region.interval().length();
        }
    }

    /**
     * Makes the collections immutable, keeping their order.
     */
    public AnnotationCensus {
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(biotypes, "biotypes");
        Objects.requireNonNull(contigs, "contigs");
        Objects.requireNonNull(longestGene, "longestGene");
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        biotypes = Collections.unmodifiableMap(new LinkedHashMap<>(biotypes));
        contigs = List.copyOf(contigs);
    }

    /**
     * Counts all remaining rows.
     *
     * @param reader is moved to its end, not closed
     * @return the census
     * @throws omega.genomics.ParseException if the reader is strict and a row breaks the format; in any mode if the heap cannot hold the
     *     ids
     */
    public static AnnotationCensus of(GtfReader reader) {
        Objects.requireNonNull(reader, "reader");
        try {
            return count(reader);
        } catch (OutOfMemoryError e) {
            throw RowsInMemory.exceeded(reader.sourceName(), 1);
        }
    }

    private static AnnotationCensus count(GtfReader reader) {
        Counter counter = new Counter(reader.dialect() == GtfDialect.GFF3);
        while (reader.advance()) {
            counter.add(reader.record());
        }
        return counter.census(reader);
    }

    /** Counts while reading. */
    private static final class Counter {
        private static final int GENE_ROW = 1;
        private static final int TRANSCRIPT_ROW = 2;
        private static final int HAS_PARTS = 4;
        private static final int IS_PARENT = 8;
        private static final int HAS_PARENT = 16;
        private static final int OTHER_ROW = 32;

        private final boolean gff3;
        private final TextPool texts = new TextPool();
        private final IdTable genes = new IdTable();
        private final IdTable transcripts = new IdTable();
        private final AttributeKey geneIdKey = AttributeKey.of("gene_id");
        private final AttributeKey transcriptIdKey = AttributeKey.of("transcript_id");
        private final AttributeKey idKey = AttributeKey.of("ID");
        private final AttributeKey parentKey = AttributeKey.of("Parent");
        private final List<AttributeKey> nameKeys;
        private final List<AttributeKey> biotypeKeys;

        private final List<TypeCount> types = new ArrayList<>();
        private final Map<String, long[]> biotypes = new TreeMap<>();
        private final List<ContigCount> contigs = new ArrayList<>();
        private final Map<Integer, Integer> contigRanks = new HashMap<>();
        private TypeCount type = new TypeCount(0, FeatureKind.OTHER, "");
        private ContigCount contig = new ContigCount(0, "", -1);
        private int geneText;
        private int transcriptText;
        private int lastGene = -1;
        private int lastTranscript = -1;

        private final long[] rows = new long[16];
        private long withoutName;
        private long withoutBiotype;
        private long totalLength;
        private int longest;
        private String longestId = "";
        private Region longestRegion = new Region("?", 1, 1);

        Counter(boolean gff3) {
            this.gff3 = gff3;
            this.nameKeys = gff3 ? keys("gene_name", "Name") : keys("gene_name");
            this.biotypeKeys = gff3 ? keys("gene_biotype", "gene_type", "biotype") : keys("gene_biotype", "gene_type");
        }

        private static List<AttributeKey> keys(String... names) {
            List<AttributeKey> keys = new ArrayList<>();
            for (String name : names) {
                keys.add(AttributeKey.of(name));
            }
            return keys;
        }

        private static final class TypeCount {
            final int text;
            final FeatureKind kind;
            final String name;
            long rows;

            TypeCount(int text, FeatureKind kind, String name) {
                this.text = text;
                this.kind = kind;
                this.name = name;
            }
        }

        private static final class ContigCount {
            final int text;
            final String name;
            final int rank;
            final long[] rows = new long[16];
            long records;
            int start = Integer.MAX_VALUE;
            int end;

            ContigCount(int text, String name, int rank) {
                this.text = text;
                this.name = name;
                this.rank = rank;
            }
        }

        void add(GtfRecord row) {
            FeatureKind kind = count(row);
            if (gff3) {
                gff3Ids(row, kind);
            } else if (kind != FeatureKind.OTHER) {
                gtfIds(row, kind);
            }
            if (kind == FeatureKind.GENE) {
                gene(row);
            }
        }

        private FeatureKind count(GtfRecord row) {
            type(row.typeBytes());
            contig(row.contigBytes());
            int code = type.kind.code();
            type.rows++;
            rows[code]++;
            contig.rows[code]++;
            contig.records++;
            contig.start = Math.min(contig.start, row.start());
            contig.end = Math.max(contig.end, row.end());
            return type.kind;
        }

        private void type(ByteSlice slice) {
            if (is(type.text, slice)) {
                return;
            }
            for (TypeCount known : types) {
                if (is(known.text, slice)) {
                    type = known;
                    return;
                }
            }
            int text = intern(slice);
            type = new TypeCount(text, FeatureKind.of(texts.text(text)), texts.text(text));
            types.add(type);
        }

        private void contig(ByteSlice slice) {
            if (is(contig.text, slice)) {
                return;
            }
            int text = intern(slice);
            int known = contigRanks.getOrDefault(text, -1);
            if (known < 0) {
                known = contigs.size();
                contigRanks.put(text, known);
                contigs.add(new ContigCount(text, texts.text(text), known));
            }
            contig = contigs.get(known);
            lastGene = -1;
            lastTranscript = -1;
        }

        private boolean is(int text, ByteSlice slice) {
            return texts.isText(text, slice.array(), slice.offset(), slice.offset() + slice.length());
        }

        private int intern(ByteSlice slice) {
            return texts.intern(slice.array(), slice.offset(), slice.offset() + slice.length());
        }

        private void gtfIds(GtfRecord row, FeatureKind kind) {
            ByteSlice id = row.attribute(geneIdKey);
            if (id != null && (lastGene < 0 || !is(geneText, id))) {
                geneText = intern(id);
                lastGene = geneText == 0 ? -1 : genes.slot(geneText, contig.rank);
            }
            if (id != null && lastGene >= 0) {
                genes.flag(lastGene, kind == FeatureKind.GENE ? GENE_ROW : HAS_PARTS);
            }
            if (kind == FeatureKind.GENE) {
                return;
            }
            id = row.attribute(transcriptIdKey);
            if (id != null && (lastTranscript < 0 || !is(transcriptText, id))) {
                transcriptText = intern(id);
                lastTranscript = transcriptText == 0 ? -1 : transcripts.slot(transcriptText, contig.rank);
            }
            if (id != null && lastTranscript >= 0) {
                transcripts.flag(lastTranscript, kind == FeatureKind.TRANSCRIPT ? TRANSCRIPT_ROW : HAS_PARTS);
            }
        }

        private void gff3Ids(GtfRecord row, FeatureKind kind) {
            boolean child = false;
            int n = kind.isPart() || kind == FeatureKind.TRANSCRIPT ? row.attributeCount() : 0;
            for (int i = 0; i < n; i++) {
                if (row.attributeKey(i).contentEquals("Parent")) {
                    child = true;
                    int parent = genes.slot(intern(row.attributeValue(i)), contig.rank);
                    genes.flag(parent, kind.isPart() ? HAS_PARTS : IS_PARENT);
                }
            }
            ByteSlice id = row.attribute(idKey);
            if (id != null && (!kind.isPart() || !child)) {
                int slot = genes.slot(intern(id), contig.rank);
                genes.flag(slot, child || row.attribute(parentKey) != null ? HAS_PARENT : 0);
                genes.flag(slot, rowFlag(kind));
            }
        }

        private static int rowFlag(FeatureKind kind) {
            return switch (kind) {
                case GENE -> GENE_ROW;
                case TRANSCRIPT -> TRANSCRIPT_ROW;
                case OTHER -> OTHER_ROW;
                default -> HAS_PARTS;
            };
        }

        private void gene(GtfRecord row) {
            withoutName += first(row, nameKeys).isEmpty() ? 1 : 0;
            String biotype = first(row, biotypeKeys);
            if (biotype.isEmpty()) {
                withoutBiotype++;
            } else {
                biotypes.computeIfAbsent(biotype, name -> new long[1])[0]++;
            }
            int length = row.end() - row.start() + 1;
            totalLength += length;
            if (length > longest) {
                longest = length;
                longestId = first(row, gff3 ? List.of(geneIdKey, idKey) : List.of(geneIdKey));
                longestRegion = new Region(row.contig(), row.start(), row.end());
            }
        }

        private static String first(GtfRecord row, List<AttributeKey> keys) {
            for (AttributeKey key : keys) {
                ByteSlice value = row.attribute(key);
                if (value != null && value.length() > 0) {
                    return value.toString();
                }
            }
            return "";
        }

        AnnotationCensus census(GtfReader reader) {
            Map<String, Long> byType = new LinkedHashMap<>();
            types.sort(Comparator.<TypeCount>comparingLong(t -> -t.rows).thenComparing(t -> t.name));
            types.forEach(t -> byType.put(t.name, t.rows));
            Map<String, Long> byBiotype = new LinkedHashMap<>();
            biotypes.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<String, long[]>>comparingLong(e -> -e.getValue()[0])
                            .thenComparing(Map.Entry::getKey))
                    .forEach(e -> byBiotype.put(e.getKey(), e.getValue()[0]));
            return new AnnotationCensus(
                    reader.lines(),
                    reader.records() + reader.skipped() + reader.filtered(),
                    reader.skipped(),
                    rows(rows, FeatureKind.GENE),
                    rows(rows, FeatureKind.TRANSCRIPT),
                    rows(rows, FeatureKind.EXON),
                    rows(rows, FeatureKind.CDS),
                    derivedGenes(),
                    derivedTranscripts(),
                    withoutName,
                    withoutBiotype,
                    byType,
                    byBiotype,
                    contigs.stream().map(Counter::contigCensus).toList(),
                    totalLength,
                    longest == 0 ? Optional.empty() : Optional.of(new LongestGene(longestId, longestRegion)));
        }

        private static long rows(long[] counts, FeatureKind kind) {
            return counts[kind.code()];
        }

        private static ContigCensus contigCensus(ContigCount count) {
            return new ContigCensus(
                    count.name,
                    count.records,
                    rows(count.rows, FeatureKind.GENE),
                    rows(count.rows, FeatureKind.TRANSCRIPT),
                    rows(count.rows, FeatureKind.EXON),
                    rows(count.rows, FeatureKind.CDS),
                    count.start,
                    count.end);
        }

        private long derivedGenes() {
            if (!gff3) {
                return genes.count(HAS_PARTS, GENE_ROW);
            }
            return genes.count(IS_PARENT, GENE_ROW | TRANSCRIPT_ROW | OTHER_ROW | HAS_PARENT)
                    + genes.count(TRANSCRIPT_ROW, GENE_ROW | HAS_PARENT)
                    + genes.count(HAS_PARTS, GENE_ROW | TRANSCRIPT_ROW | OTHER_ROW | HAS_PARENT | IS_PARENT);
        }

        private long derivedTranscripts() {
            return gff3
                    ? genes.count(HAS_PARTS, TRANSCRIPT_ROW | OTHER_ROW)
                    : transcripts.count(HAS_PARTS, TRANSCRIPT_ROW);
        }
    }
}

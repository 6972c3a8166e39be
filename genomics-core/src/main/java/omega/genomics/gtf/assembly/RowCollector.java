package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.Severity;
import omega.genomics.gtf.AttributeScanner;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.RowTemplate;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.IntColumn;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.TextPool;
import org.jspecify.annotations.Nullable;

/**
 * Files one row after the other into {@link AssemblyTables}, in any order of lines.
 *
 * <p>Values that name or describe the gene or transcript go to its slot, the first one that is not empty standing; what is left
 * is kept as the row's own attributes.
 */
final class RowCollector {
    private static final int MISSING = 0;
    private static final int FEW = 16;

    private final AssemblyTables tables;
    private final TextPool texts;
    private final Reporter reports;
    private final AttributeKeys keys;

    private final int[] cachedTypes = new int[64];
    private final FeatureKind[] cachedKinds = new FeatureKind[64];
    private final int[] role = new int[AttributeRole.COUNT];
    /** For rows that no template has read, and for each template. */
    private final List<RowMemory> memories = new ArrayList<>(List.of(new RowMemory()));

    private int[] parents = new int[4];
    private int parentCount;
    /** The parents of the row once there are more than a few. */
    private final Set<Integer> manyParents = new HashSet<>();

    private int exonNumber;
    private int set;

    private int contigText;
    private int sourceText;
    private int lastTranscriptText;
    private int lastContig = AssemblyTables.NONE;
    private int lastSlot = AssemblyTables.NONE;

    /** Transcripts whose rows name several genes, which is told once each. */
    private final BitSet conflicting = new BitSet();

    public RowCollector(AssemblyTables tables, Reporter reports) {
        this.tables = tables;
        this.texts = tables.texts;
        this.reports = reports;
        this.keys = new AttributeKeys(texts, tables.gff3);
        Arrays.fill(cachedTypes, -1);
        Arrays.fill(cachedKinds, FeatureKind.OTHER);
    }

    public void add(GtfRecord row) {
        int type = text(row.typeBytes());
        FeatureKind kind = kind(type);
        contigText = again(contigText, row.contigBytes());
        int contig = tables.contig(contigText);
        tables.fates.read(contig);
        if (kind == FeatureKind.OTHER && !tables.gff3) {
            tables.fates.fold(contig);
            return;
        }
        if (kind == FeatureKind.OTHER && AlignmentRows.isOne(row)) {
            Diagnostic refused = tables.alignments.add(row, Severity.WARNING);
            if (refused != null) {
                reports.accept(refused);
            }
        }
        attributes(row, kind);
        if (kind.isPart()) {
            part(row, kind, contig);
        } else {
            node(row, kind, type, contig);
        }
    }

    private int text(ByteSlice slice) {
        return texts.intern(slice.array(), slice.offset(), slice.offset() + slice.length());
    }

    private int again(int guess, ByteSlice slice) {
        int from = slice.offset();
        boolean same = texts.isText(guess, slice.array(), from, from + slice.length());
        return same ? guess : text(slice);
    }

    private FeatureKind kind(int type) {
        int at = type & (cachedTypes.length - 1);
        if (cachedTypes[at] != type) {
            cachedTypes[at] = type;
            cachedKinds[at] = FeatureKind.of(texts.text(type));
        }
        return cachedKinds[at];
    }

    /** Sorts the attributes into those with a role and the rest. */
    private void attributes(GtfRecord row, FeatureKind kind) {
        Arrays.fill(role, MISSING);
        parentCount = 0;
        if (!manyParents.isEmpty()) {
            manyParents.clear();
        }
        exonNumber = -1;
        boolean keeps = kind != FeatureKind.UTR && kind != FeatureKind.START_CODON && kind != FeatureKind.STOP_CODON;
        tables.sets.begin();
        AttributeScanner scanner = row.scanner();
        int n = scanner.count();
        RowMemory memory = memory(scanner.template(), n);
        long repeats = memory.repeats;
        AttributeKeys.Key[] rowKeys = memory.keys;
        int[] rowValues = memory.values;
        for (int i = 0; i < n; i++) {
            if (i >= 64 || (repeats >>> i & 1) == 0) {
                AttributeKeys.Key key = keys.key(i, scanner.key(i));
                rowKeys[i] = key;
                rowValues[i] = keys.value(key, scanner.value(i));
            }
            AttributeKeys.Key key = rowKeys[i];
            int value = rowValues[i];
            if (key.role == AttributeRole.PLAIN) {
                if (keeps) {
                    tables.sets.add(key.text, value);
                }
            } else if (key.role == AttributeRole.PARENT) {
                addParent(value);
            } else if (key.isPromoted(kind) && role[key.role.index()] == MISSING) {
                promote(key, value);
            } else if (keeps) {
                tables.sets.add(key.text, value);
            }
        }
        if (n == 1 && role[AttributeRole.GENE_ID.index()] == MISSING && !kind.isPart()) {
            bareId(row, kind);
        }
        set = keeps ? tables.sets.end() : 0;
    }

    /** Keys and values of the last row of a template, from which most of the next one is taken. */
    private static final class RowMemory {
        private AttributeKeys.Key[] keys = new AttributeKeys.Key[32];
        private int[] values = new int[32];
        private @Nullable RowTemplate template;
        private long serial;
        private long repeats;

        void read(@Nullable RowTemplate by, int n) {
            if (n > keys.length) {
                keys = Arrays.copyOf(keys, 2 * n);
                values = Arrays.copyOf(values, 2 * n);
            }
            repeats = by != null && by.equals(template) && serial == by.serialBefore() ? by.repeats() : 0;
            serial = by == null ? 0 : by.serial();
            template = by;
        }
    }

    /** Returns what is known of a row of {@code n} attributes before they are looked at. */
    private RowMemory memory(@Nullable RowTemplate template, int n) {
        int number = template == null ? 0 : 1 + template.number();
        while (memories.size() <= number) {
            memories.add(new RowMemory());
        }
        RowMemory memory = memories.get(number);
        memory.read(template, n);
        return memory;
    }

    private void promote(AttributeKeys.Key key, int value) {
        role[key.role.index()] = value;
        if (key.role == AttributeRole.EXON_NUMBER) {
            exonNumber = texts.number(value);
            if (exonNumber < 0) {
                tables.sets.add(key.text, value);
            }
        }
    }

    /** AUGUSTUS writes the bare id, and nothing else, behind a gene or transcript. */
    private void bareId(GtfRecord row, FeatureKind kind) {
        if (row.attributeValue(0).length() == 0 && !tables.gff3) {
            int id = text(row.attributeKey(0));
            AttributeRole bare = kind == FeatureKind.GENE ? AttributeRole.GENE_ID : AttributeRole.TRANSCRIPT_ID;
            role[bare.index()] = id;
            if (kind == FeatureKind.TRANSCRIPT) {
                String text = texts.text(id);
                int dot = text.lastIndexOf('.');
                role[AttributeRole.GENE_ID.index()] = dot > 0 ? texts.intern(text.substring(0, dot)) : id;
            }
            tables.sets.begin();
        }
    }

    private void addParent(int text) {
        if (text == MISSING || isParent(text)) {
            return;
        }
        if (parentCount == parents.length) {
            parents = Arrays.copyOf(parents, parentCount * 2);
        }
        parents[parentCount++] = text;
    }

    /** Tells whether the row has named a parent before; a few are compared one by one. */
    private boolean isParent(int text) {
        if (parentCount > FEW) {
            if (manyParents.isEmpty()) {
                for (int i = 0; i < parentCount; i++) {
                    manyParents.add(parents[i]);
                }
            }
            return !manyParents.add(text);
        }
        for (int i = 0; i < parentCount; i++) {
            if (parents[i] == text) {
                return true;
            }
        }
        return false;
    }

    private int value(AttributeRole of) {
        return role[of.index()];
    }

    // ---- exons, CDS, UTRs, codons

    private void part(GtfRecord row, FeatureKind kind, int contig) {
        if (tables.gff3 && parentCount > 0) {
            for (int i = 0; i < parentCount; i++) {
                if (i > 0) {
                    tables.fates.sharesRow(tables.parts());
                }
                partOf(tables.slot(parents[i], contig, true, line(row)), row, kind);
            }
            return;
        }
        int transcript = transcriptText();
        if (transcript == MISSING) {
            orphan(row, contig);
            return;
        }
        partOf(gtfSlot(transcript, contig, row), row, kind);
    }

    /** A part without transcript belongs to one that is named as its gene; in GFF3 one without parent stands for itself. */
    private int transcriptText() {
        int transcript = value(AttributeRole.TRANSCRIPT_ID);
        if (transcript == MISSING) {
            transcript = value(AttributeRole.GENE_ID);
        }
        return transcript == MISSING && tables.gff3 ? value(AttributeRole.ID) : transcript;
    }

    private void orphan(GtfRecord row, int contig) {
        if (tables.gff3) {
            tables.fates.fold(contig);
            warning(row, "attributes", GtfRule.PARENT_MISSING, "expected Parent or ID, found neither");
        } else {
            tables.fates.refuse(contig);
            error(row, "attributes", GtfRule.GENE_ID_MISSING, "expected gene_id or transcript_id, found neither");
        }
    }

    /** Finds the transcript's slot and ties it to its gene; the rows of one transcript mostly follow each other. */
    private int gtfSlot(int transcript, int contig, GtfRecord row) {
        int slot = transcript == lastTranscriptText && contig == lastContig
                ? lastSlot
                : tables.slot(transcript, contig, true, line(row));
        lastTranscriptText = transcript;
        lastContig = contig;
        lastSlot = slot;
        if (tables.gff3) {
            tables.slotStandsAlone.set(slot, 1);
        } else {
            tieToGene(slot, transcript, contig, row);
        }
        return slot;
    }

    private void tieToGene(int slot, int transcript, int contig, GtfRecord row) {
        int geneId = value(AttributeRole.GENE_ID);
        int parent = tables.slotParent.get(slot);
        if (parent == AssemblyTables.NONE || (geneId != MISSING && tables.slotGeneId.get(slot) == MISSING)) {
            tables.slotGeneId.set(slot, geneId);
            int gene = tables.slot(geneId == MISSING ? transcript : geneId, contig, false, line(row));
            tables.slotParent.set(slot, gene);
        } else if (geneId != MISSING && geneId != tables.slotGeneId.get(slot) && !conflicting.get(slot)) {
            conflicting.set(slot);
            warning(
                    row,
                    "gene_id",
                    GtfRule.GENE_ID_CONFLICT,
                    "expected \"" + texts.text(tables.slotGeneId.get(slot)) + "\", the gene of transcript \""
                            + texts.text(transcript) + "\" so far, found \"" + texts.text(geneId) + "\"");
        }
    }

    private void partOf(int slot, GtfRecord row, FeatureKind kind) {
        describeTranscript(slot, true);
        if (tables.slotSource.get(slot) == MISSING) {
            sourceText = again(sourceText, row.sourceBytes());
            tables.slotSource.set(slot, sourceText);
        }
        boolean cds = kind == FeatureKind.CDS;
        tables.addPart(
                slot,
                kind,
                row.start(),
                row.end(),
                Span.code(row.strand()),
                row.hasFrame() ? row.frame() : -1,
                exonNumber,
                cds ? cdsId() : exonId(kind),
                cds ? value(AttributeRole.PROTEIN_VERSION) : exonVersion(kind),
                cds && tables.gff3 ? withProtein() : set);
        tables.place(row, true);
    }

    private int cdsId() {
        return value(tables.gff3 ? AttributeRole.ID : AttributeRole.PROTEIN_ID);
    }

    /** GFF3's CDS has an id of its own, so the protein's stays among the attributes. */
    private int withProtein() {
        int protein = value(AttributeRole.PROTEIN_ID);
        if (protein == MISSING) {
            return set;
        }
        AttributeSets sets = tables.sets;
        sets.begin();
        for (int i = 0; i < sets.count(set); i++) {
            sets.add(sets.key(set, i), sets.value(set, i));
        }
        sets.add(texts.intern("protein_id"), protein);
        return sets.end();
    }

    private int exonId(FeatureKind kind) {
        if (kind != FeatureKind.EXON) {
            return MISSING;
        }
        int id = value(AttributeRole.EXON_ID);
        return id == MISSING ? value(AttributeRole.ID) : id;
    }

    private int exonVersion(FeatureKind kind) {
        if (kind != FeatureKind.EXON) {
            return MISSING;
        }
        int version = value(AttributeRole.EXON_VERSION);
        return version == MISSING ? value(AttributeRole.VERSION) : version;
    }

    // ---- genes and transcripts

    private void node(GtfRecord row, FeatureKind kind, int type, int contig) {
        int slot = tables.gff3 ? gff3Node(row, kind, contig) : gtfNode(row, kind, contig);
        if (slot == AssemblyTables.NONE) {
            return;
        }
        if (kind == FeatureKind.GENE) {
            describeGene(slot);
        } else {
            describeTranscript(slot, false);
        }
        sourceText = again(sourceText, row.sourceBytes());
        tables.addNode(slot, row.start(), row.end(), Span.code(row.strand()), type, sourceText, set, line(row));
        tables.place(row, false);
    }

    private int gtfNode(GtfRecord row, FeatureKind kind, int contig) {
        int geneId = value(AttributeRole.GENE_ID);
        int transcript = value(AttributeRole.TRANSCRIPT_ID);
        if (kind == FeatureKind.GENE ? geneId == MISSING : transcript == MISSING && geneId == MISSING) {
            tables.fates.refuse(contig);
            String expected = kind == FeatureKind.GENE ? "gene_id" : "transcript_id";
            error(row, "attributes", GtfRule.ID_MISSING, "expected " + expected + ", found none");
            return AssemblyTables.NONE;
        }
        return kind == FeatureKind.GENE
                ? tables.slot(geneId, contig, false, line(row))
                : gtfSlot(transcript == MISSING ? geneId : transcript, contig, row);
    }

    private int gff3Node(GtfRecord row, FeatureKind kind, int contig) {
        int id = value(AttributeRole.ID);
        if (id == MISSING) {
            id = value(kind == FeatureKind.GENE ? AttributeRole.GENE_ID : AttributeRole.TRANSCRIPT_ID);
        }
        if (id == MISSING && kind == FeatureKind.OTHER) {
            tables.fates.fold(contig);
            return AssemblyTables.NONE;
        }
        if (id == MISSING) {
            id = value(AttributeRole.NAME);
        }
        if (id == MISSING) {
            id = texts.intern(row.type() + ":" + row.contig() + ":" + row.start() + "-" + row.end());
        }
        int slot = tables.slot(id, contig, kind != FeatureKind.GENE, line(row));
        for (int i = 0; i < parentCount; i++) {
            addParent(slot, tables.slot(parents[i], contig, false, line(row)));
        }
        return slot;
    }

    private void addParent(int slot, int parent) {
        if (tables.slotParent.get(slot) == AssemblyTables.NONE) {
            tables.slotParent.set(slot, parent);
        } else if (tables.slotParent.get(slot) != parent) {
            tables.moreParents.add(slot);
            tables.moreParents.add(parent);
        }
    }

    private void describeGene(int slot) {
        put(tables.slotShownId, slot, value(AttributeRole.GENE_ID));
        put(tables.slotName, slot, first(AttributeRole.GENE_NAME, AttributeRole.NAME));
        put(tables.slotBiotype, slot, first(AttributeRole.GENE_BIOTYPE, AttributeRole.BIOTYPE));
        put(tables.slotVersion, slot, first(AttributeRole.GENE_VERSION, AttributeRole.VERSION));
    }

    private void describeTranscript(int slot, boolean part) {
        if (!part) {
            put(tables.slotShownId, slot, value(AttributeRole.TRANSCRIPT_ID));
        }
        put(
                tables.slotName,
                slot,
                part ? value(AttributeRole.TRANSCRIPT_NAME) : first(AttributeRole.TRANSCRIPT_NAME, AttributeRole.NAME));
        put(
                tables.slotBiotype,
                slot,
                part
                        ? value(AttributeRole.TRANSCRIPT_BIOTYPE)
                        : first(AttributeRole.TRANSCRIPT_BIOTYPE, AttributeRole.BIOTYPE));
        put(
                tables.slotVersion,
                slot,
                part
                        ? value(AttributeRole.TRANSCRIPT_VERSION)
                        : first(AttributeRole.TRANSCRIPT_VERSION, AttributeRole.VERSION));
        put(tables.slotGeneId, slot, value(AttributeRole.GENE_ID));
        put(tables.slotGeneName, slot, value(AttributeRole.GENE_NAME));
        put(tables.slotGeneBiotype, slot, value(AttributeRole.GENE_BIOTYPE));
        put(tables.slotGeneVersion, slot, value(AttributeRole.GENE_VERSION));
    }

    private int first(AttributeRole preferred, AttributeRole otherwise) {
        int value = value(preferred);
        return value == MISSING ? value(otherwise) : value;
    }

    private static void put(IntColumn column, int slot, int value) {
        if (value != MISSING && column.get(slot) == MISSING) {
            column.set(slot, value);
        }
    }

    private void error(GtfRecord row, String field, Rule rule, String message) {
        reports.accept(row.finding(Severity.ERROR, field, rule.id(), message));
    }

    private void warning(GtfRecord row, String field, Rule rule, String message) {
        reports.accept(row.finding(Severity.WARNING, field, rule.id(), message));
    }

    private static int line(GtfRecord row) {
        return (int) Math.min(row.lineNumber(), Integer.MAX_VALUE);
    }
}

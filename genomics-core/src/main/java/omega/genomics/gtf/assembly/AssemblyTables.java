package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.internal.scan.IntColumn;
import omega.genomics.internal.scan.TextPool;

/**
 * What the rows of a file say, in columns of ints: about 30 bytes for an exon where objects would take 150.
 *
 * <p>A <b>slot</b> is a gene or transcript id on one contig; it exists as soon as any row names it, so parts may come before
 * their parents. A <b>node</b> is a row of a gene or transcript itself. A <b>part</b> is a row of an exon, CDS, UTR or codon,
 * and belongs to a slot.
 */
final class AssemblyTables {
    public static final int NONE = -1;
    private static final int UNNUMBERED = 0;
    private static final int MAX_NUMBER = (1 << 24) - 1;

    final boolean gff3;
    final TextPool texts = new TextPool();
    final AttributeSets sets = new AttributeSets(texts);

    /** Contigs in the order of their first row; the index is the rank. */
    final List<String> contigs = new ArrayList<>();

    final RowFates fates = new RowFates();
    final AlignmentRows alignments = new AlignmentRows();

    private final IntColumn contigTexts = new IntColumn();
    private int[] contigTable = new int[1 << 8];
    private int lastContig = NONE;

    final IntColumn slotText = new IntColumn();
    final IntColumn slotContig = new IntColumn();
    final IntColumn slotIsTranscript = new IntColumn();
    final IntColumn slotParent = new IntColumn();
    final IntColumn slotNode = new IntColumn();
    final IntColumn slotParts = new IntColumn();
    final IntColumn slotLine = new IntColumn();
    final IntColumn slotShownId = new IntColumn();
    final IntColumn slotName = new IntColumn();
    final IntColumn slotBiotype = new IntColumn();
    final IntColumn slotVersion = new IntColumn();
    final IntColumn slotGeneId = new IntColumn();
    final IntColumn slotGeneName = new IntColumn();
    final IntColumn slotGeneBiotype = new IntColumn();
    final IntColumn slotGeneVersion = new IntColumn();
    final IntColumn slotSource = new IntColumn();

    /** 1 if a GFF3 part without parent made the slot. */
    final IntColumn slotStandsAlone = new IntColumn();

    private int[] slotTable = new int[1 << 12];

    /** Child and parent slot of each second, third … parent (GFF3). */
    final IntColumn moreParents = new IntColumn();

    final IntColumn nodeNext = new IntColumn();
    final IntColumn nodeStart = new IntColumn();
    final IntColumn nodeEnd = new IntColumn();
    final IntColumn nodeStrand = new IntColumn();
    final IntColumn nodeType = new IntColumn();
    final IntColumn nodeSource = new IntColumn();
    final IntColumn nodeSet = new IntColumn();
    final IntColumn nodeLine = new IntColumn();

    final IntColumn partSlot = new IntColumn();
    final IntColumn partStart = new IntColumn();
    final IntColumn partEnd = new IntColumn();
    private final IntColumn partFlags = new IntColumn();
    final IntColumn partId = new IntColumn();
    final IntColumn partSet = new IntColumn();
    private IntColumn partVersions = new IntColumn();

    /** Only kept for a validator: the line of each part, and the columns of start and frame of each row. */
    final IntColumn partLine = new IntColumn();

    final IntColumn partPlaces = new IntColumn();
    final IntColumn nodePlaces = new IntColumn();
    private boolean places;

    public AssemblyTables(boolean gff3) {
        this.gff3 = gff3;
        Arrays.fill(slotTable, NONE);
        Arrays.fill(contigTable, NONE);
    }

    public void keepPlaces() {
        places = true;
    }

    /** Notes where the part or node just added stands, if asked to. */
    void place(GtfRecord row, boolean part) {
        if (places) {
            int[] columns = row.columns();
            int start = Math.min(columns[3] - columns[0] + 1, 0xffff);
            int frame = Math.min(columns[7] - columns[0] + 1, 0xffff);
            (part ? partPlaces : nodePlaces).add(start << 16 | frame);
            if (part) {
                partLine.add((int) Math.min(row.lineNumber(), Integer.MAX_VALUE));
            }
        }
    }

    /** Returns the column where the attributes of a gene's or transcript's own row begin, or 0 if places are not kept. */
    int attributesColumn(int node) {
        return places ? frameColumn(nodePlaces.get(node)) + 2 : 0;
    }

    static int startColumn(int places) {
        return places >>> 16;
    }

    static int frameColumn(int places) {
        return places & 0xffff;
    }

    /** Returns the name of the contig that a slot is on. */
    String contigOf(int slot) {
        return contigs.get(slotContig.get(slot));
    }

    /** Returns the rank of a contig by the number of its name. */
    int contig(int text) {
        if (lastContig != NONE && contigTexts.get(lastContig) == text) {
            return lastContig;
        }
        int at = contigPlace(text);
        lastContig = contigTable[at];
        if (lastContig == NONE) {
            contigs.add(texts.text(text));
            lastContig = contigTexts.add(text);
            contigTable[at] = lastContig;
            if (contigTexts.size() * 2 > contigTable.length) {
                growContigTable();
            }
        }
        return lastContig;
    }

    private int contigPlace(int text) {
        int at = slotHash(text, 0, 0) & (contigTable.length - 1);
        while (contigTable[at] != NONE && contigTexts.get(contigTable[at]) != text) {
            at = (at + 1) & (contigTable.length - 1);
        }
        return at;
    }

    private void growContigTable() {
        contigTable = new int[contigTable.length * 2];
        Arrays.fill(contigTable, NONE);
        for (int contig = 0; contig < contigTexts.size(); contig++) {
            contigTable[contigPlace(contigTexts.get(contig))] = contig;
        }
    }

    public int slots() {
        return slotText.size();
    }

    int parts() {
        return partSlot.size();
    }

    /** Returns the slot of an id on a contig, new or known. GFF3 ids are of one space, a GTF gene and transcript may share one. */
    int slot(int text, int contig, boolean transcript, int line) {
        int apart = apart(transcript);
        int at = place(text, contig, apart);
        if (slotTable[at] != NONE) {
            return slotTable[at];
        }
        int slot = newSlot(text, contig, apart, line);
        slotTable[at] = slot;
        if (slotText.size() * 2 > slotTable.length) {
            growSlotTable();
        }
        return slot;
    }

    /** Returns the slot of an id on a contig, or none. */
    int findSlot(int text, int contig, boolean transcript) {
        return slotTable[place(text, contig, apart(transcript))];
    }

    private int apart(boolean transcript) {
        return transcript && !gff3 ? 1 : 0;
    }

    /** Returns where the slot of an id stands in the table, or is to stand. */
    private int place(int text, int contig, int apart) {
        int at = slotHash(text, contig, apart) & (slotTable.length - 1);
        while (slotTable[at] != NONE) {
            int slot = slotTable[at];
            if (slotText.get(slot) == text && slotContig.get(slot) == contig && slotIsTranscript.get(slot) == apart) {
                break;
            }
            at = (at + 1) & (slotTable.length - 1);
        }
        return at;
    }

    private int newSlot(int text, int contig, int apart, int line) {
        slotContig.add(contig);
        slotIsTranscript.add(apart);
        slotParent.add(NONE);
        slotNode.add(NONE);
        slotParts.add(0);
        slotLine.add(line);
        for (IntColumn column : List.of(
                slotShownId,
                slotName,
                slotBiotype,
                slotVersion,
                slotGeneId,
                slotGeneName,
                slotGeneBiotype,
                slotGeneVersion,
                slotSource,
                slotStandsAlone)) {
            column.add(0);
        }
        return slotText.add(text);
    }

    private void growSlotTable() {
        int[] larger = new int[slotTable.length * 2];
        Arrays.fill(larger, NONE);
        for (int slot = 0; slot < slotText.size(); slot++) {
            int at = slotHash(slotText.get(slot), slotContig.get(slot), slotIsTranscript.get(slot));
            at &= larger.length - 1;
            while (larger[at] != NONE) {
                at = (at + 1) & (larger.length - 1);
            }
            larger[at] = slot;
        }
        slotTable = larger;
    }

    private static int slotHash(int text, int contig, int apart) {
        int h = (text * 31 + contig * 2 + apart) * 0x9E3779B9;
        return h ^ h >>> 15;
    }

    /** Adds a row of a gene or transcript itself. */
    void addNode(int slot, int start, int end, int strand, int type, int source, int set, int line) {
        nodeStart.add(start);
        nodeEnd.add(end);
        nodeStrand.add(strand);
        nodeType.add(type);
        nodeSource.add(source);
        nodeSet.add(set);
        nodeLine.add(line);
        slotNode.set(slot, nodeNext.add(slotNode.get(slot)));
    }

    /** Returns the rows of a slot in file order. */
    int[] nodes(int slot) {
        int n = 0;
        for (int node = slotNode.get(slot); node != NONE; node = nodeNext.get(node)) {
            n++;
        }
        int[] nodes = new int[n];
        for (int node = slotNode.get(slot); node != NONE; node = nodeNext.get(node)) {
            nodes[--n] = node;
        }
        return nodes;
    }

    /** Adds a row of an exon, CDS, UTR or codon. */
    void addPart(
            int slot,
            FeatureKind kind,
            int start,
            int end,
            int strand,
            int phase,
            int number,
            int id,
            int version,
            int set) {
        partStart.add(start);
        partEnd.add(end);
        int kept = number < 0 || number > MAX_NUMBER ? UNNUMBERED : number;
        partFlags.add(kind.code() | strand << 4 | (phase < 0 ? 3 : phase) << 6 | kept << 8);
        partId.add(id);
        partSet.add(set);
        slotParts.set(slot, slotParts.get(slot) + 1);
        int part = partSlot.add(slot);
        if (version > 0) {
            partVersions.growTo(part);
            partVersions.add(version);
        }
    }

    /** Tells whether the row of a part has several parents: it is then filed once for each, one after the other. */
    boolean hasOtherParent(int part) {
        return isSameRow(part, part - 1) || isSameRow(part, part + 1);
    }

    private boolean isSameRow(int part, int other) {
        return other >= 0
                && other < parts()
                && partSlot.get(other) != partSlot.get(part)
                && partStart.get(other) == partStart.get(part)
                && partEnd.get(other) == partEnd.get(part)
                && partFlags.get(other) == partFlags.get(part)
                && partSet.get(other) == partSet.get(part);
    }

    FeatureKind partKind(int part) {
        return FeatureKind.of(partFlags.get(part) & 15);
    }

    int partStrand(int part) {
        return partFlags.get(part) >>> 4 & 3;
    }

    /** Returns 0, 1, 2, or −1 if the row has none. */
    int partPhase(int part) {
        int phase = partFlags.get(part) >>> 6 & 3;
        return phase == 3 ? -1 : phase;
    }

    /** Returns the exon's number in the file, or 0. */
    int partNumber(int part) {
        return partFlags.get(part) >>> 8;
    }

    /** Returns the number of the text of the version, or 0. */
    int partVersion(int part) {
        return part < partVersions.size() ? partVersions.get(part) : 0;
    }

    /** Returns the parts ordered by slot, and within a slot by line. Part indices of slot s stand from {@code starts[s]}. */
    int[] partsBySlot(int[] starts) {
        for (int slot = 0; slot < slots(); slot++) {
            starts[slot + 1] = starts[slot] + slotParts.get(slot);
        }
        int[] next = starts.clone();
        int[] ordered = new int[parts()];
        for (int part = 0; part < ordered.length; part++) {
            ordered[next[partSlot.get(part)]++] = part;
        }
        return ordered;
    }
}

package omega.genomics.bed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.Severity;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.internal.scan.InternedTexts;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Texts;
import omega.genomics.io.InputSource;

/** Reads the lines of a {@link RegionFile}. */
final class RegionLines {
    private static final int LONGEST_LINE = Integer.MAX_VALUE - 16;
    /** The memory that a region takes, with its place in filters made of it. */
    private static final int MEMORY = 200;

    private enum Kind {
        UNKNOWN,
        BED,
        VCF,
        TABLE,
        TEXT
    }

    private final LineCursor lines;
    private final BedRecord bed;
    private final InternedTexts contigs = new InternedTexts();
    private final ByteSlice contig = new ByteSlice();
    private final List<Region> regions = new ArrayList<>();
    private final int most = HeapShare.count(MEMORY);
    private Kind kind;

    private RegionLines(LineCursor lines, boolean isBed) {
        this.lines = lines;
        this.bed = new BedRecord(lines.sourceName(), 3);
        this.kind = isBed ? Kind.BED : Kind.UNKNOWN;
    }

    static List<Region> read(InputSource source, boolean isBed) throws IOException {
        try (LineCursor lines = new LineCursor(
                new BlockReader(source.open(), source.name(), BlockReader.DEFAULT_BLOCK_SIZE, LONGEST_LINE))) {
            RegionLines reader = new RegionLines(lines, isBed);
            while (lines.advance()) {
                reader.add();
            }
            return reader.regions;
        }
    }

    private void add() {
        byte[] bytes = lines.buffer();
        int to = lines.end();
        int from = lines.start() + (lines.lineNumber() == 1 ? Texts.byteOrderMark(bytes, lines.start(), to) : 0);
        if (isBlank(bytes, from, to)) {
            return;
        }
        if (bytes[from] == '#') {
            if (lines.lineNumber() == 1 && Texts.decode(bytes, from, to).startsWith("##fileformat=VCF")) {
                kind = Kind.VCF;
            }
            return;
        }
        if ((kind == Kind.UNKNOWN || kind == Kind.BED) && BedRows.isDisplayLine(bytes, from, to)) {
            kind = Kind.BED;
            return;
        }
        int tab = ByteSearch.indexOf(bytes, from, to, (byte) '\t');
        if (kind == Kind.UNKNOWN) {
            kind = tab < 0 ? Kind.TEXT : Kind.TABLE;
        }
        if (regions.size() == most) {
            throw new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.of(lines.sourceName(), lines.lineNumber(), 1),
                    "regions",
                    BedRule.REGION_LIST,
                    "expected at most " + most + " regions, as half of the heap holds, found more"));
        }
        switch (kind) {
            case BED -> bed(bytes, from, to);
            case TEXT -> text(bytes, from, to, tab);
            default -> table(bytes, from, to, tab);
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void bed(byte[] bytes, int from, int to) {
        Diagnostic bad = bed.wrap(bytes, from, to, lines.lineNumber());
        if (bad != null) {
            throw new ParseException(bad);
        }
        if (!bed.isEmpty()) {
            regions.add(new Region(bed.contig(), bed.start(), bed.end()));
        }
    }

    private void text(byte[] bytes, int from, int to, int tab) {
        if (tab >= 0) {
            throw refusal(from, to, "a region without tabs, as on the lines before");
        }
        try {
            regions.add(Region.parse(Texts.decode(bytes, from, to).strip()));
        } catch (IllegalArgumentException e) {
            throw refusal(from, to, "a region such as 17:43044295-43125364 (1-based, inclusive)");
        }
    }

    private void table(byte[] bytes, int from, int to, int tab) {
        if (tab <= from) {
            throw refusal(from, to, "a contig and a position, separated by a tab");
        }
        int second = ByteSearch.find(bytes, tab + 1, to, (byte) '\t');
        long start = AsciiNumbers.parseInt(bytes, tab + 1, second);
        if (start < (kind == Kind.VCF ? 0 : 1)) {
            throw refusal(tab + 1, second, "a position, 1-based");
        }
        long end = start;
        if (kind == Kind.TABLE && second < to && !isAlleles(bytes, second + 1, to)) {
            int third = ByteSearch.find(bytes, second + 1, to, (byte) '\t');
            end = AsciiNumbers.parseInt(bytes, second + 1, third);
            if (end < start) {
                throw refusal(
                        second + 1,
                        third,
                        "an end, 1-based, from " + start + " on (only the name of a BED file ends in .bed)");
            }
        }
        if (end > 0) { // POS of a telomere is 0
            String name = contigs.text(contig.wrap(bytes, from, tab - from));
            regions.add(new Region(name, (int) start, (int) end));
        }
    }

    /** A list of sites has alleles after the position, which do not matter here. */
    private static boolean isAlleles(byte[] bytes, int from, int to) {
        return from < to && (((bytes[from] | 0x20) >= 'a' && (bytes[from] | 0x20) <= 'z') || bytes[from] == '<');
    }

    private ParseException refusal(int from, int to, String expected) {
        return new ParseException(
                Findings.ofRow(lines.sourceName(), lines.lineNumber(), lines.buffer(), lines.start(), lines.end())
                        .error(from, to, "region", BedRule.REGION_SYNTAX, expected));
    }
}

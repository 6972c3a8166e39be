package omega.genomics.vcf.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import omega.genomics.vcf.RecordText;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/** A record on its way through normalization. Texts are bytes as ISO 8859-1, so that any come through unchanged. */
final class Draft {
    final String chrom;
    int pos;
    private final String id;
    String ref;
    /** Empty for {@code .}. */
    List<String> alts;
    /** QUAL and FILTER. */
    private final String middle;

    String info;
    /** FORMAT and the samples with the tab before them, or nothing. */
    String samples;
    /** The line as read, while nothing has changed. */
    private byte @Nullable [] original;

    private Draft(
            String chrom,
            int pos,
            String id,
            String ref,
            List<String> alts,
            String middle,
            String info,
            String samples,
            byte @Nullable [] original) {
        this.chrom = chrom;
        this.pos = pos;
        this.id = id;
        this.ref = ref;
        this.alts = alts;
        this.middle = middle;
        this.info = info;
        this.samples = samples;
        this.original = original;
    }

    static Draft of(VcfRecord record) {
        byte[] line = RecordText.of(record);
        int[] tabs = new int[8];
        int n = 0;
        for (int i = 0; i < line.length && n < 8; i++) {
            if (line[i] == '\t') {
                tabs[n++] = i;
            }
        }
        int infoEnd = n == 8 ? tabs[7] : line.length;
        String alt = text(line, tabs[3] + 1, tabs[4]);
        return new Draft(
                text(line, 0, tabs[0]),
                record.position(),
                text(line, tabs[1] + 1, tabs[2]),
                text(line, tabs[2] + 1, tabs[3]),
                alt.equals(".") ? List.of() : Arrays.asList(alt.split(",", -1)),
                text(line, tabs[4] + 1, tabs[6]),
                text(line, tabs[6] + 1, infoEnd),
                text(line, infoEnd, line.length),
                line);
    }

    /** Position and alleles alone; it has no line. */
    static Draft ofAlleles(String chrom, int pos, String ref, List<String> alts) {
        return new Draft(chrom, pos, ".", ref, alts, "", ".", "", new byte[0]);
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, ISO_8859_1);
    }

    /** Returns a copy with one ALT allele and other values. */
    Draft withAlt(String alt, String newInfo, String newSamples) {
        return new Draft(chrom, pos, id, ref, List.of(alt), middle, newInfo, newSamples, null);
    }

    /** Returns a copy at another place. */
    Draft at(int newPos, String newRef, String newAlt) {
        return new Draft(chrom, newPos, id, newRef, List.of(newAlt), middle, info, samples, null);
    }

    void changed() {
        original = null;
    }

    boolean isChanged() {
        return original == null;
    }

    /** Position and alleles, to compare with. */
    String key() {
        return (pos + "\t" + ref + '\t' + String.join(",", alts)).toUpperCase(Locale.ROOT);
    }

    byte[] line() {
        if (original != null) {
            return original;
        }
        String alt = alts.isEmpty() ? "." : String.join(",", alts);
        List<String> columns = new ArrayList<>(List.of(chrom, Integer.toString(pos), id, ref, alt, middle, info));
        return (String.join("\t", columns) + samples).getBytes(ISO_8859_1);
    }

    /** Sets INFO END, if it is there with a value. */
    void setEnd(int end) {
        String[] entries = info.split(";", -1);
        for (int i = 0; i < entries.length; i++) {
            if (entries[i].matches("END=\\d+")) {
                entries[i] = "END=" + end;
                info = String.join(";", entries);
                return;
            }
        }
    }

    static boolean isBases(String allele) {
        return allele.chars().allMatch(c -> "ACGTNacgtn".indexOf(c) >= 0);
    }
}

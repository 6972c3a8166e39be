package omega.genomics.internal.bcf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.internal.scan.ByteSearch;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of a BCF header (VCF 4.5 §6.2): contigs, and the names of FILTER, INFO and FORMAT, by the numbers that records
 * have.
 */
public final class BcfHeader {
    private static final Pattern INDEX = Pattern.compile(",?\\bIDX=(\\d{1,9})(?=[,>])");
    private static final int SPARE = 1 << 16;
    static final byte NO_NAME = 0;
    static final byte NAME = 1;
    /** The name of an INFO field that is decoded, if it is one. */
    static final byte WANTED = 2;
    /** The bytes that a file begins with. */
    static final int MAGIC = 5;

    /** The header as a VCF file has it. */
    final byte[] text;

    final int samples;
    /** Whether FORMAT and the samples are decoded. */
    final boolean hasSamples;
    /** Whether missing values fill up vectors, as in version 2.1. */
    final boolean isPadded;

    byte[][] contigs = {};
    byte[][] names = {};
    boolean[] flags = {};
    /** What each number of a name is: {@link #NO_NAME}, {@link #NAME} or {@link #WANTED}. */
    final byte[] uses;
    /** The length of the longest name. */
    final int longestName;

    private int contigCount;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> contigNames = new HashSet<>();
    private int next;

    /**
     * Parses a header.
     *
     * @param raw text as it is stored, without the byte that ends it
     * @param minor 1 or 2, of version 2.1 or 2.2
     * @throws IllegalArgumentException if the dictionaries have no sense
     */
    BcfHeader(String raw, int minor, BcfChoice choice) {
        isPadded = minor == 1;
        hasSamples =
                choice.hasSamples() || raw.startsWith("##fileformat=VCFv4.5"); // its FORMAT LEN tells where records end
        StringBuilder shown = new StringBuilder(raw.length());
        name("PASS", -1);
        int sampleCount = -1;
        for (String line : raw.split("\n", -1)) {
            String clean = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (clean.isEmpty()) {
                continue;
            }
            if (clean.startsWith("#CHROM")) {
                String[] columns = clean.split("\t", -1);
                sampleCount = Math.max(0, columns.length - 9);
                boolean isCut = !hasSamples && columns.length > 8;
                shown.append(isCut ? String.join("\t", Arrays.copyOf(columns, 8)) : clean)
                        .append('\n');
                break;
            }
            shown.append(clean.startsWith("##") ? define(clean) : clean).append('\n');
        }
        if (sampleCount < 0) {
            throw new IllegalArgumentException("the #CHROM line in the header");
        }
        samples = sampleCount;
        text = shown.toString().getBytes(StandardCharsets.ISO_8859_1);
        uses = new byte[names.length];
        int longest = 0;
        List<String> infos = choice.infos();
        for (int i = 0; i < names.length; i++) {
            longest = Math.max(longest, names[i].length);
            boolean isWanted = infos == null || infos.contains(new String(names[i], StandardCharsets.ISO_8859_1));
            uses[i] = names[i].length == 0 ? NO_NAME : isWanted ? WANTED : NAME;
        }
        longestName = longest;
    }

    /** Adds what a line defines, and returns the line as a VCF file has it. */
    private String define(String line) {
        boolean isContig = line.startsWith("##contig=<");
        boolean isName = line.startsWith("##FILTER=<") || line.startsWith("##INFO=<") || line.startsWith("##FORMAT=<");
        if (!isContig && !isName) {
            return line;
        }
        int number = -1;
        String shown = line;
        Matcher index = INDEX.matcher(line);
        while (index.find()) {
            if (!isQuoted(line, index.start())) {
                number = Integer.parseInt(index.group(1));
                String gone = line.substring(0, index.start()) + line.substring(index.end());
                shown = gone.replaceFirst("=<,", "=<");
                break;
            }
        }
        String id = value(line, "ID");
        if (id == null) {
            return shown;
        }
        if (isContig) {
            contig(id, number);
        } else {
            int slot = name(id, number);
            if (line.startsWith("##INFO=<") && "Flag".equals(value(line, "Type"))) {
                flags[slot] = true;
            }
        }
        return shown;
    }

    /** Whether an odd number of quotes comes before a place. */
    private static boolean isQuoted(String line, int place) {
        boolean quoted = false;
        for (int i = 0; i < place; i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    /** Returns the unquoted value of a key, or null. */
    private static @Nullable String value(String line, String key) {
        for (int at = line.indexOf(key + "="); at >= 0; at = line.indexOf(key + "=", at + 1)) {
            char before = line.charAt(at - 1);
            if ((before == '<' || before == ',') && !isQuoted(line, at)) {
                int from = at + key.length() + 1;
                int to = from;
                while (to < line.length() && line.charAt(to) != ',' && line.charAt(to) != '>') {
                    to++;
                }
                return line.substring(from, to);
            }
        }
        return null;
    }

    private void contig(String id, int number) {
        if (number < 0 && !contigNames.add(id)) {
            return;
        }
        int slot = number >= 0 ? number : contigCount;
        check(slot, contigCount, id);
        if (slot >= contigs.length) {
            contigs = grown(contigs, slot);
        }
        contigs[slot] = bytes(id);
        contigCount++;
        contigNames.add(id);
    }

    private int name(String id, int number) {
        Integer known = numbers.get(id);
        int slot = known != null ? known : number >= 0 ? number : next;
        check(slot, next, id);
        if (slot >= names.length) {
            names = grown(names, slot);
            flags = Arrays.copyOf(flags, names.length);
        }
        names[slot] = bytes(id);
        if (known == null) {
            numbers.put(id, slot);
            next++;
        }
        return slot;
    }

    private static void check(int slot, int count, String id) {
        if (slot > 16L * count + SPARE) {
            throw new IllegalArgumentException("numbers of names near their count, found IDX=" + slot);
        }
        if (id.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("names without control characters in the header");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[][] grown(byte[][] table, int slot) {
        byte[][] more = Arrays.copyOf(table, Math.max(slot + 1, 2 * table.length));
        Arrays.fill(more, table.length, more.length, new byte[0]);
        return more;
    }

    /**
     * Counts the lines of the header as a VCF file has it.
     *
     * @return how many lines of that file are before the first record
     */
    public long lines() {
        return ByteSearch.count(text, 0, text.length, (byte) '\n');
    }

    /**
     * Tells whether FORMAT and the samples are decoded.
     *
     * @return as chosen, unless the version needs them
     */
    public boolean hasSamples() {
        return hasSamples;
    }

    /** Returns the number of a name, or −1. */
    int number(byte[] name) {
        Integer number = numbers.get(new String(name, StandardCharsets.ISO_8859_1));
        return number != null && Arrays.equals(names[number], name) ? number : -1;
    }

    /**
     * Tells whether a file begins as BCF of a version that is read.
     *
     * @param magic its first five bytes, or all it has
     * @return 1 for version 2.1, 2 for 2.2, 0 for anything else
     */
    public static int minor(byte[] magic) {
        boolean isBcf = magic.length >= MAGIC && magic[0] == 'B' && magic[1] == 'C' && magic[2] == 'F' && magic[3] == 2;
        return isBcf && (magic[4] == 1 || magic[4] == 2) ? magic[4] : 0;
    }

    /**
     * Returns the names of the contigs.
     *
     * @return by number; empty for a number that no contig has
     */
    public List<String> contigNames() {
        return Arrays.stream(contigs)
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .toList();
    }
}

package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rows that repeat each other as real ones do, and then in a few places do not: values that grow, shrink, lose or gain a quote, a
 * backslash or a line end, keys that come and go, separators of other kinds.
 */
final class RepeatingRows {
    private static final String[] TYPES = {"gene", "transcript", "exon", "CDS", "start_codon", "five_prime_utr"};
    private static final String[] PAIRS = {
        "gene_id \"ENSG00000223972\"",
        "transcript_id \"ENST00000456328\"",
        "level 2",
        "gene_name \"DDX11L1\"",
        "exon_number 1",
        "exon_number \"1\"",
        "note \"\"",
        "tag \"basic\"",
        "transcript_biotype \"processed_transcript_of_a_name_that_is_long\"",
        "key2 \"x\"",
        "product \"\u00e9t\u00e9\"",
        "a \"b; c\"",
    };
    private static final String[] SEPARATORS = {"; ", ";", ";; ", " ; ", " ", ""};
    private static final String[] SPOILS = {
        "\"",
        "\\",
        "\\\"",
        "\\n",
        ";",
        "; ",
        " ",
        "=",
        "#",
        "\r",
        "\t",
        "\n",
        "\u0001",
        "\u00e9",
        "\"\"",
        "x",
        "12345678901234567"
    };
    private static final String[] LINE_ENDS = {";\n", ";\r\n", "\n", "\r\n", "; \n", ";\r", "; # c\n", ";\t\n", ";;\n"};

    private final Random random;
    private final List<List<String>> before = new ArrayList<>();

    RepeatingRows(long seed) {
        random = new Random(seed);
        for (int i = 0; i < TYPES.length; i++) {
            before.add(new ArrayList<>());
        }
    }

    byte[] document(int lines) {
        String usualEnd = LINE_ENDS[random.nextInt(3)];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            int type = random.nextInt(TYPES.length);
            List<String> pairs = before.get(type);
            change(pairs);
            text.append("chr1\thavana\t").append(TYPES[type]).append("\t1\t9\t.\t+\t.\t");
            text.append(column(pairs)).append(random.nextInt(12) == 0 ? pick(LINE_ENDS) : usualEnd);
        }
        if (random.nextBoolean()) {
            text.setLength(text.length() - 1);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    /** Mostly one value gets another last letter, as the next exon has another number. */
    private void change(List<String> pairs) {
        for (int n = random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(pairs.size() + 1);
            if (at == pairs.size() || random.nextInt(8) == 0) {
                pairs.add(at, pick(PAIRS));
            } else if (random.nextInt(8) == 0) {
                pairs.remove(at);
            } else {
                pairs.set(at, changed(pairs.get(at)));
            }
        }
    }

    private String changed(String pair) {
        int last = pair.endsWith("\"") ? pair.length() - 1 : pair.length();
        return switch (random.nextInt(4)) {
            case 0 -> pair.substring(0, last) + random.nextInt(100) + pair.substring(last);
            case 1 -> pair.substring(0, last - (pair.charAt(last - 1) > ' ' ? 1 : 0)) + pair.substring(last);
            default -> pair.substring(0, last - 1) + (char) ('a' + random.nextInt(26)) + pair.substring(last);
        };
    }

    private String column(List<String> pairs) {
        String separator = random.nextInt(10) == 0 ? pick(SEPARATORS) : "; ";
        StringBuilder column = new StringBuilder(String.join(separator, pairs));
        if (random.nextInt(6) == 0 && !column.isEmpty()) {
            int at = random.nextInt(column.length());
            int to = random.nextBoolean() ? at : Math.min(column.length(), at + 1 + random.nextInt(3));
            column.replace(at, to, pick(SPOILS));
        }
        return column.toString();
    }
}

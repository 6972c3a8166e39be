package omega.genomics.gtf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Annotation text that is mostly right and then damaged, from a seed. */
final class RandomRows {
    private static final String[] SEQNAMES = {
        "1", "chr1", "NC_000001.11", "scaffold 3", "chr%31", "\u00e9", "a\"b", ">x"
    };
    private static final String[] SOURCES = {
        "havana", "ensembl_havana", ".", "", "processed_transcript", "a_rather_long_source"
    };
    private static final String[] TYPES = {
        "gene", "exon", "CDS", "transcript", "transcript_region", "g%65ne", "five_prime_utr"
    };
    private static final String[] BASES = {"1", "9", "10", "12345678", "123456789", "2147483647", "0007", "100200300"};
    private static final String[] SCORES = {".", "0", "1000.0000", "0.004226614290639252", "-1.5e3", "99", "7.25"};
    private static final String[] GTF_PAIRS = {
        "gene_id \"ENSG00000223972\";",
        "transcript_id \"ENST00000456328\";",
        "exon_number \"1\";",
        "level 2;",
        "tag \"basic\";",
        "tag \"CCDS\";",
        "note \"a; b \\\"c\\\" d\";",
        "gene_name=DDX11L1;",
        "partial;",
        "Target \"EST\" 11 55 ;",
        "note \"transcript_id \";",
        "db_xref \"GeneID:1\"",
        "level 3",
        ";",
        "  ",
        "exon_number 7",
        "key2 \"x\";",
        "note \"\";",
        "product \"\u00e9t\u00e9\";",
        "t_id\"glued\";",
        "a \"C:\\\\new\\x\";"
    };
    private static final String[] GFF3_PAIRS = {
        "ID=gene:ENSG1;",
        "Parent=a,b,c;",
        "Name=x%2Cy;",
        "Note=50% of;",
        "Alias=%e9;",
        "flag;",
        ";",
        " key = v ;",
        "Dbxref=GeneID:1,HGNC:2;",
        "Name=\"quoted\";",
        "empty=;",
        "tag=basic,,;",
        "k%65y=z;",
        "Note=\u00e9;",
        "a=b=c;"
    };
    private static final String[] LINES = {
        "", "  ", "# comment", "#!genome-build x", "###", "track name=x", "browser position chr1:1-2", " # late", "\t\t"
    };
    private static final String DAMAGE = ";\"=\\ \t\r#%,>.0129-+Ax\u0001\u0010\u00e9\n";

    private final Random random;
    private final boolean gff3;

    RandomRows(long seed, GtfDialect dialect) {
        random = new Random(seed);
        gff3 = dialect == GtfDialect.GFF3;
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    byte[] document(int lines) {
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
        for (int i = 0; i < lines; i++) {
            text.append(line());
            text.append(i + 1 == lines && random.nextBoolean() ? "" : pick("\n", "\n", "\n", "\r\n"));
        }
        if (random.nextInt(20) == 0) {
            text.append(pick("\n##FASTA\n", "\n>seq\n")).append("ACGT\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }

    private String line() {
        if (random.nextInt(8) == 0) {
            return pick(LINES);
        }
        StringBuilder row = new StringBuilder(row());
        for (int n = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0; n > 0; n--) {
            int at = random.nextInt(row.length() + 1);
            char c = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            if (random.nextBoolean() || at == row.length()) {
                row.insert(at, c);
            } else if (random.nextBoolean()) {
                row.setCharAt(at, c);
            } else {
                row.deleteCharAt(at);
            }
        }
        return row.toString();
    }

    private String row() {
        StringBuilder row = new StringBuilder();
        row.append(random.nextBoolean() ? "chr1" : pick(SEQNAMES)).append('\t');
        row.append(pick(SOURCES)).append('\t').append(pick(TYPES)).append('\t');
        row.append(random.nextInt(3) == 0 ? pick(BASES) : "1").append('\t');
        row.append(random.nextInt(3) == 0 ? pick(BASES) : "2147483647").append('\t');
        row.append(random.nextInt(3) == 0 ? pick(SCORES) : ".").append('\t');
        row.append(pick("+", "-", ".", "?"))
                .append('\t')
                .append(pick(".", "0", "1", "2"))
                .append('\t');
        for (int n = random.nextInt(12); n > 0; n--) {
            row.append(pick(gff3 ? GFF3_PAIRS : GTF_PAIRS)).append(random.nextInt(5) == 0 ? "" : " ");
        }
        return row.append(random.nextInt(12) == 0 ? pick("\t", "\t# said", "\tx", " # c", ".") : "")
                .toString();
    }
}

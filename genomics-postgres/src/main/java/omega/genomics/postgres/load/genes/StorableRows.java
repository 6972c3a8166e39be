package omega.genomics.postgres.load.genes;

import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.Severity;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.internal.StorableText;
import org.jspecify.annotations.Nullable;

/** Finds rows whose text PostgreSQL cannot take. */
final class StorableRows {
    private static final String[] FIELDS = {
        "seqname", "source", "feature", "start", "end", "score", "strand", "frame", "attributes"
    };

    /** Attributes whose values may get into an indexed column. */
    private static final Set<String> SYMBOLS = Set.of("gene_id", "gene_name", "gene", "Name", "ID", "locus_tag");

    private static final Set<String> ALIASES = Set.copyOf(GeneRows.ALIAS_KEYS);
    private static final Set<String> INDEXED = Set.of(
            "gene_id",
            "transcript_id",
            "gene_name",
            "transcript_name",
            "gene_biotype",
            "gene_type",
            "transcript_biotype",
            "transcript_type",
            "biotype",
            "ID",
            "Name",
            "Parent",
            "gene",
            "locus_tag",
            "gene_synonym",
            "Alias",
            "synonyms",
            "Synonyms");

    private StorableRows() {}

    /** Returns what is wrong with a row; null if nothing is. */
    static @Nullable Diagnostic finding(GtfRecord row) {
        int[] columns = row.columns();
        int nul = StorableText.nul(row.buffer(), columns[0], columns[9] - 1, row.isGff3());
        if (nul >= 0) {
            String field = FIELDS[column(columns, nul)];
            return finding(row, field, "text-nul", StorableText.nulFound(field), nul - columns[0] + 1);
        }
        return columns[9] - columns[0] > StorableText.MAX_INDEXED ? tooLong(row) : null;
    }

    private static int column(int[] columns, int at) {
        int column = 0;
        while (column < FIELDS.length - 1 && at >= columns[column + 1]) {
            column++;
        }
        return column;
    }

    private static @Nullable Diagnostic tooLong(GtfRecord row) {
        if (row.contigBytes().length() > StorableText.MAX_INDEXED) {
            return tooLong(row, FIELDS[0], row.contigBytes(), 1);
        }
        int symbol = 0;
        for (int i = 0; i < row.attributeCount(); i++) {
            symbol = Math.max(
                    symbol,
                    SYMBOLS.contains(row.attributeKey(i).toString())
                            ? row.attributeValue(i).length()
                            : 0);
        }
        for (int i = 0; i < row.attributeCount(); i++) {
            ByteSlice value = row.attributeValue(i);
            String key = row.attributeKey(i).toString();
            int length = value.length() + (ALIASES.contains(key) ? symbol : 0); // one key holds alias and symbol
            if (length > StorableText.MAX_INDEXED && INDEXED.contains(key)) {
                boolean isPlain = value.array() == row.buffer();
                int from = isPlain ? value.offset() : row.columns()[8];
                return tooLong(row, key, value, from - row.columns()[0] + 1);
            }
        }
        return null;
    }

    private static Diagnostic tooLong(GtfRecord row, String field, ByteSlice value, int column) {
        return finding(row, field, "text-length", StorableText.tooLong(field, value.length()), column);
    }

    /** Makes an error at a byte of the row; a contig with NUL is none that can be stored. */
    private static Diagnostic finding(GtfRecord row, String field, String rule, String message, int column) {
        Diagnostic found = row.finding(Severity.ERROR, field, rule, message);
        Location place = found.location();
        return new Diagnostic(
                Severity.ERROR,
                Location.of(place.source(), place.line(), column),
                JsonText.withoutNul(found.contig()),
                field,
                rule,
                message,
                found.excerpt());
    }
}

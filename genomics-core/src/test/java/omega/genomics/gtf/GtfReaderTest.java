package omega.genomics.gtf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import omega.genomics.Attributes;
import omega.genomics.Strand;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;

/** Reading rows one by one. */
class GtfReaderTest {
    private static final String GENE =
            "1\thavana\tgene\t11869\t14412\t.\t+\t.\tgene_id \"ENSG1\"; gene_name \"DDX11L1\"; tag \"a\"; tag \"b\";\n";

    static GtfReader open(String text) throws IOException {
        return GtfReader.open(InputSource.of("test.gtf", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsEveryColumnOfARow() throws IOException {
        try (GtfReader reader = open("#!genome-build GRCh38\n" + GENE)) {
            assertTrue(reader.advance());
            GtfRecord row = reader.record();
            assertEquals("1", row.seqname());
            assertEquals("havana", row.source());
            assertTrue(row.isType("gene"));
            assertEquals(11869, row.start());
            assertEquals(14412, row.end());
            assertFalse(row.hasScore());
            assertEquals(Strand.PLUS, row.strand());
            assertFalse(row.hasFrame());
            assertEquals("DDX11L1", row.attribute("gene_name"));
            assertNull(row.attribute("gene"));
            assertEquals(
                    Attributes.of("gene_id", "ENSG1", "gene_name", "DDX11L1", "tag", "a", "tag", "b"),
                    row.attributes());
            assertEquals(2, row.lineNumber());
            assertFalse(reader.advance());
            assertEquals(1, reader.records());
            assertEquals(java.util.List.of("#!genome-build GRCh38"), reader.directives());
        }
    }
}

package omega.genomics.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TissueTableTest {
    private static TissueTable read(String text) throws IOException {
        return TissueTable.read(InputSource.of("s.txt", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsSampleAttributesAsGtexHasThem() throws IOException {
        TissueTable table =
                read("SAMPID\tSMATSSCR\tSMTS\tSMTSD\ns1\t\tBrain\tBrain - Cortex\ns2\t1\tBlood\tWhole Blood\n");
        assertThat(table.ofSample("s1")).contains(new Tissue("Brain - Cortex", "Brain"));
        assertThat(table.ofSample("s2")).contains(new Tissue("Whole Blood", "Blood"));
        assertThat(table.ofSample("s3")).isEmpty();
        assertThat(table.hasSamples()).isTrue();
    }

    @Test
    void readsATableOfOnesOwnWithCommasAndQuotes() throws IOException {
        TissueTable table = read("Tissue,Organ\n\"Cortex, left\",Brain\nLiver,\n");
        assertThat(table.hasSamples()).isFalse();
        assertThat(table.tissue("Cortex, left").organ()).isEqualTo("Brain");
        assertThat(table.tissue("Liver").organ()).isEqualTo("Liver");
        assertThat(table.tissue("Brain_Cortex").organ()).isEqualTo("Brain");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatThrownBy(() -> read("sample\torgan\n"))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("s.txt:1:1: SMTSD: expected a column SMTSD or tissue, found sample, organ");
        assertThatThrownBy(() -> read("sample\ttissue\ns1\t\n"))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("s.txt:2:4: tissue: expected a tissue, found nothing");
        assertThatThrownBy(() -> read("sample\ttissue\ns1\tLiver\ns1\tLung\n"))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("s.txt:3:1: sample: expected \"s1\" to be Liver of Liver, found \"s1\"");
        assertThatThrownBy(() -> read("")).isInstanceOf(ParseException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Brain - Cortex,Brain",
        "Brain_Anterior_cingulate_cortex_BA24,Brain",
        "Brain - Spinal cord (cervical c-1),Brain",
        "Adipose - Visceral (Omentum),Adipose Tissue",
        "Adipose_Subcutaneous,Adipose Tissue",
        "Artery_Tibial,Blood Vessel",
        "Whole_Blood,Blood",
        "Cells - EBV-transformed lymphocytes,Blood",
        "Cells_Cultured_fibroblasts,Skin",
        "Skin - Not Sun Exposed (Suprapubic),Skin",
        "Small_Intestine_Terminal_Ileum_Lymphode_Aggregate,Small Intestine",
        "Cervix - Ectocervix,Cervix Uteri",
        "Minor Salivary Gland,Salivary Gland",
        "Liver_Portal_Tract,Liver",
        "Breast - Mammary Tissue,Breast",
        "Heart_Left_Ventricle,Heart",
        "My Tissue,My Tissue",
        "Retina - Fovea,Retina",
    })
    void knowsTheOrganOfATissueInBothSpellings(String tissue, String organ) {
        assertThat(Tissue.gtex(tissue)).isEqualTo(new Tissue(tissue, organ));
    }
}

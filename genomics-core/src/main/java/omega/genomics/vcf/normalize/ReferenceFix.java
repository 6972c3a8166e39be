package omega.genomics.vcf.normalize;

import java.util.List;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;

/** Sets REF to what the reference has, and what follows from that. */
final class ReferenceFix {
    private ReferenceFix() {}

    static void apply(Draft draft, String reference, VcfHeader header) {
        draft.changed();
        String filled = fill(draft.ref, reference);
        if (filled.equalsIgnoreCase(reference)) {
            draft.alts = draft.alts.stream()
                    .map(alt -> Draft.isBases(alt) && alt.length() == reference.length() ? fill(alt, reference) : alt)
                    .toList();
            draft.ref = filled;
            return;
        }
        if (draft.alts.size() == 1 && draft.alts.get(0).equalsIgnoreCase(reference)) {
            draft.alts = List.of(filled);
            draft.ref = reference;
            swapSamples(draft, header);
            return;
        }
        draft.ref = reference;
    }

    /** Puts the reference's base where the allele has a code for several; the rest stays. */
    private static String fill(String allele, String reference) {
        StringBuilder text = new StringBuilder(allele);
        for (int i = 0; i < text.length(); i++) {
            if ("ACGTacgt".indexOf(text.charAt(i)) < 0) {
                text.setCharAt(i, reference.charAt(i));
            }
        }
        return text.toString();
    }

    /** Exchanges alleles 0 and 1 in genotypes, and the values of Number R and G with them; INFO AC counts anew. */
    private static void swapSamples(Draft draft, VcfHeader header) {
        if (draft.samples.isEmpty()) {
            return;
        }
        String[] columns = draft.samples.substring(1).split("\t", -1);
        String[] keys = columns[0].split(":", -1);
        int alternates = 0;
        for (int sample = 1; sample < columns.length; sample++) {
            String[] fields = columns[sample].split(":", -1);
            for (int i = 0; i < fields.length && i < keys.length; i++) {
                if (keys[i].equals("GT")) {
                    fields[i] = fields[i].replace('0', 'x').replace('1', '0').replace('x', '1');
                    alternates += (int) fields[i].chars().filter(c -> c == '1').count();
                } else if (isByAllele(header.format(keys[i]).number())) {
                    fields[i] = reversed(fields[i]);
                }
            }
            columns[sample] = String.join(":", fields);
        }
        draft.samples = "\t" + String.join("\t", columns);
        draft.info = draft.info.replaceFirst("(^|;)AC=\\d+(?=;|$)", "$1AC=" + alternates);
    }

    private static boolean isByAllele(VcfNumber number) {
        return number.kind() == VcfNumber.Kind.R || number.kind() == VcfNumber.Kind.G;
    }

    private static String reversed(String values) {
        List<String> list = new java.util.ArrayList<>(List.of(values.split(",", -1)));
        java.util.Collections.reverse(list);
        return String.join(",", list);
    }
}

package omega.genomics.vcf.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.genotype.GenotypeOrder;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import org.jspecify.annotations.Nullable;

/** Takes a record with several ALT alleles apart: each new record has the values of REF and its own allele. */
final class AlleleSplitter {
    private final VcfHeader header;
    private final VcfNormalizer.OtherAllele others;

    AlleleSplitter(VcfHeader header, VcfNormalizer.OtherAllele others) {
        this.header = header;
        this.others = others;
    }

    /** Returns the record with ALT allele {@code number} only, from 1. */
    Draft split(VcfRecord record, Draft whole, int number) {
        String samples = whole.samples.isEmpty() ? "" : samples(record, whole.samples, number);
        return whole.withAlt(whole.alts.get(number - 1), info(record, whole, number), samples);
    }

    private String info(VcfRecord record, Draft whole, int number) {
        if (whole.info.equals(".")) {
            return ".";
        }
        String[] entries = whole.info.split(";", -1);
        for (int i = 0; i < entries.length; i++) {
            int equals = entries[i].indexOf('=');
            if (equals >= 0) {
                String id = entries[i].substring(0, equals);
                VcfNumber field = header.info(id).number();
                String value = entries[i].substring(equals + 1);
                String own = pick(field.kind(), value, whole.alts.size() + 1, number);
                if (own == null) {
                    int from = find(record, entries[i]);
                    throw wrongCount(record, from, from + entries[i].length(), "INFO", "INFO/" + id, field);
                }
                entries[i] = id + '=' + own;
            }
        }
        return String.join(";", entries);
    }

    private static int find(VcfRecord record, String entry) {
        int from = record.columnStart(VcfRecord.INFO);
        int to = record.columnEnd(VcfRecord.INFO);
        int at = new String(record.buffer(), from, to - from, ISO_8859_1).indexOf(entry);
        return from + Math.max(0, at);
    }

    private static ParseException wrongCount(
            VcfRecord record, int from, int to, String column, String field, VcfNumber number) {
        return new ParseException(record.finding(
                from,
                to,
                column,
                "norm-count",
                "as many values of " + field + " as Number=" + number + " means for " + record.altCount()
                        + " ALT alleles"));
    }

    /** Returns the values that belong to REF and one allele; null if there are not as many as the number says. */
    private static @Nullable String pick(VcfNumber.Kind kind, String text, int alleles, int number) {
        boolean byAllele = kind == VcfNumber.Kind.A || kind == VcfNumber.Kind.R || kind == VcfNumber.Kind.G;
        if (!byAllele || text.equals(".")) {
            return text;
        }
        String[] values = text.split(",", -1);
        return switch (kind) {
            case A -> values.length == alleles - 1 ? values[number - 1] : null;
            case R -> values.length == alleles ? values[0] + ',' + values[number] : null;
            default -> genotypes(values, alleles, number);
        };
    }

    /** Genotypes of REF and one allele; how many values there are tells the ploidy. */
    private static @Nullable String genotypes(String[] values, int alleles, int number) {
        int ploidy = 1;
        while (ploidy < 64 && GenotypeOrder.count(alleles, ploidy) < values.length) {
            ploidy++;
        }
        if (GenotypeOrder.count(alleles, ploidy) != values.length) {
            return null;
        }
        List<String> own = new ArrayList<>();
        for (int copies = 0; copies <= ploidy; copies++) {
            int[] genotype = new int[ploidy];
            Arrays.fill(genotype, 0, copies, number);
            own.add(values[GenotypeOrder.index(genotype)]);
        }
        return String.join(",", own);
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private String samples(VcfRecord record, String text, int number) {
        String[] columns = text.substring(1).split("\t", -1);
        String[] keys = columns[0].split(":", -1);
        VcfNumber[] numbers = new VcfNumber[keys.length];
        int local = -1;
        for (int i = 0; i < keys.length; i++) {
            numbers[i] = header.format(keys[i]).number();
            if (keys[i].equals("LAA")) {
                local = i;
            }
        }
        StringBuilder out = new StringBuilder("\t").append(columns[0]);
        for (int sample = 1; sample < columns.length; sample++) {
            out.append('\t').append(sample(record, sample - 1, columns[sample], keys, numbers, local, number));
        }
        return out.toString();
    }

    private String sample(
            VcfRecord record, int sample, String text, String[] keys, VcfNumber[] numbers, int local, int number) {
        String[] fields = text.split(":", -1);
        String[] localAlleles =
                local >= 0 && local < fields.length && !fields[local].equals(".") ? fields[local].split(",", -1) : null;
        for (int i = 0; i < fields.length && i < keys.length; i++) {
            String own = field(keys[i], numbers[i], fields[i], localAlleles, record.altCount() + 1, number);
            if (own == null) {
                ByteSlice bytes = record.samples().bytes(sample);
                throw wrongCount(
                        record,
                        bytes.offset(),
                        bytes.offset() + bytes.length(),
                        "samples",
                        "FORMAT/" + keys[i],
                        numbers[i]);
            }
            fields[i] = own;
        }
        return String.join(":", fields);
    }

    private @Nullable String field(
            String key, VcfNumber field, String text, String @Nullable [] localAlleles, int alleles, int number) {
        if (key.equals("GT")) {
            return genotype(text, number);
        }
        if (key.equals("LAA")) {
            return localIndex(localAlleles, number) > 0 ? "1" : ".";
        }
        return field.isLocal()
                ? local(field.kind(), text, localAlleles, number)
                : pick(field.kind(), text, alleles, number);
    }

    private String genotype(String text, int number) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int end = i;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            if (end == i) {
                out.append(text.charAt(i++));
                continue;
            }
            String allele = text.substring(i, end);
            out.append(allele.equals("0") ? "0" : allele.equals(Integer.toString(number)) ? "1" : others.text);
            i = end;
        }
        return out.toString();
    }

    /** The index of an allele among a sample's own, from 1; 0 if it is not one of them. */
    private static int localIndex(String @Nullable [] localAlleles, int number) {
        return localAlleles == null ? 0 : Arrays.asList(localAlleles).indexOf(Integer.toString(number)) + 1;
    }

    private static @Nullable String local(
            VcfNumber.Kind kind, String text, String @Nullable [] localAlleles, int number) {
        if (text.equals(".")) {
            return text;
        }
        int alleles = localAlleles == null ? 1 : localAlleles.length + 1;
        int index = localIndex(localAlleles, number);
        if (index > 0) {
            return switch (kind) {
                case LA -> pick(VcfNumber.Kind.A, text, alleles, index);
                case LR -> pick(VcfNumber.Kind.R, text, alleles, index);
                default -> pick(VcfNumber.Kind.G, text, alleles, index);
            };
        }
        // The allele is not one of the sample's: what is left belongs to REF alone.
        return kind == VcfNumber.Kind.LA ? "." : text.split(",", -1)[0];
    }
}

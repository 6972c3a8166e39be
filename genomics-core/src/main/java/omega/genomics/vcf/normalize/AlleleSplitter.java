package omega.genomics.vcf.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.KeptValues;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.genotype.GenotypeOrder;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import org.jspecify.annotations.Nullable;

/** Takes a record with several ALT alleles apart: each new record has the values of REF and its own allele. */
final class AlleleSplitter {
    private final VcfHeader header;
    private final OtherAllele others;
    private final KeptValues kept;

    /** @param kept of the reader: whether lists of another length than the header says are kept whole */
    AlleleSplitter(VcfHeader header, OtherAllele others, KeptValues kept) {
        this.kept = kept;
        this.header = header;
        this.others = others;
    }

    /**
     * Returns a record for each of some ALT alleles.
     *
     * @param numbers of the alleles, from 1
     */
    List<Draft> split(VcfRecord record, Draft whole, int[] numbers) {
        String[] infos = infos(record, whole, numbers);
        String[] samples = samples(record, whole.samples, numbers);
        List<Draft> drafts = new ArrayList<>(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            drafts.add(whole.withAlt(whole.alts.get(numbers[i] - 1), infos[i], samples[i]));
        }
        return drafts;
    }

    private String[] infos(VcfRecord record, Draft whole, int[] numbers) {
        String[] infos = new String[numbers.length];
        if (whole.info.equals(".")) {
            Arrays.fill(infos, ".");
            return infos;
        }
        String[] entries = whole.info.split(";", -1);
        ListOfAlleles[] lists = new ListOfAlleles[entries.length];
        for (int i = 0; i < entries.length; i++) {
            int equals = entries[i].indexOf('=');
            VcfNumber number = equals < 0
                    ? VcfNumber.UNKNOWN
                    : header.info(entries[i].substring(0, equals)).number();
            if (isByAllele(number.kind())) {
                lists[i] = new ListOfAlleles(number.kind(), entries[i].substring(equals + 1), whole.alts.size() + 1);
            }
        }
        String[] own = entries.clone();
        for (int n = 0; n < numbers.length; n++) {
            for (int i = 0; i < entries.length; i++) {
                if (lists[i] != null) {
                    own[i] = entry(record, entries[i], lists[i].of(numbers[n]));
                }
            }
            infos[n] = String.join(";", own);
        }
        return infos;
    }

    private String entry(VcfRecord record, String entry, @Nullable String own) {
        String id = entry.substring(0, entry.indexOf('='));
        if (own == null) {
            keep("INFO " + id, record, () -> {
                int from = find(record, entry);
                return wrongCount(
                        record,
                        from,
                        from + entry.length(),
                        "INFO",
                        "INFO/" + id,
                        header.info(id).number());
            });
            return entry;
        }
        return id + '=' + own;
    }

    private static int find(VcfRecord record, String entry) {
        int from = record.columnStart(VcfRecord.INFO);
        int to = record.columnEnd(VcfRecord.INFO);
        String info = new String(record.buffer(), from, to - from, ISO_8859_1);
        return info.startsWith(entry) ? from : from + Math.max(0, info.indexOf(';' + entry) + 1);
    }

    private void keep(String key, VcfRecord record, Supplier<Diagnostic> wrong) {
        if (!kept.keeps()) {
            throw new ParseException(wrong.get());
        }
        kept.add(key, record.lineNumber(), wrong);
    }

    private static Diagnostic wrongCount(
            VcfRecord record, int from, int to, String column, String field, VcfNumber number) {
        return record.finding(
                from,
                to,
                column,
                column.equals("INFO") ? VcfRule.INFO_NUMBER : VcfRule.SAMPLE_NUMBER,
                "as many values of " + field + " as Number=" + number + " means for " + record.altCount()
                        + " ALT alleles");
    }

    private static boolean isByAllele(VcfNumber.Kind kind) {
        return kind == VcfNumber.Kind.A || kind == VcfNumber.Kind.R || kind == VcfNumber.Kind.G;
    }

    /** The values of one field, taken apart once for all alleles. */
    private static final class ListOfAlleles {
        private final VcfNumber.Kind kind;
        private final String text;
        private final int alleles;
        private final String[] values;
        /** Of Number=G: how many copies a genotype has; 0 if there are not as many values as any number of copies makes. */
        private final int ploidy;

        ListOfAlleles(VcfNumber.Kind kind, String text, int alleles) {
            this.kind = kind;
            this.text = text;
            this.alleles = alleles;
            this.values = text.equals(".") ? new String[0] : text.split(",", -1);
            this.ploidy = kind == VcfNumber.Kind.G ? ploidy() : 0;
        }

        private int ploidy() {
            int copies = 1;
            while (copies < 64 && GenotypeOrder.count(alleles, copies) < values.length) {
                copies++;
            }
            return GenotypeOrder.count(alleles, copies) == values.length ? copies : 0;
        }

        /** Returns the values that belong to REF and one allele; null if there are not as many as the number says. */
        @Nullable
        String of(int number) {
            if (values.length == 0) {
                return text;
            }
            return switch (kind) {
                case A -> values.length == alleles - 1 ? values[number - 1] : null;
                case R -> values.length == alleles ? values[0] + ',' + values[number] : null;
                default -> genotypes(number);
            };
        }

        /** Genotypes of REF and one allele. */
        private @Nullable String genotypes(int number) {
            if (ploidy == 0) {
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
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private String[] samples(VcfRecord record, String text, int[] numbers) {
        String[] samples = new String[numbers.length];
        if (text.isEmpty()) {
            Arrays.fill(samples, "");
            return samples;
        }
        String[] columns = text.substring(1).split("\t", -1);
        String[] keys = columns[0].split(":", -1);
        VcfNumber[] fields = new VcfNumber[keys.length];
        int local = -1;
        for (int i = 0; i < keys.length; i++) {
            fields[i] = header.format(keys[i]).number();
            if (keys[i].equals("LAA")) {
                local = i;
            }
        }
        StringBuilder[] out = new StringBuilder[numbers.length];
        Arrays.setAll(out, i -> new StringBuilder("\t").append(columns[0]));
        for (int sample = 1; sample < columns.length; sample++) {
            sample(record, sample - 1, columns[sample], keys, fields, local, numbers, out);
        }
        Arrays.setAll(samples, i -> out[i].toString());
        return samples;
    }

    private void sample(
            VcfRecord record,
            int sample,
            String text,
            String[] keys,
            VcfNumber[] numbersOfKeys,
            int local,
            int[] numbers,
            StringBuilder[] out) {
        String[] fields = text.split(":", -1);
        String[] localAlleles =
                local >= 0 && local < fields.length && !fields[local].equals(".") ? fields[local].split(",", -1) : null;
        int alleles = record.altCount() + 1;
        ListOfAlleles[] lists = new ListOfAlleles[fields.length];
        for (int i = 0; i < Math.min(fields.length, keys.length); i++) {
            VcfNumber.Kind kind = numbersOfKeys[i].kind();
            if (numbersOfKeys[i].isLocal()) {
                lists[i] =
                        new ListOfAlleles(global(kind), fields[i], localAlleles == null ? 1 : localAlleles.length + 1);
            } else if (isByAllele(kind)) {
                lists[i] = new ListOfAlleles(kind, fields[i], alleles);
            }
        }
        for (int n = 0; n < numbers.length; n++) {
            out[n].append('\t');
            for (int i = 0; i < fields.length; i++) {
                out[n].append(i == 0 ? "" : ":");
                String own = i < keys.length
                        ? field(keys[i], numbersOfKeys[i], fields[i], lists[i], localAlleles, numbers[n])
                        : fields[i];
                if (own == null) {
                    String key = keys[i];
                    VcfNumber number = numbersOfKeys[i];
                    keep("FORMAT " + key, record, () -> {
                        ByteSlice bytes = record.samples().bytes(sample);
                        int from = bytes.offset();
                        return wrongCount(record, from, from + bytes.length(), "samples", "FORMAT/" + key, number);
                    });
                    own = fields[i];
                }
                out[n].append(own);
            }
        }
    }

    private static VcfNumber.Kind global(VcfNumber.Kind local) {
        return switch (local) {
            case LA -> VcfNumber.Kind.A;
            case LR -> VcfNumber.Kind.R;
            default -> VcfNumber.Kind.G;
        };
    }

    private @Nullable String field(
            String key,
            VcfNumber field,
            String text,
            @Nullable ListOfAlleles list,
            String @Nullable [] localAlleles,
            int number) {
        if (key.equals("GT")) {
            return genotype(text, number);
        }
        if (key.equals("LAA")) {
            return localIndex(localAlleles, number) > 0 ? "1" : ".";
        }
        if (list == null) {
            return text;
        }
        return field.isLocal() ? local(list, field.kind(), text, localAlleles, number) : list.of(number);
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
            ListOfAlleles list, VcfNumber.Kind kind, String text, String @Nullable [] localAlleles, int number) {
        if (text.equals(".")) {
            return text;
        }
        int index = localIndex(localAlleles, number);
        if (index > 0) {
            return list.of(index);
        }
        // The allele is not one of the sample's: what is left belongs to REF alone.
        return kind == VcfNumber.Kind.LA ? "." : text.split(",", -1)[0];
    }
}

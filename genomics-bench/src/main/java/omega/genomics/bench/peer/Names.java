package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.ByteSlice;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.bench.corpus.Genome;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.hgvs.GenomicAllele;
import omega.genomics.hgvs.HgvsNormalizer;
import omega.genomics.hgvs.HgvsParser;
import omega.genomics.hgvs.HgvsPosition;
import omega.genomics.hgvs.HgvsTranscript;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/** Names alleles by HGVS, and parses names: gene models are read, alleles and names made once for all rounds. */
final class Names {
    private static final int ALLELES = 20_000;
    private static final int LONGEST = 4;
    private static final String BASES = "ACGT";
    private static final Pattern NAME = Pattern.compile(
            "([^:]+):[cgmn]\\.([-*]?)(\\d+)([-+]\\d+)?(?:_[-*]?\\d+(?:[-+]\\d+)?)?(?:[ACGT]>[ACGT]|=|(?:delins|del|dup|ins|inv)[ACGT]*)");

    /** An allele inside a coding exon. */
    private record Allele(String contig, int position, ByteSlice ref, ByteSlice alt) {}

    /** Made before the clock starts; what contenders derive from transcripts is kept from round to round. */
    private record Input(
            Path file,
            GeneModel model,
            List<Allele> alleles,
            HgvsNames namer,
            Map<Transcript, HgvsTranscript> described,
            List<String> names) {}

    private static final Genome GENOME = Genome.ofAllFiles();
    /** Bases that were asked for before: the genome makes each base anew, which is not what is measured. */
    private static final Map<Region, byte[]> KNOWN = new HashMap<>();

    private static final ReferenceSequence REFERENCE =
            region -> KNOWN.computeIfAbsent(region, of -> GENOME.bases(of.contig(), of.start(), of.end()))
                    .clone();

    private static volatile @Nullable Input cached;

    private Names() {}

    private static Input input(Path file) throws IOException {
        Input input = cached;
        if (input == null || !input.file.equals(file)) {
            GeneModel model;
            try (GtfReader reader = GtfReader.open(file)) {
                model = GeneModelAssembler.assemble(reader);
            }
            List<Allele> alleles = alleles(model);
            List<String> names = new ArrayList<>();
            HgvsNames namer = HgvsNamer.builder(model, REFERENCE).build().names();
            name(namer, alleles, (genomic, transcript, protein) -> {
                names.add(genomic.toString());
                names.add(transcript.toString());
            });
            input = new Input(file, model, alleles, namer, new HashMap<>(), names);
            cached = input;
        }
        return input;
    }

    /** Eight of ten are substitutions; one is a deletion, one an insertion, of one to four bases. */
    private static List<Allele> alleles(GeneModel model) {
        List<Region> coding = new ArrayList<>();
        for (Gene gene : model.genes()) {
            for (Transcript transcript : gene.transcripts()) {
                transcript
                        .cds()
                        .ifPresent(cds -> cds.segments()
                                .forEach(part -> coding.add(new Region(
                                        gene.contig(),
                                        part.interval().start(),
                                        part.interval().end()))));
            }
        }
        List<Allele> alleles = new ArrayList<>();
        for (int i = 0; i < ALLELES; i++) {
            Region part = coding.get((int) (i * 7_919L % coding.size()));
            Interval interval = part.interval();
            int position = interval.start() + (int) (i * 104_729L % interval.length());
            String bases =
                    new String(GENOME.bases(part.contig(), position, position + LONGEST), StandardCharsets.US_ASCII);
            int length = 1 + i / 10 % LONGEST;
            String first = bases.substring(0, 1);
            String ref = i % 10 == 8 ? bases.substring(0, 1 + length) : first;
            String alt = i % 10 == 8
                    ? first
                    : i % 10 == 9 ? first + BASES.substring(LONGEST - length) : other(first.charAt(0), i % 3);
            alleles.add(new Allele(part.contig(), position, ByteSlice.of(ref), ByteSlice.of(alt)));
        }
        return alleles;
    }

    private static String other(char base, int which) {
        return BASES.substring((BASES.indexOf(base) + 1 + which) % 4).substring(0, 1);
    }

    /** Takes the names of an allele on one transcript; the views of the library are valid until it returns. */
    @FunctionalInterface
    private interface Taker {
        void take(CharSequence genomic, CharSequence transcript, CharSequence protein);
    }

    private static void name(HgvsNames names, List<Allele> alleles, Taker taker) {
        for (Allele allele : alleles) {
            HgvsNames.Outcome outcome = names.read(allele.contig, allele.position, allele.ref, allele.alt);
            if (outcome != HgvsNames.Outcome.NAMED) {
                throw new IllegalStateException(allele + ": " + outcome);
            }
            for (int i = 0; i < names.count(); i++) {
                taker.take(names.genomic(), names.transcript(i), names.protein(i));
            }
        }
    }

    static Answer omega(Path file) throws IOException {
        Input input = input(file);
        Tally tally = new Tally();
        name(input.namer, input.alleles, (genomic, transcript, protein) -> {
            tally.text((ByteSlice) genomic);
            tally.text((ByteSlice) transcript);
            tally.text((ByteSlice) protein);
        });
        return counted(tally, input.alleles.size());
    }

    /** The straightforward way: every name becomes a value before it is written. */
    static Answer omegaValues(Path file) throws IOException {
        Input input = input(file);
        Tally tally = new Tally();
        HgvsNormalizer normalizer = HgvsNormalizer.of(REFERENCE);
        for (Allele allele : input.alleles) {
            GenomicAllele value =
                    new GenomicAllele(allele.contig, allele.position, allele.ref.toString(), allele.alt.toString());
            boolean isOneBase = allele.ref.length() == 1 && allele.alt.length() == 1;
            int first = allele.position + (isOneBase || allele.alt.length() > 1 ? 0 : 1);
            int last = allele.position + (allele.alt.length() > 1 ? 1 : allele.ref.length() - 1);
            for (Gene gene : input.model.overlapping(new Region(allele.contig, first, last))) {
                for (Transcript transcript : gene.transcripts()) {
                    boolean isHit = allele.alt.length() > 1
                            ? transcript.start() <= first && last <= transcript.end()
                            : transcript.start() <= last && first <= transcript.end();
                    if (isHit) {
                        HgvsNormalizer.Names names = normalizer.toNames(
                                value,
                                input.described.computeIfAbsent(
                                        transcript,
                                        of -> HgvsTranscript.of(of, allele.contig, REFERENCE, GeneticCode.STANDARD)));
                        tally.text(names.genomic().toString());
                        tally.text(names.transcript().toString());
                        tally.text(
                                names.protein() == null ? null : names.protein().toString());
                    }
                }
            }
        }
        return counted(tally, input.alleles.size());
    }

    private static Answer counted(Tally tally, int records) {
        for (int i = 0; i < records; i++) {
            tally.record();
        }
        return tally.answer();
    }

    static Answer parse(Path file) throws IOException {
        Tally tally = new Tally();
        for (String name : input(file).names) {
            Nucleotide variant = (Nucleotide) HgvsParser.parse(name);
            tally.record();
            tally.text(variant.reference().accession());
            if (variant.location() != null) {
                HgvsPosition first = variant.location().start().from();
                tally.number(first.base() + first.offset());
            }
        }
        return tally.answer();
    }

    /** What people write by hand without a library: a pattern that covers only part of the grammar. */
    static Answer pattern(Path file) throws IOException {
        Tally tally = new Tally();
        for (String name : input(file).names) {
            Matcher parts = NAME.matcher(name);
            if (!parts.matches()) {
                throw new IllegalStateException(name);
            }
            tally.record();
            tally.text(parts.group(1));
            int offset = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
            tally.number(Integer.parseInt(parts.group(3)) + offset);
        }
        return tally.answer();
    }
}

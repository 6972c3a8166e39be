package omega.genomics.cli.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.hgvs.GenomicAllele;
import omega.genomics.hgvs.HgvsCheck;
import omega.genomics.hgvs.HgvsException;
import omega.genomics.hgvs.HgvsKind;
import omega.genomics.hgvs.HgvsNormalizer;
import omega.genomics.hgvs.HgvsParser;
import omega.genomics.hgvs.HgvsProjector;
import omega.genomics.hgvs.HgvsReference;
import omega.genomics.hgvs.HgvsResolver;
import omega.genomics.hgvs.HgvsTranscript;
import omega.genomics.hgvs.HgvsVariant;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/** Translates a name of HGVS, an allele or a SPDI into the others, as far as gene models and bases are at hand. */
final class HgvsTranslator {
    private static final Pattern ALLELE =
            Pattern.compile("([A-Za-z0-9_.]+)-(\\d{1,9})-([ACGTNacgtn]+)-([ACGTNacgtn]+)");
    private static final Pattern SPDI = Pattern.compile("([A-Za-z0-9_.]+):(\\d{1,9}:[ACGTNacgtn0-9]*:[ACGTNacgtn]*)");

    private final @Nullable GeneModel genes;
    private final @Nullable IndexedFasta fasta;
    private final Assembly assembly;
    private final Map<String, String> stored = new HashMap<>();
    private final IdentityHashMap<Transcript, HgvsTranscript> described = new IdentityHashMap<>();

    HgvsTranslator(@Nullable GeneModel genes, @Nullable IndexedFasta fasta, Assembly assembly) {
        this.genes = genes;
        this.fasta = fasta;
        this.assembly = assembly;
    }

    /** Returns what is known of a name; {@code error} says why something is missing. */
    Map<String, Object> translate(String text) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", text);
        try {
            Nucleotide genomic = genomic(text, answer);
            if (genomic != null) {
                onGenome(genomic, answer);
            }
        } catch (ParseException e) {
            answer.put(
                    "error",
                    "column " + e.location().column() + ": " + e.diagnostic().message());
        } catch (HgvsException | IllegalArgumentException e) {
            answer.put("error", String.valueOf(e.getMessage()));
        }
        return answer;
    }

    private @Nullable Nucleotide genomic(String text, Map<String, Object> answer) {
        Matcher allele = ALLELE.matcher(text);
        if (allele.matches()) {
            return normalizer()
                    .toName(new GenomicAllele(
                            accession(allele.group(1)),
                            Integer.parseInt(allele.group(2)),
                            allele.group(3),
                            allele.group(4)));
        }
        Matcher spdi = SPDI.matcher(text);
        if (spdi.matches()) {
            return normalizer().ofSpdi(accession(spdi.group(1)) + ":" + spdi.group(2));
        }
        HgvsVariant variant = HgvsParser.parse(text);
        answer.put("canonical", variant.toString());
        List<HgvsCheck.Problem> problems = HgvsCheck.problems(variant);
        if (!problems.isEmpty()) {
            throw new HgvsException(problems.get(0).message());
        }
        if (variant.reference().isNone() && (genes != null || fasta != null)) {
            throw new HgvsException("expected a name with a sequence or gene before the colon, found " + variant);
        }
        if (!(variant instanceof Nucleotide change)) {
            if (genes != null && !(variant instanceof HgvsVariant.Adjoined)) {
                addAlleles(text, answer);
            }
            return null;
        }
        return change.kind() == HgvsKind.GENOMIC || change.kind() == HgvsKind.MITOCHONDRIAL
                ? onContig(change)
                : onTranscript(change, answer);
    }

    /** Adds the alleles that a name on a protein, or of several changes, means. */
    private void addAlleles(String text, Map<String, Object> answer) {
        HgvsResolver resolver = HgvsResolver.of(assembly, this::meant);
        HgvsResolver.Meaning meaning = (fasta == null ? resolver : resolver.genome(this::bases)).resolve(text);
        if (!meaning.notes().isEmpty()) {
            answer.put("note", String.join("; ", meaning.notes()));
        }
        List<Map<String, Object>> alleles = new ArrayList<>();
        for (GenomicAllele of : meaning.alleles()) {
            GenomicAllele allele =
                    new GenomicAllele(accession(of.contig()), of.position(), of.reference(), of.alternative());
            Map<String, Object> names = new LinkedHashMap<>();
            if (fasta != null) {
                names.put("hgvs_g", normalizer().toName(allele).toString());
            }
            names.put("vcf", allele.toString());
            names.put("spdi", allele.toSpdi());
            alleles.add(names);
        }
        answer.put("alleles", alleles);
    }

    /** Returns the genes of a name, or with a transcript or a protein of this id, with version or without. */
    private List<Gene> meant(String name) {
        String bare = name.replaceAll("\\.[0-9]+$", "");
        List<Gene> named = genes().genesNamed(name);
        return !named.isEmpty()
                ? named
                : genes().genes().stream()
                        .filter(gene -> gene.transcripts().stream()
                                .anyMatch(of -> is(of.id(), bare)
                                        || of.cds()
                                                .flatMap(cds -> cds.proteinId())
                                                .filter(id -> is(id, bare))
                                                .isPresent()))
                        .toList();
    }

    private static boolean is(String id, String bare) {
        return id.equals(bare) || id.startsWith(bare + ".");
    }

    private @Nullable Nucleotide onContig(Nucleotide change) {
        String contig = change.reference().accession();
        if (assembly.resolve(contig).isEmpty()) {
            for (String other : Assembly.bundled()) {
                Optional<Assembly> named =
                        Assembly.named(other).filter(of -> of.resolve(contig).isPresent());
                if (named.isPresent()) {
                    throw new HgvsException(
                            "expected a contig of " + assembly + ", found " + contig + ", which is of " + named.get());
                }
            }
        }
        Nucleotide named = new Nucleotide(
                HgvsReference.of(accession(change.reference().accession())),
                change.kind(),
                change.location(),
                change.edit(),
                change.predicted());
        return fasta == null ? named : normalizer().normalize(named);
    }

    private @Nullable Nucleotide onTranscript(Nucleotide change, Map<String, Object> answer) {
        if (genes == null) {
            return null;
        }
        Transcript model = transcript(change, answer);
        HgvsTranscript transcript = described(model);
        Nucleotide named = fasta == null ? change : normalizer().normalize(change, transcript);
        return fasta == null
                ? new HgvsProjector(transcript).toGenome(named)
                : normalizer().normalize(new HgvsProjector(transcript).toGenome(named));
    }

    private Transcript transcript(Nucleotide change, Map<String, Object> answer) {
        GeneModel model = genes();
        String name = change.reference().sequence();
        int dot = name.indexOf('.');
        Optional<Transcript> found = model.transcript(name);
        if (found.isEmpty() && dot > 0) {
            found = model.transcript(name.substring(0, dot));
        }
        if (found.isPresent()) {
            String stored = described(found.get()).accession();
            if (!stored.equals(name)) {
                answer.put("note", "the gene models have " + stored);
            }
            return found.get();
        }
        Transcript chosen = HgvsResolver.preferred(model.genesNamed(name).stream()
                        .map(Gene::transcripts)
                        .flatMap(List::stream)
                        .toList())
                .orElseThrow(
                        () -> new HgvsException("expected a transcript or gene of the gene models, found " + name));
        answer.put("note", name + " is read as " + described(chosen).accession());
        return chosen;
    }

    private void onGenome(Nucleotide genomic, Map<String, Object> answer) {
        answer.put("hgvs_g", genomic.toString());
        GenomicAllele allele = null;
        if (fasta != null) {
            allele = normalizer().toAllele(genomic);
            answer.put("vcf", allele.toString());
            answer.put("spdi", allele.toSpdi());
        }
        if (genes == null || genomic.location() == null || !genomic.location().isExact()) {
            return;
        }
        List<Map<String, Object>> transcripts = new ArrayList<>();
        String contig = geneContig(genomic.reference().accession());
        Region region = new Region(
                contig,
                genomic.location().first().base(),
                Math.max(
                        genomic.location().first().base(),
                        genomic.location().last().base()));
        for (Gene gene : genes().overlapping(region)) {
            Map<Transcript, TranscriptConsequence> touched = allele == null ? Map.of() : touched(gene, allele);
            for (Transcript model : gene.transcripts()) {
                if (!model.exons().isEmpty()
                        && model.start() <= region.end()
                        && region.start() <= model.end()
                        && !model.isTransSpliced()) {
                    Map<String, Object> names = names(gene, model, genomic, allele);
                    TranscriptConsequence numbers = touched.get(model);
                    if (numbers != null) { // as 3/23
                        names.put("exon", numbers.exonText().orElse(null));
                        names.put("intron", numbers.intronText().orElse(null));
                    }
                    transcripts.add(names);
                }
            }
        }
        answer.put("transcripts", transcripts);
    }

    private Map<String, Object> names(Gene gene, Transcript model, Nucleotide genomic, @Nullable GenomicAllele allele) {
        Map<String, Object> names = new LinkedHashMap<>();
        HgvsTranscript transcript = described(model);
        names.put("gene", gene.displayName());
        names.put("transcript", transcript.accession());
        if (allele == null) {
            names.put(
                    "hgvs_c",
                    new HgvsProjector(transcript).toTranscript(genomic).toString());
            return names;
        }
        HgvsNormalizer.Names all = normalizer().toNames(allele, transcript);
        names.put("hgvs_c", all.transcript().toString());
        names.put("hgvs_p", all.protein() == null ? null : all.protein().toString());
        return names;
    }

    /** Finds which exons and introns of a gene's transcripts an allele touches. */
    private static Map<Transcript, TranscriptConsequence> touched(Gene gene, GenomicAllele allele) {
        int end = allele.position() + allele.reference().length() - 1;
        Map<Transcript, TranscriptConsequence> touched = new HashMap<>();
        ConsequenceAnnotator.builder(List.of(gene))
                .build()
                .annotate(gene.contig(), allele.position(), end, allele.reference(), allele.alternative())
                .stream()
                .flatMap(consequences -> consequences.all().stream())
                .forEach(each -> each.transcript().ifPresent(transcript -> touched.put(transcript, each)));
        return touched;
    }

    private HgvsTranscript described(Transcript model) {
        return described.computeIfAbsent(model, this::describe);
    }

    private HgvsTranscript describe(Transcript model) {
        String contig = accession(model.contig());
        return HgvsTranscript.of(
                model,
                contig,
                fasta == null
                        ? null
                        : region -> bases(new Region(accession(region.contig()), region.start(), region.end())),
                GeneticCode.ofContig(model.contig()));
    }

    private HgvsNormalizer normalizer() {
        if (fasta == null) {
            throw new HgvsException("expected --fasta, which is needed to translate this");
        }
        return HgvsNormalizer.of(this::bases);
    }

    private GeneModel genes() {
        if (genes == null) {
            throw new HgvsException("expected --genes, which is needed to translate this");
        }
        return genes;
    }

    private byte[] bases(Region region) {
        if (fasta == null) {
            throw new HgvsException("expected --fasta, which is needed to translate this");
        }
        IndexedFasta reference = fasta;
        String name = stored.computeIfAbsent(
                region.contig(),
                contig -> names(contig).stream()
                        .filter(alias -> reference.index().entry(alias).isPresent())
                        .findFirst()
                        .orElse(contig));
        return reference.bases(new Region(name, region.start(), region.end()));
    }

    private String geneContig(String contig) {
        return names(contig).stream()
                .filter(genes().contigs()::contains)
                .findFirst()
                .orElse(contig);
    }

    /** Returns the names of a contig, the one in question first. */
    private List<String> names(String contig) {
        List<String> names = new ArrayList<>(List.of(contig));
        assembly.resolve(contig).ifPresent(known -> {
            names.add(known.name());
            names.addAll(known.aliases());
        });
        return names;
    }

    /** Returns the accession of RefSeq for a contig of the assembly, otherwise its name. */
    private String accession(String contig) {
        return assembly.accession(contig);
    }
}

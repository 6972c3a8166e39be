package omega.genomics.hgvs;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.HgvsVariant.Protein;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * Finds the alleles of the genome that a name means.
 *
 * <pre>{@code
 * HgvsResolver resolver = HgvsResolver.of(Assembly.grch38(), model::genesNamed).genome(fasta::bases);
 * HgvsResolver.Meaning meaning = resolver.resolve("BRCA2:c.5946del");
 * meaning.transcript();                   // ENST00000380152.8, the MANE Select transcript of BRCA2
 * meaning.alleles();                      // 13 32340300 GT G
 * }</pre>
 *
 * <p>A name on a gene counts along its MANE Select transcript, else the canonical one of Ensembl or the RefSeq Select, else the one with
 * the longest coding sequence. A name on a protein means each allele within one codon that has this effect. Without the genome, only substitutions of one base
 * can be resolved: all other changes need the bases around them. Immutable; thread-safe if lookup and genome are.
 */
public final class HgvsResolver {
    private static final String BASES = "ACGT";

    private final Assembly assembly;
    private final Function<String, List<Gene>> genes;
    private final @Nullable ReferenceSequence genome;

    private HgvsResolver(Assembly assembly, Function<String, List<Gene>> genes, @Nullable ReferenceSequence genome) {
        this.assembly = assembly;
        this.genes = genes;
        this.genome = genome;
    }

    /**
     * Makes a resolver without a genome.
     *
     * @param assembly the assembly, for the accessions of contigs
     * @param genes returns the genes that may be meant by a gene's name or the id of a transcript or protein, with a version or without;
     *     none if the name is unknown
     * @return a resolver of substitutions
     */
    public static HgvsResolver of(Assembly assembly, Function<String, List<Gene>> genes) {
        Objects.requireNonNull(assembly, "assembly");
        Objects.requireNonNull(genes, "genes");
        return new HgvsResolver(assembly, genes, null);
    }

    /**
     * Sets the genome.
     *
     * @param bases the bases, queried by the contig names of the genes
     * @return a changed resolver
     */
    public HgvsResolver genome(ReferenceSequence bases) {
        Objects.requireNonNull(bases, "bases");
        return new HgvsResolver(assembly, genes, bases);
    }

    /**
     * What a name means.
     *
     * @param name the name in canonical form
     * @param transcript the transcript that positions were counted along, with its version; empty for a name on a contig
     * @param alleles the alleles on the genome, aligned to the left as in VCF if the genome is known; contigs are named as in the assembly.
     *     Several for a name on a protein, and for a name of several changes
     * @param notes what the caller should know: which transcript a gene stands for, that a version differs
     */
    public record Meaning(String name, Optional<String> transcript, List<GenomicAllele> alleles, List<String> notes) {
        /** Makes immutable lists. */
        public Meaning {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(transcript, "transcript");
            Objects.requireNonNull(alleles, "alleles");
            Objects.requireNonNull(notes, "notes");
            alleles = List.copyOf(alleles);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Resolves a name.
     *
     * @param name the name, with a reference: a transcript, a gene, a protein, or a contig by accession or name
     * @return what it means
     * @throws omega.genomics.ParseException if the text is not a name
     * @throws HgvsException if the name contradicts itself, its reference is unknown, it does not fit the bases, the genome is needed and not
     *     known, or it does not say which allele it means
     */
    public Meaning resolve(String name) {
        Objects.requireNonNull(name, "name");
        HgvsVariant variant = HgvsParser.parse(name);
        List<HgvsCheck.Problem> problems = HgvsCheck.problems(variant);
        if (!problems.isEmpty()) {
            throw new HgvsException(problems.get(0).message());
        }
        Resolving resolving = new Resolving();
        resolving.add(variant);
        return new Meaning(
                variant.toString(),
                Optional.ofNullable(resolving.transcript),
                List.copyOf(resolving.alleles),
                List.copyOf(resolving.notes));
    }

    /** Returns the assembly, for logs and debugging. */
    @Override
    public String toString() {
        return "HgvsResolver[" + assembly + (genome == null ? ", without bases]" : "]");
    }

    /**
     * Chooses the transcript that stands for a gene.
     *
     * @param transcripts transcripts of a gene
     * @return the MANE Select transcript, else the canonical one, else the one with the longest coding sequence, of several the first by id;
     *     empty if there is none with exons
     */
    public static Optional<Transcript> preferred(List<Transcript> transcripts) {
        Objects.requireNonNull(transcripts, "transcripts");
        return transcripts.stream()
                .filter(transcript -> !transcript.exons().isEmpty() && !transcript.isTransSpliced())
                .min(Comparator.comparingInt(HgvsResolver::rank)
                        .thenComparingInt(transcript ->
                                -transcript.cds().map(cds -> cds.length()).orElse(0))
                        .thenComparing(Transcript::id));
    }

    private static int rank(Transcript transcript) {
        return transcript.isManeSelect() ? 0 : transcript.isCanonical() ? 1 : 2;
    }

    private static String reason(Transcript chosen) {
        return switch (rank(chosen)) {
            case 0 -> "its MANE Select transcript";
            case 1 -> "its canonical transcript";
            default -> chosen.cds().isPresent() ? "the transcript with the longest coding sequence" : "a transcript";
        };
    }

    /** One name, member by member. */
    private final class Resolving {
        private final Set<GenomicAllele> alleles = new LinkedHashSet<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private @Nullable String transcript;

        void add(HgvsVariant variant) {
            if (variant.reference().isNone() && !(variant instanceof HgvsVariant.Adjoined)) {
                throw new HgvsException("expected a name with a sequence or gene before the colon, found " + variant);
            }
            if (variant instanceof HgvsVariant.Allele several) {
                several.members().forEach(this::add);
            } else if (variant instanceof Nucleotide change) {
                add(change);
            } else if (variant instanceof Protein change) {
                add(change);
            } else {
                throw new HgvsException("expected a change of one sequence, found " + variant);
            }
        }

        private void add(Nucleotide change) {
            switch (change.kind()) {
                case GENOMIC, MITOCHONDRIAL, CIRCULAR -> addOnContig(change);
                default -> addOnTranscript(change);
            }
        }

        private void addOnContig(Nucleotide change) {
            String accession = change.reference().accession();
            Optional<Contig> known = assembly.resolve(accession);
            if (known.isEmpty() && !assembly.contigs().isEmpty()) {
                throw new HgvsException(
                        "expected a contig of " + assembly + ", found " + accession + otherAssembly(accession));
            }
            String contig = known.map(Contig::name).orElse(accession);
            addAllele(new Nucleotide(
                    HgvsReference.of(contig), change.kind(), change.location(), change.edit(), change.predicted()));
        }

        private void addOnTranscript(Nucleotide change) {
            HgvsTranscript along = described(change.reference().sequence());
            if (change.kind() == HgvsKind.CODING && !along.isCoding()) {
                throw new HgvsException(
                        "expected n. on " + along.accession() + ", which is not coding, found " + change);
            }
            Nucleotide named = genome == null ? change : normalizer().normalize(change, along);
            addAllele(new HgvsProjector(along).toGenome(named));
        }

        /** Adds the allele of a name on a contig of the genome. */
        private void addAllele(Nucleotide genomic) {
            if (genome != null) {
                alleles.add(normalizer().toAllele(genomic));
                return;
            }
            HgvsLocation location = genomic.location();
            if (genomic.edit() instanceof NucleotideEdit.Substitution change
                    && location != null
                    && location.isExact()
                    && location.end() == null
                    && change.reference().length() == 1
                    && change.alternative().length() == 1) {
                alleles.add(new GenomicAllele(
                        genomic.reference().accession(),
                        location.first().base(),
                        change.reference(),
                        change.alternative()));
                return;
            }
            throw new HgvsException(
                    "expected the genome, which is needed to resolve everything but substitutions of one base,"
                            + " found only positions for " + genomic);
        }

        // ---- proteins ----------------------------------------------------------------------------------------

        private void add(Protein change) {
            ProteinLocation location = change.location();
            if (!(change.edit() instanceof ProteinEdit.Substitution edit)
                    || location == null
                    || location.end() != null
                    || location.uncertain()) {
                throw new HgvsException("expected a substitution of one amino acid, or a name of DNA, found " + change
                        + ", which many alleles can have as their effect");
            }
            HgvsTranscript along = described(change.reference().sequence());
            if (!along.isCoding() || genome == null) {
                throw new HgvsException((genome == null
                                ? "expected the genome, which is needed to resolve "
                                : "expected a coding transcript for ")
                        + change);
            }
            int offset = 3 * (location.start().position() - 1);
            String bases = along.requireSequence();
            int first = along.cdsStart() + offset;
            if (first < 1 || first + 2 > along.cdsEnd() || along.phase() != 0) {
                throw new HgvsException("expected a residue of " + along.accession() + ", found " + change);
            }
            String codon = bases.substring(first - 1, first + 2);
            char residue = residue(along, codon, offset);
            if (residue != location.start().aminoAcid()) {
                throw new HgvsException("expected " + AminoAcids.name(residue)
                        + location.start().position() + " as " + along.accession() + " has it, found " + change);
            }
            int before = alleles.size();
            for (int changed = 1; changed <= 3; changed++) {
                addCodons(along, codon, offset, edit.alternative(), changed);
            }
            if (alleles.size() == before) {
                throw new HgvsException("expected an effect that a change within one codon can have, found " + change);
            }
        }

        private char residue(HgvsTranscript along, String codon, int offset) {
            if (offset == 0 && !along.lacksStart()) {
                return 'M';
            }
            char residue = translate(along, codon);
            return residue == '*' && along.cdsStart() + offset + 2 < along.cdsEnd() ? 'U' : residue;
        }

        private char translate(HgvsTranscript along, String codon) {
            return along.code().translate((byte) codon.charAt(0), (byte) codon.charAt(1), (byte) codon.charAt(2));
        }

        /** Adds the alleles that change so many bases of a codon and make it one of another residue. */
        private void addCodons(HgvsTranscript along, String codon, int offset, char residue, int changed) {
            for (int i = 0; i < 64; i++) {
                String other = "" + BASES.charAt(i >> 4) + BASES.charAt(i >> 2 & 3) + BASES.charAt(i & 3);
                if (differences(codon, other) == changed && translate(along, other) == residue) {
                    addCodon(along, codon, offset, other);
                }
            }
        }

        private void addCodon(HgvsTranscript along, String codon, int offset, String other) {
            int from = 0;
            int to = 3;
            while (codon.charAt(from) == other.charAt(from)) {
                from++;
            }
            while (codon.charAt(to - 1) == other.charAt(to - 1)) {
                to--;
            }
            int first = along.cdsStart() + offset + from;
            int last = along.cdsStart() + offset + to - 1;
            if (!along.requireAlignment()
                    .exonOf(first)
                    .equals(along.requireAlignment().exonOf(last))) {
                notes.add("alleles on both sides of an intron are left out");
                return;
            }
            String place = offset + from + 1 + (to - from == 1 ? "" : "_" + (offset + to));
            String edit = to - from == 1
                    ? codon.charAt(from) + ">" + other.charAt(from)
                    : "delins" + other.substring(from, to);
            Nucleotide named = (Nucleotide) HgvsParser.parse(along.accession() + ":c." + place + edit);
            addAllele(new HgvsProjector(along).toGenome(named));
        }

        // ---- transcripts -------------------------------------------------------------------------------------

        private HgvsTranscript described(String name) {
            List<Gene> found = genes.apply(name);
            List<Transcript> all = found.stream()
                    .flatMap(gene -> gene.transcripts().stream())
                    .filter(model -> !model.exons().isEmpty() && !model.isTransSpliced())
                    .toList();
            String bare = withoutVersion(name);
            HgvsTranscript sameVersion = null;
            HgvsTranscript otherVersion = null;
            for (Transcript model : all) {
                HgvsTranscript described = describe(model, null);
                String protein = described.protein().orElse("");
                if (described.accession().equals(name) || protein.equals(name)) {
                    sameVersion = describe(model, genome);
                    break;
                }
                if (withoutVersion(described.accession()).equals(bare)
                        || withoutVersion(protein).equals(bare)) {
                    otherVersion = describe(model, genome);
                }
            }
            HgvsTranscript chosen = sameVersion != null ? sameVersion : otherVersion;
            if (chosen == null) {
                Transcript model = preferred(all)
                        .orElseThrow(() -> new HgvsException(
                                "expected a transcript, protein or gene of the gene models, found " + name));
                chosen = describe(model, genome);
                notes.add(name + " is read as " + chosen.accession() + ", " + reason(model));
            } else if (sameVersion == null && !bare.equals(name)) {
                notes.add("the gene models have " + chosen.accession() + " instead of " + name);
            }
            transcript = chosen.accession();
            return chosen;
        }
    }

    private static HgvsTranscript describe(Transcript model, @Nullable ReferenceSequence genome) {
        return HgvsTranscript.of(model, model.contig(), genome, GeneticCode.ofContig(model.contig()));
    }

    private HgvsNormalizer normalizer() {
        return HgvsNormalizer.of(Objects.requireNonNull(genome));
    }

    private static int differences(String codon, String other) {
        int count = 0;
        for (int i = 0; i < 3; i++) {
            count += codon.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return count;
    }

    private static String withoutVersion(String id) {
        int dot = id.lastIndexOf('.');
        return dot > 0 ? id.substring(0, dot) : id;
    }

    private String otherAssembly(String accession) {
        return Assembly.bundled().stream()
                .flatMap(name -> Assembly.named(name).stream())
                .filter(other -> other.resolve(accession).isPresent())
                .findFirst()
                .map(other -> ", which is of " + other)
                .orElse("");
    }
}

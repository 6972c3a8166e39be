package omega.genomics.hgvs;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A variant as the HGVS nomenclature names it; {@link HgvsParser} reads one. {@code toString()} gives the canonical text.
 *
 * <pre>{@code
 * HgvsVariant variant = HgvsParser.parse("NM_000059.4:c.5946delT");
 * variant.toString();                                         // NM_000059.4:c.5946del
 * if (variant instanceof HgvsVariant.Nucleotide change) {
 *     change.location().first().base();                       // 5946
 * }
 * }</pre>
 *
 * <p>Immutable; equal by content.
 */
public sealed interface HgvsVariant {

    /**
     * Returns the sequence that the name refers to.
     *
     * @return the reference; for an allele and a fusion that of their first member
     */
    HgvsReference reference();

    /**
     * Returns the kind of the sequence.
     *
     * @return the kind; for an allele and a fusion that of their first member
     */
    HgvsKind kind();

    /**
     * Returns the name without reference and kind.
     *
     * @return for example {@code 5946del}
     */
    String change();

    /**
     * A change of a nucleotide sequence.
     *
     * @param reference the sequence
     * @param kind the kind of the sequence
     * @param location where; null if the whole sequence is meant, as in {@code c.=}
     * @param edit what
     * @param predicted whether the change is in parentheses: it was not observed but inferred
     */
    record Nucleotide(
            HgvsReference reference,
            HgvsKind kind,
            @Nullable HgvsLocation location,
            NucleotideEdit edit,
            boolean predicted)
            implements HgvsVariant {
        /** Creates a record; nothing in it may be null. */
        public Nucleotide {
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(edit, "edit");
        }

        @Override
        public String change() {
            String text = EditText.of(location, edit, kind);
            return predicted ? "(" + text + ")" : text;
        }

        /** Returns the canonical text. */
        @Override
        public String toString() {
            return prefix(this) + change();
        }
    }

    /**
     * A change of a protein.
     *
     * @param reference the protein, or a transcript
     * @param location where; null if the whole protein is meant, as in {@code p.0}
     * @param edit what
     * @param predicted whether the change is in parentheses: it was not observed but inferred
     */
    record Protein(HgvsReference reference, @Nullable ProteinLocation location, ProteinEdit edit, boolean predicted)
            implements HgvsVariant {
        /** Creates a record; nothing in it may be null. */
        public Protein {
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(edit, "edit");
        }

        @Override
        public HgvsKind kind() {
            return HgvsKind.PROTEIN;
        }

        @Override
        public String change() {
            String text = (location == null ? "" : location.toString()) + edit;
            return predicted ? "(" + text + ")" : text;
        }

        /** Returns the canonical text. */
        @Override
        public String toString() {
            return prefix(this) + change();
        }
    }

    /** How the members of an allele belong together. */
    enum Phase {
        /** On one molecule: {@code [a;b]}. */
        CIS,
        /** On two molecules: {@code [a];[b]}. */
        TRANS,
        /** Not known: {@code a(;)b}. */
        UNKNOWN,
        /** In some cells: {@code a/b}. */
        MOSAIC,
        /** In cells of another origin: {@code a//b}. */
        CHIMERIC,
        /** One of them, it is not known which: {@code a^b}. */
        EITHER,
        /** Several transcripts or proteins that are made from one molecule: {@code [a,b]}. */
        PRODUCTS,
        /** The breakpoints are joined, which makes a ring chromosome: {@code a::b}. */
        RING,
        /** A ring chromosome besides the two others: {@code [a::b]sup}. */
        SUPERNUMERARY_RING
    }

    /**
     * Several changes.
     *
     * @param phase how they belong together
     * @param members the changes, alleles among them
     * @param predicted whether the list is in parentheses
     */
    record Allele(Phase phase, List<HgvsVariant> members, boolean predicted) implements HgvsVariant {
        /** Makes an immutable list of the members. */
        public Allele {
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(members, "members");
            members = List.copyOf(members);
            if (members.isEmpty()) {
                throw new IllegalArgumentException("expected at least one member");
            }
        }

        @Override
        public HgvsReference reference() {
            return members.get(0).reference();
        }

        @Override
        public HgvsKind kind() {
            return members.get(0).kind();
        }

        /**
         * Returns whether all members name the same sequence.
         *
         * @return true if the reference is written once
         */
        public boolean isOfOneReference() {
            return members.stream()
                    .allMatch(member -> member.reference().equals(reference())
                            && member.kind() == kind()
                            && (!(member instanceof Allele allele) || allele.isOfOneReference()));
        }

        @Override
        public String change() {
            return text(isOfOneReference());
        }

        /** Returns the canonical text. */
        @Override
        public String toString() {
            boolean mixed = phase == Phase.MOSAIC || phase == Phase.CHIMERIC;
            boolean shared = isOfOneReference() && !(mixed && texts(true).isAmbiguous());
            return (shared ? prefix(this) : "") + text(shared);
        }

        private String text(boolean shared) {
            AlleleText texts = texts(shared);
            return switch (phase) {
                case CIS -> texts.listed(";", predicted);
                case PRODUCTS -> texts.listed(",", predicted);
                case TRANS -> texts.inTrans();
                case UNKNOWN -> texts.joined("(;)");
                case EITHER -> texts.either(predicted);
                case MOSAIC -> texts.atOnePlace("/", predicted);
                case CHIMERIC -> texts.atOnePlace("//", predicted);
                case RING -> texts.joined("::");
                case SUPERNUMERARY_RING -> "[" + texts.joined("::") + "]sup";
            };
        }

        private AlleleText texts(boolean shared) {
            AlleleText texts = new AlleleText(shared, kind());
            for (HgvsVariant member : members) {
                String text = shared ? member.change() : member.toString();
                if (member instanceof Nucleotide change) {
                    texts.add(text, change.location(), change.edit(), change.predicted());
                } else if (member instanceof Protein change) {
                    texts.add(text, change.location(), change.edit(), change.predicted());
                } else {
                    texts.addList(text);
                }
            }
            return texts;
        }
    }

    /**
     * A transcript or chromosome that is joined from parts of others: {@code NM_002354.2:r.-358_555::NM_000251.2:r.212_*279}.
     *
     * @param parts in their order: stretches of sequences, or bases between them
     */
    record Adjoined(List<HgvsSequence> parts) implements HgvsVariant {
        /** Makes an immutable list of the parts. */
        public Adjoined {
            Objects.requireNonNull(parts, "parts");
            parts = List.copyOf(parts);
            if (parts.size() < 2) {
                throw new IllegalArgumentException("expected at least two parts");
            }
        }

        @Override
        public HgvsReference reference() {
            return parts.get(0) instanceof HgvsSequence.Copied copied ? copied.reference() : HgvsReference.NONE;
        }

        @Override
        public HgvsKind kind() {
            return parts.get(0) instanceof HgvsSequence.Copied copied ? copied.kind() : HgvsKind.UNSPECIFIED;
        }

        @Override
        public String change() {
            return toString();
        }

        /** Returns the canonical text. */
        @Override
        public String toString() {
            return parts.stream().map(Object::toString).collect(Collectors.joining("::"));
        }
    }

    private static String prefix(HgvsVariant variant) {
        return variant.reference().isNone()
                ? variant.kind().prefix()
                : variant.reference() + ":" + variant.kind().prefix();
    }
}

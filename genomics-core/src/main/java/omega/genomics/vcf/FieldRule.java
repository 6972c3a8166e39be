package omega.genomics.vcf;

/** How the values of one INFO or FORMAT key are judged: its Number and Type, declared, reserved, or neither. */
final class FieldRule {
    /** What Number counts by. */
    enum Count {
        /** Exactly {@link FieldRule#number} values. */
        FIXED,
        /** One a alternate allele. */
        A,
        /** One an allele. */
        R,
        /** One a genotype. */
        G,
        /** One an allele of GT. */
        P,
        /** As A, R, G over the alleles of LAA. */
        LA,
        LR,
        LG,
        /** Base modifications; not counted here. */
        M,
        /** Any number. */
        ANY
    }

    /** What a value is. */
    enum Kind {
        INTEGER,
        FLOAT,
        FLAG,
        CHARACTER,
        STRING
    }

    final String id;
    final Count count;
    final int number;
    final Kind kind;
    /** Whether the file has a header line for it. */
    final boolean declared;
    /** The key's place in {@link SpecialKey}, or null. */
    final @org.jspecify.annotations.Nullable SpecialKey special;
    /** The line that used the key last; tells repeated keys. */
    long lastLine;

    FieldRule(String id, Count count, int number, Kind kind, boolean declared) {
        this.id = id;
        this.count = count;
        this.number = number;
        this.kind = kind;
        this.declared = declared;
        this.special = SpecialKey.of(id);
    }

    /** Returns Number as the header writes it. */
    String numberText() {
        return count == Count.FIXED ? Integer.toString(number) : count == Count.ANY ? "." : count.name();
    }

    /** Returns Type as the header writes it. */
    String typeText() {
        return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    static Count countOf(String number) {
        return switch (number) {
            case "A" -> Count.A;
            case "R" -> Count.R;
            case "G" -> Count.G;
            case "P" -> Count.P;
            case "LA" -> Count.LA;
            case "LR" -> Count.LR;
            case "LG" -> Count.LG;
            case "M" -> Count.M;
            case "." -> Count.ANY;
            default -> Count.FIXED;
        };
    }
}

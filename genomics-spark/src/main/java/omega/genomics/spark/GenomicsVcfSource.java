package omega.genomics.spark;

/** The same as {@link VcfSource} under a short name that no other library has: {@code genomics-vcf}. */
public final class GenomicsVcfSource extends VcfSource {
    /** Made by Spark. */
    public GenomicsVcfSource() {}

    /**
     * Returns the name of the format.
     *
     * @return {@code genomics-vcf}
     */
    @Override
    public String shortName() {
        return "genomics-vcf";
    }
}

package omega.genomics.postgres.query.variants;

/**
 * How many alleles have which frequency; each is counted once.
 *
 * @param below0001 below 0.0001
 * @param below001 from 0.0001 to below 0.001
 * @param below01 from 0.001 to below 0.01
 * @param below05 from 0.01 to below 0.05
 * @param below5 from 0.05 to below 0.5
 * @param more 0.5 and more
 * @param missing without a frequency
 */
public record FrequencySpectrum(
        long below0001, long below001, long below01, long below05, long below5, long more, long missing) {}

package omega.genomics.internal.bcf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the records is decoded.
 *
 * @param hasSamples false to leave out FORMAT and the samples, also from the header
 * @param infos INFO fields to decode; null for all
 * @param maxHeaderBytes a longer header throws
 */
public record BcfChoice(boolean hasSamples, @Nullable List<String> infos, int maxHeaderBytes) {}

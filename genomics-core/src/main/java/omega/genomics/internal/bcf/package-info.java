/**
 * BCF 2.1 and 2.2 as the VCF text that it stands for: a stream of bytes comes in, lines go out. Start with
 * {@link omega.genomics.internal.bcf.BcfText}. Internal.
 */
@NullMarked
package omega.genomics.internal.bcf;

import org.jspecify.annotations.NullMarked;

/**
 * An example: a web service over the library. Start at {@link omega.genomics.service.ServiceApplication}.
 */
@NullMarked
package omega.genomics.service;

import org.jspecify.annotations.NullMarked;

/** What tests of several packages need. */
@NullMarked
package omega.genomics.testing;

import org.jspecify.annotations.NullMarked;

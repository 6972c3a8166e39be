/**
 * The contenders: this library and its peers, each answering the same questions about the same file.
 *
 * <p>In: a {@link omega.genomics.bench.peer.Question} and a file. Out: an {@link omega.genomics.bench.peer.Answer} that
 * all contenders must agree on. Start reading at {@link omega.genomics.bench.peer.Contenders}.
 */
@NullMarked
package omega.genomics.bench.peer;

import org.jspecify.annotations.NullMarked;

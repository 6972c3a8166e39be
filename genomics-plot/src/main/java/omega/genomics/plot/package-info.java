/**
 * Pictures of genes and variants, as SVG and PNG, without a display.
 *
 * <p>Comes in: gene models, variants, counts, or plain labels and numbers. Goes out: a {@link omega.genomics.plot.Drawing}, a
 * list of a few primitives that is written as SVG, the same bytes on every machine, or drawn as PNG (which needs the JDK's
 * module {@code java.desktop}; SVG does not). Colours can be told apart by colour-blind readers; labels that would overlap are moved or
 * left out. Start with {@link omega.genomics.plot.GenePlot}.
 */
@NullMarked
package omega.genomics.plot;

import org.jspecify.annotations.NullMarked;

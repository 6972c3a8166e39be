/**
 * For people at a prompt: JShell, JBang scripts, Jupyter. Start with {@link omega.genomics.notebook.Notebook}, whose
 * functions open files and databases and show answers as aligned tables. Beside the command, the only place that prints.
 */
@NullMarked
package omega.genomics.notebook;

import org.jspecify.annotations.NullMarked;

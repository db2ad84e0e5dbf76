/** Processes: where their programs are, and how one is ended with all that it has started. */
@NullMarked
package cancelsafe.workbook.process;

import org.jspecify.annotations.NullMarked;

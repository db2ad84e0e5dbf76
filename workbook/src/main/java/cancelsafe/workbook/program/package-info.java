/** Programs of the book that a page runs and stops, each in a JVM of its own. */
@NullMarked
package cancelsafe.workbook.program;

import org.jspecify.annotations.NullMarked;

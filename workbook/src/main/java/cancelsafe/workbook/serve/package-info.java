/** The pages of the book on a port of this machine alone. */
@NullMarked
package cancelsafe.workbook.serve;

import org.jspecify.annotations.NullMarked;

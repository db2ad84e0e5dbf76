/** The {@code kata} command. */
@NullMarked
package cancelsafe.workbook;

import org.jspecify.annotations.NullMarked;

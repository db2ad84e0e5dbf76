/** Watch mode: one loop takes what happens, one after the other, and draws the screen. */
@NullMarked
package cancelsafe.workbook.watch;

import org.jspecify.annotations.NullMarked;

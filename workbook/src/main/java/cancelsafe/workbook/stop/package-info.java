/**
 * What runs inside a program that a page has started, and interrupts it when the reader stops it.
 */
@NullMarked
package cancelsafe.workbook.stop;

import org.jspecify.annotations.NullMarked;

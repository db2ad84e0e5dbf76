/** Verdicts, stories and lists as rows of text, in colour where the terminal has it. */
@NullMarked
package cancelsafe.workbook.screen;

import org.jspecify.annotations.NullMarked;

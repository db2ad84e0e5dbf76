/** The command line, a file for each command. */
@NullMarked
package cancelsafe.workbook.command;

import org.jspecify.annotations.NullMarked;

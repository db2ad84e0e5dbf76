/** The programs of the book: run with JBang, and compared with what is recorded. */
@NullMarked
package cancelsafe.workbook.snippet;

import org.jspecify.annotations.NullMarked;

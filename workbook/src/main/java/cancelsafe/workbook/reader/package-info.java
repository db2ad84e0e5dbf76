/** What belongs to the reader: answers, progress, and older texts that are kept. */
@NullMarked
package cancelsafe.workbook.reader;

import org.jspecify.annotations.NullMarked;

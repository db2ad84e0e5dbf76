/** From an answer's source to a verdict: compiler, worker, verdict. */
@NullMarked
package cancelsafe.workbook.judge;

import org.jspecify.annotations.NullMarked;

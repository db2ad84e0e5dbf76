/** Whether the katas keep their word: starts fail, solutions pass, wrong answers fail as named. */
@NullMarked
package cancelsafe.workbook.check;

import org.jspecify.annotations.NullMarked;

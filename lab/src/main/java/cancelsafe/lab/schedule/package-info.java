/** Runs virtual threads one at a time, on a clock of its own. */
@NullMarked
package cancelsafe.lab.schedule;

import org.jspecify.annotations.NullMarked;

/** Which runs an exploration makes of a test, in which sequence, and what they add up to. */
@NullMarked
package cancelsafe.lab.explore;

import org.jspecify.annotations.NullMarked;

/** Clocks for tests: one that stands still, and one of a machine on a bad day. */
@NullMarked
@Unwoven
package cancelsafe.given.clock;

import cancelsafe.lab.Unwoven;

import org.jspecify.annotations.NullMarked;

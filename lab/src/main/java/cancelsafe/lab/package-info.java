/** The instrument of the book: runs a body once for each place where it can be cancelled. */
@NullMarked
package cancelsafe.lab;

import org.jspecify.annotations.NullMarked;

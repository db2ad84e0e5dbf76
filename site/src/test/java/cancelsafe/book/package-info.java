/** What the model of the book promises. */
@NullMarked
package cancelsafe.book;

import org.jspecify.annotations.NullMarked;

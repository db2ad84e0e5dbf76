/** The text of a chapter set as HTML, with one class for each macro of the book. */
@NullMarked
package cancelsafe.site.chapter;

import org.jspecify.annotations.NullMarked;

/** The pages of the book: static files, readable without JavaScript and from a folder. */
@NullMarked
package cancelsafe.site;

import org.jspecify.annotations.NullMarked;

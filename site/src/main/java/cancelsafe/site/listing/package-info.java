/** Programs, outputs and tables as HTML. */
@NullMarked
package cancelsafe.site.listing;

import org.jspecify.annotations.NullMarked;

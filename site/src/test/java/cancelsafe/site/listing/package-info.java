/** What the pages promise. */
@NullMarked
package cancelsafe.site.listing;

import org.jspecify.annotations.NullMarked;

/** What the pages promise. */
@NullMarked
package cancelsafe.site;

import org.jspecify.annotations.NullMarked;

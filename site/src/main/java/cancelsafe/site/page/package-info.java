/** The pages, one class for each kind. */
@NullMarked
package cancelsafe.site.page;

import org.jspecify.annotations.NullMarked;

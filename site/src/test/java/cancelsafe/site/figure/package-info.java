@NullMarked
package cancelsafe.site.figure;

import org.jspecify.annotations.NullMarked;

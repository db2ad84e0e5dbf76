/**
 * Recorded stories: the table of what each cancellation left behind, and the scripts that show it.
 */
@NullMarked
package cancelsafe.site.story;

import org.jspecify.annotations.NullMarked;

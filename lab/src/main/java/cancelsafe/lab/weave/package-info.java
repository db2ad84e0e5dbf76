/** Puts the hooks of the lab into class files. */
@NullMarked
package cancelsafe.lab.weave;

import org.jspecify.annotations.NullMarked;

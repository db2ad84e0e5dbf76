/** A body that the lab tries itself on; not in its own packages, which it does not weave. */
@NullMarked
package cancelsafe.probe;

import org.jspecify.annotations.NullMarked;

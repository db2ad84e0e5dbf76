/** One run of a body: what is planned for it, what disturbs it, how it ends. */
@NullMarked
package cancelsafe.lab.run;

import org.jspecify.annotations.NullMarked;

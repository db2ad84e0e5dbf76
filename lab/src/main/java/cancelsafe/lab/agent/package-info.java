/** How the lab gets hold of a running virtual machine. */
@NullMarked
package cancelsafe.lab.agent;

import org.jspecify.annotations.NullMarked;

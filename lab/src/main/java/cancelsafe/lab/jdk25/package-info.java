/**
 * All that the lab knows of the inside of JDK 25: private fields and methods, and what the stack
 * frames of its classes mean. Another JDK is another such package.
 */
@NullMarked
package cancelsafe.lab.jdk25;

import org.jspecify.annotations.NullMarked;

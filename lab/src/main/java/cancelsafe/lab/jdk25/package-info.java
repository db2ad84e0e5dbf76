/**
 * All that the lab knows of the inside of JDK 25: names of private fields, methods and classes,
 * what their code does, and what their stack frames mean. A lab for another JDK replaces this
 * package, and the version check in {@code Stub}, which older JVMs must be able to load.
 *
 * <p>This package depends on no other package of the lab. {@link cancelsafe.lab.jdk25.Jdk25}
 * changes the JDK's classes as {@link cancelsafe.lab.jdk25.JdkPatches} and {@link
 * cancelsafe.lab.jdk25.FilePatches} say; the changed ones call {@link
 * cancelsafe.lab.jdk25.JdkHook}, of which {@link cancelsafe.lab.jdk25.HookDefinition} makes a class
 * of {@code java.lang}, and that calls a {@link cancelsafe.lab.jdk25.JdkListener}. The other
 * classes answer questions about objects of the JDK.
 */
@NullMarked
package cancelsafe.lab.jdk25;

import org.jspecify.annotations.NullMarked;

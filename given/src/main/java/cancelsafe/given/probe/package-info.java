/** Measures what this JDK does, for the katas whose answer is a table. Only tests use them. */
@NullMarked
@Unwoven
package cancelsafe.given.probe;

import cancelsafe.lab.Unwoven;

import org.jspecify.annotations.NullMarked;

/**
 * What the katas give to an answer: accounts, tokens, services. This package is published
 * interface: answers import these classes, so their names, methods and meaning stay. What only
 * tests use is in the packages below.
 */
@NullMarked
@Unwoven
package cancelsafe.given;

import cancelsafe.lab.Unwoven;

import org.jspecify.annotations.NullMarked;

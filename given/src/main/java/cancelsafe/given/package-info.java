/** What the katas are given: accounts, tokens, scripted peers. */
@NullMarked
@Unwoven
package cancelsafe.given;

import cancelsafe.lab.Unwoven;

import org.jspecify.annotations.NullMarked;

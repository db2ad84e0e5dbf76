/**
 * Peers that follow a script: how many bytes at a time, and what goes wrong after which byte. Only
 * tests use them.
 */
@NullMarked
@Unwoven
package cancelsafe.given.script;

import cancelsafe.lab.Unwoven;

import org.jspecify.annotations.NullMarked;

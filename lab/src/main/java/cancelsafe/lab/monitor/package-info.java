/** What is watched while a run goes on: each monitor answers one question. */
@NullMarked
package cancelsafe.lab.monitor;

import org.jspecify.annotations.NullMarked;

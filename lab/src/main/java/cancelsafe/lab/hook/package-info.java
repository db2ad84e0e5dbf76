/** What woven code calls, and the places in it that are known by number. */
@NullMarked
package cancelsafe.lab.hook;

import org.jspecify.annotations.NullMarked;

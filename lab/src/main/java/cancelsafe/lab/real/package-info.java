/**
 * Code that is not yours, judged by cancelling it: the calling thread is interrupted at its n-th
 * point, for all n, while the library's own threads run freely on real time. Not exact, and says
 * so.
 */
@NullMarked
package cancelsafe.lab.real;

import org.jspecify.annotations.NullMarked;

/** The lab in JUnit: one annotation. The only package of the lab that needs JUnit. */
@NullMarked
package cancelsafe.lab.junit;

import org.jspecify.annotations.NullMarked;

/** What runs in a virtual machine of its own: one answer at a time, examined by the kata's test. */
@NullMarked
package cancelsafe.workbook.worker;

import org.jspecify.annotations.NullMarked;

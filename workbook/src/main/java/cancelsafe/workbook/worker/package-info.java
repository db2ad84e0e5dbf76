/** What runs in a virtual machine of its own: one answer at a time, examined by the kata's test. */
@NullMarked
@Unwoven // it runs in the same machine as the answers, and is no part of them
package cancelsafe.workbook.worker;

import cancelsafe.lab.Unwoven;

import org.jspecify.annotations.NullMarked;

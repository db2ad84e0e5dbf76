/**
 * Mutation testing of the katas: right answers with one mistake made in them, judged by the tests
 * of their kata. A mutant that passes is a mistake that the tests do not notice.
 */
@NullMarked
package cancelsafe.workbook.mutate;

import org.jspecify.annotations.NullMarked;

package cancelsafe.workbook.mutate;

import java.util.stream.Stream;

/** A kind of mistake that is made in an answer, one place at a time. */
interface Operator {
    /** Its name in reports, in kebab case. */
    String name();

    /** Each place where the mistake can be made; not every change compiles. */
    Stream<Change> changes(AnswerTree answer);
}

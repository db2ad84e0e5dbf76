package cancelsafe.workbook.mutate;

import java.util.stream.Stream;

/** Clears the interrupt status where a method begins, returns or throws. */
final class ClearInterrupt implements Operator {
    private static final String CLEAR = "Thread.interrupted();";

    @Override
    public String name() {
        return "clear-interrupt";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        MethodEnds ends = new MethodEnds(answer);
        return Stream.of(ends.onEntry(CLEAR), ends.beforeReturns(CLEAR), ends.beforeThrows(CLEAR))
                .flatMap(changes -> changes);
    }
}

package cancelsafe.workbook.mutate;

import java.util.stream.Stream;

/** Leaves the interrupt status set where a method returns. */
final class SetInterrupt implements Operator {
    @Override
    public String name() {
        return "set-interrupt";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return new MethodEnds(answer).beforeReturns("Thread.currentThread().interrupt();");
    }
}

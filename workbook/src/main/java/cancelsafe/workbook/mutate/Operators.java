package cancelsafe.workbook.mutate;

import java.util.List;

/** All kinds of mistakes. */
final class Operators {
    static final List<Operator> ALL =
            List.of(
                    new DeleteStatement(),
                    new WhileToIf(),
                    new EmptyCatch(),
                    new DropFinally(),
                    new DropSynchronized(),
                    new DropVolatile(),
                    new SplitAtomic(),
                    new LeaveOpen(),
                    new RelaxComparison(),
                    new FixCondition(),
                    new DropOperand(),
                    new ChangeSign(),
                    new FlipLiteral(),
                    new ReturnOther(),
                    new ReplaceThrown(),
                    new ChangeCatch(),
                    new ScaleDuration(),
                    new BoundWait(),
                    new BoundLoop(),
                    new ClearInterrupt(),
                    new SetInterrupt(),
                    new SwapNeighbours(),
                    new DuplicateCall(),
                    new MoveOut(),
                    new MoveIn(),
                    new SiblingCall(),
                    new LocalToField(),
                    new FieldToStatic(),
                    new FailSecondCall());

    private Operators() {}
}

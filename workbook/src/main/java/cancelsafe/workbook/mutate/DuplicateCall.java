package cancelsafe.workbook.mutate;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls twice. */
final class DuplicateCall implements Operator {
    /** A second call of these does nothing. */
    private static final Pattern IDEMPOTENT =
            Pattern.compile(
                    "(.*[.])?(interrupt|interrupted|cancel|signal|signalAll|notify|notifyAll|join"
                            + "|close|clear|shutdown|shutdownNow|await|set|super|this)");

    @Override
    public String name() {
        return "duplicate-call";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(ExpressionStatementTree.class)
                .filter(
                        statement ->
                                statement.getExpression() instanceof MethodInvocationTree call
                                        && !IDEMPOTENT
                                                .matcher(answer.text(call.getMethodSelect()))
                                                .matches())
                .map(
                        statement -> {
                            String text = answer.text(statement);
                            return answer.replaced(statement, "{ " + text + " " + text + " }");
                        });
    }
}

package cancelsafe.workbook.mutate;

import com.sun.source.tree.WhileLoopTree;

import java.util.stream.Stream;

/** Checks a condition once instead of until it holds no more. */
final class WhileToIf implements Operator {
    @Override
    public String name() {
        return "while-to-if";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(WhileLoopTree.class)
                .map(loop -> answer.from(loop))
                .map(from -> answer.replaced(from, from + "while".length(), "if"));
    }
}

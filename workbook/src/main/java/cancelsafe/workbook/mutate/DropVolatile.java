package cancelsafe.workbook.mutate;

import com.sun.source.tree.VariableTree;

import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Makes a volatile field a plain one. */
final class DropVolatile implements Operator {
    private static final String WORD = "volatile ";

    @Override
    public String name() {
        return "drop-volatile";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(VariableTree.class)
                .filter(field -> field.getModifiers().getFlags().contains(Modifier.VOLATILE))
                .map(field -> answer.indexOf(WORD, answer.from(field)))
                .map(at -> answer.replaced(at, at + WORD.length(), ""));
    }
}

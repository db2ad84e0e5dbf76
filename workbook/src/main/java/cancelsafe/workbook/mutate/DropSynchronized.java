package cancelsafe.workbook.mutate;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;

import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Takes the monitor from a block or a method. */
final class DropSynchronized implements Operator {
    private static final String WORD = "synchronized";

    @Override
    public String name() {
        return "drop-synchronized";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        Stream<Change> blocks =
                answer.all(SynchronizedTree.class)
                        .map(
                                block ->
                                        answer.replaced(
                                                answer.from(block),
                                                answer.from(block.getBlock()),
                                                ""));
        Stream<Change> methods =
                answer.all(MethodTree.class)
                        .filter(m -> m.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED))
                        .map(m -> answer.indexOf(WORD, answer.from(m.getModifiers())))
                        .map(at -> answer.replaced(at, at + WORD.length() + 1, ""));
        return Stream.concat(blocks, methods);
    }
}

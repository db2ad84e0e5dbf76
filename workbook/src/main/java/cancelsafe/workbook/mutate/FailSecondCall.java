package cancelsafe.workbook.mutate;

import cancelsafe.workbook.mutate.Change.Edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;

import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Serves an object's first call of a method, and throws at the second. */
final class FailSecondCall implements Operator {
    private static final String FIELD = "private boolean called; ";
    private static final String CHECK =
            " if (called) throw new IllegalStateException(); called = true;";

    @Override
    public String name() {
        return "fail-second-call";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(MethodTree.class)
                .filter(m -> m.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .filter(m -> !m.getModifiers().getFlags().contains(Modifier.STATIC))
                .filter(m -> m.getReturnType() != null && m.getBody() != null)
                .filter(m -> isInClass(answer, m))
                .map(
                        m ->
                                Change.of(
                                        insertion(answer.from(m), FIELD),
                                        insertion(answer.from(m.getBody()) + 1, CHECK)));
    }

    private static boolean isInClass(AnswerTree answer, MethodTree method) {
        return answer.parent(method) instanceof ClassTree type && type.getKind() == Tree.Kind.CLASS;
    }

    private static Edit insertion(int at, String what) {
        return new Edit(at, at, what);
    }
}

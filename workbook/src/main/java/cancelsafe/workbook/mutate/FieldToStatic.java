package cancelsafe.workbook.mutate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;

import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Shares a field among all objects. */
final class FieldToStatic implements Operator {
    @Override
    public String name() {
        return "field-to-static";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(VariableTree.class)
                .filter(
                        field ->
                                answer.parent(field) instanceof ClassTree type
                                        && type.getKind() == Tree.Kind.CLASS)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(field -> change(answer, field));
    }

    private static Change change(AnswerTree answer, VariableTree field) {
        ModifiersTree modifiers = field.getModifiers();
        if (!answer.isWritten(modifiers)) {
            return answer.inserted(answer.from(field), "static ");
        }
        String text = answer.text(modifiers);
        String open = field.getInitializer() == null ? text.replace("final", "").strip() : text;
        return answer.replaced(modifiers, open + " static");
    }
}

package cancelsafe.workbook.mutate;

import cancelsafe.workbook.mutate.Change.Edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Keeps a local variable in a field: its value survives the call. */
final class LocalToField implements Operator {
    @Override
    public String name() {
        return "local-to-field";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(VariableTree.class)
                .filter(local -> answer.parent(local) instanceof BlockTree)
                .filter(local -> isConstant(local.getInitializer()) && local.getType() != null)
                .filter(local -> answer.isWritten(local.getType()))
                .flatMap(
                        local ->
                                answer.around(local, MethodTree.class).stream()
                                        .flatMap(method -> changes(answer, local, method)));
    }

    private static Stream<Change> changes(
            AnswerTree answer, VariableTree local, MethodTree method) {
        boolean isStatic = method.getModifiers().getFlags().contains(Modifier.STATIC);
        String declared =
                "%s%s %s"
                        .formatted(
                                isStatic ? "static " : "",
                                answer.text(local.getType()),
                                local.getName());
        String value = answer.text(local.getInitializer());
        return Stream.of(
                Change.of(
                        new Edit(
                                answer.from(method),
                                answer.from(method),
                                "%s = %s; ".formatted(declared, value)),
                        new Edit(answer.from(local), answer.to(local), ";")));
    }

    private static boolean isConstant(@Nullable ExpressionTree value) {
        return value instanceof LiteralTree
                || (value instanceof NewClassTree made && made.getArguments().isEmpty());
    }
}

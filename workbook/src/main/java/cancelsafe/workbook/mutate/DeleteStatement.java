package cancelsafe.workbook.mutate;

import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Deletes a statement that has no block of its own. */
final class DeleteStatement implements Operator {
    private static final Set<Tree.Kind> DELETED =
            EnumSet.of(
                    Tree.Kind.EXPRESSION_STATEMENT,
                    Tree.Kind.BREAK,
                    Tree.Kind.CONTINUE,
                    Tree.Kind.RETURN,
                    Tree.Kind.THROW);

    @Override
    public String name() {
        return "delete-statement";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(StatementTree.class)
                .filter(statement -> DELETED.contains(statement.getKind()))
                .filter(statement -> answer.text(statement).endsWith(";"))
                .map(statement -> answer.replaced(statement, ";"));
    }
}

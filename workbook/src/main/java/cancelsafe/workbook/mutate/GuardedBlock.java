package cancelsafe.workbook.mutate;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.TryTree;

import org.jspecify.annotations.Nullable;

/** The block whose statements run under a condition, a monitor or a handler. */
final class GuardedBlock {
    private GuardedBlock() {}

    /** That of a statement; null if it has none, or an {@code else}. */
    static @Nullable BlockTree of(StatementTree statement) {
        return switch (statement) {
            case SynchronizedTree monitor -> monitor.getBlock();
            case TryTree tried -> tried.getBlock();
            case IfTree choice when choice.getElseStatement() == null ->
                    choice.getThenStatement() instanceof BlockTree block ? block : null;
            default -> null;
        };
    }
}

package cancelsafe.lab.weave;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which elements of a method's code can be reached without an exception. */
final class NormalFlow {
    private final List<CodeElement> elements;
    private final Map<Label, Integer> positions = new HashMap<>();
    private final BitSet reached = new BitSet();
    private final Deque<Integer> toVisit = new ArrayDeque<>();

    private NormalFlow(CodeModel code) {
        elements = code.elementList();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof LabelTarget target) {
                positions.put(target.label(), i);
            }
        }
    }

    /** The positions, in the order of {@link CodeModel#elementList}, that need no exception. */
    static BitSet of(CodeModel code) {
        NormalFlow flow = new NormalFlow(code);
        flow.visitFrom(0);
        while (!flow.toVisit.isEmpty()) {
            flow.visitFrom(flow.toVisit.pop());
        }
        return flow.reached;
    }

    private void visitFrom(int start) {
        for (int i = start; i < elements.size() && !reached.get(i); i++) {
            reached.set(i);
            CodeElement e = elements.get(i);
            targets(e).forEach(label -> toVisit.push(Objects.requireNonNull(positions.get(label))));
            if (endsHere(e)) {
                return;
            }
        }
    }

    private static boolean endsHere(CodeElement e) {
        return switch (e) {
            case ReturnInstruction _,
                    ThrowInstruction _,
                    TableSwitchInstruction _,
                    LookupSwitchInstruction _ ->
                    true;
            case BranchInstruction b -> b.opcode() == Opcode.GOTO || b.opcode() == Opcode.GOTO_W;
            default -> false;
        };
    }

    private static List<Label> targets(CodeElement e) {
        return switch (e) {
            case BranchInstruction b -> List.of(b.target());
            case TableSwitchInstruction s -> cases(s.cases(), s.defaultTarget());
            case LookupSwitchInstruction s -> cases(s.cases(), s.defaultTarget());
            default -> List.of();
        };
    }

    private static List<Label> cases(List<SwitchCase> cases, Label otherwise) {
        List<Label> labels = new ArrayList<>(List.of(otherwise));
        cases.forEach(c -> labels.add(c.target()));
        return labels;
    }
}

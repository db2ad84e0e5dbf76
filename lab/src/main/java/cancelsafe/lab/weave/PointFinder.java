package cancelsafe.lab.weave;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.CodeLocation.Kind;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a class can be cancelled, and which of its loops cannot: read from the class file, by the
 * same rules as those of the lab, without running anything.
 */
public final class PointFinder {
    private final ClassFacts facts;
    private final PointRules rules;

    /**
     * A finder for classes that see those of {@code loader}; null means the JDK's own only. The
     * classes themselves count as calls like others, so that a call of a method that may throw
     * {@link InterruptedException} is a point wherever its body stands.
     */
    public PointFinder(@Nullable ClassLoader loader) {
        facts = new ClassFacts(loader);
        rules = new PointRules(facts, owner -> false);
    }

    /**
     * What was found in a class.
     *
     * @param points calls that can be cancelled, by line
     * @param deafLoops jumps back that pass neither a point nor any call that could be one, by line
     */
    public record Found(List<CodeLocation> points, List<CodeLocation> deafLoops) {}

    /**
     * Reads a class.
     *
     * @throws IllegalArgumentException if {@code bytes} are not a class file that this JDK can read
     */
    public Found find(byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        List<CodeLocation> points = new ArrayList<>();
        List<CodeLocation> loops = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            method.code().ifPresent(code -> new Scan(model, method, points, loops).scan(code));
        }
        points.sort(Comparator.comparingInt(CodeLocation::line));
        loops.sort(Comparator.comparingInt(CodeLocation::line));
        return new Found(List.copyOf(points), loops.stream().distinct().toList());
    }

    private final class Scan {
        private final ClassModel model;
        private final MethodModel method;
        private final List<CodeLocation> points;
        private final List<CodeLocation> loops;
        private final Map<Label, Integer> heard = new HashMap<>();
        private int chances;
        private int line;

        Scan(
                ClassModel model,
                MethodModel method,
                List<CodeLocation> points,
                List<CodeLocation> loops) {
            this.model = model;
            this.method = method;
            this.points = points;
            this.loops = loops;
        }

        void scan(CodeModel code) {
            for (CodeElement e : code.elementList()) {
                switch (e) {
                    case LineNumber number -> line = number.line();
                    case LabelTarget target -> heard.put(target.label(), chances);
                    case BranchInstruction b when isDeaf(b) -> loops.add(site(Kind.LOOP, ""));
                    case InvokeInstruction i -> call(Call.of(i));
                    case InvokeDynamicInstruction d -> reference(d);
                    default -> {}
                }
            }
        }

        /** A jump back to a label behind which nothing has happened that could notice anything. */
        private boolean isDeaf(BranchInstruction branch) {
            Integer then = heard.get(branch.target());
            return then != null && then == chances;
        }

        private void call(Call call) {
            Optional<Kind> kind = rules.kind(call.owner(), call.name(), call.descriptor());
            if (kind.isPresent()) {
                points.add(site(kind.get(), call.describe()));
            }
            if (kind.isPresent() || mayHidePoint(call)) {
                chances++;
            }
        }

        /** A call of code that is not the JDK's may look at anything. */
        private boolean mayHidePoint(Call call) {
            return !call.owner().startsWith("java/") && !call.owner().startsWith("[");
        }

        private void reference(InvokeDynamicInstruction dynamic) {
            for (Object argument : dynamic.bootstrapArgs()) {
                if (argument instanceof DirectMethodHandleDesc target
                        && target.owner().isClassOrInterface()) {
                    String d = target.owner().descriptorString();
                    String owner = d.substring(1, d.length() - 1);
                    rules.kind(owner, target.methodName(), target.lookupDescriptor())
                            .filter(k -> k != Kind.POLL)
                            .ifPresent(
                                    k ->
                                            points.add(
                                                    site(
                                                            k,
                                                            owner.substring(
                                                                            owner.lastIndexOf('/')
                                                                                    + 1)
                                                                    + "::"
                                                                    + target.methodName())));
                }
            }
        }

        private CodeLocation site(Kind kind, String what) {
            String file =
                    model.findAttribute(Attributes.sourceFile())
                            .map(a -> a.sourceFile().stringValue())
                            .orElse("");
            return new CodeLocation(
                    kind,
                    model.thisClass().asInternalName(),
                    method.methodName().stringValue(),
                    file,
                    line,
                    what,
                    false);
        }
    }
}

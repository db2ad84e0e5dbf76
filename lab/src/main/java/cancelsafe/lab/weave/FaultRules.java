package cancelsafe.lab.weave;

import java.lang.classfile.Attributes;
import java.lang.classfile.Opcode;
import java.lang.reflect.AccessFlag;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which calls may go to something that a test gave: calls of methods of objects, but not of what is
 * {@code final} in the JDK, nor of its collections.
 */
final class FaultRules {
    private final ClassFacts facts;

    FaultRules(ClassFacts facts) {
        this.facts = facts;
    }

    /**
     * The checked exceptions that the call declares, binary names with commas.
     *
     * @param caller internal name of the class that calls
     * @return empty if the call is none of those
     */
    Optional<String> declared(Call call, String caller) {
        boolean isOfObject =
                call.opcode() == Opcode.INVOKEINTERFACE || call.opcode() == Opcode.INVOKEVIRTUAL;
        if (!isOfObject || call.owner().startsWith("[") || call.owner().equals(caller)) {
            return Optional.empty();
        }
        return mayBeGiven(call.owner())
                ? Optional.of(
                        facts.method(call.owner(), call.name(), call.descriptor())
                                .map(FaultRules::exceptions)
                                .orElse(""))
                : Optional.empty();
    }

    private boolean mayBeGiven(String owner) {
        if (!owner.startsWith("java/")) {
            return true;
        }
        boolean isCollection = owner.startsWith("java/util/") && owner.indexOf('/', 10) < 0;
        return !isCollection
                && !owner.startsWith("java/util/stream/")
                && facts.model(owner)
                        .filter(
                                m ->
                                        m.flags().has(AccessFlag.INTERFACE)
                                                || m.flags().has(AccessFlag.ABSTRACT))
                        .isPresent();
    }

    private static String exceptions(ClassFacts.Declared method) {
        return method.method().findAttribute(Attributes.exceptions()).stream()
                .flatMap(e -> e.exceptions().stream())
                .map(c -> c.asInternalName().replace('/', '.'))
                .collect(Collectors.joining(","));
    }
}

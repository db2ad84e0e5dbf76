package cancelsafe.workbook.judge;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said of an answer before any of its code runs: which classes it may not declare or use.
 * It may use itself, the JDK, and what its kata is given; what judges it is not its affair. All of
 * that stands in the compiled classes, whatever way the source has taken.
 *
 * <p>This keeps an answer honest, and is no sandbox: code that runs in the same process as its
 * judge can do what the reader can do.
 */
final class Admission {
    /** What a verdict depends on. */
    private static final Pattern MACHINERY =
            Pattern.compile(
                    "(?:cancelsafe[./](?:lab|probe|workbook)|org[./](?:junit|assertj))[./].*");

    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<>\\[]+);");

    /** Packages of the JDK that make code, change it, or go past what the lab controls. */
    private static final Pattern BEHIND_THE_LAB =
            Pattern.compile(
                    "(?:sun|jdk|com/sun/tools|javax/tools|java/lang/(?:classfile|foreign|instrument))"
                        + "/.*|java/net/URLClassLoader|java/security/SecureClassLoader");

    /** Methods that do so. */
    private static final Pattern MAKES_CLASSES =
            Pattern.compile(
                    "java/lang/ClassLoader\\.(?:<init>|defineClass)"
                            + "|java/lang/invoke/MethodHandles\\$Lookup\\.define.*");

    private final KataClasses known;
    private final Set<String> ofJdk =
            ModuleLayer.boot().modules().stream()
                    .flatMap(module -> module.getPackages().stream())
                    .map(name -> name.replace('.', '/'))
                    .collect(Collectors.toUnmodifiableSet());

    Admission(KataClasses known) {
        this.known = known;
    }

    /**
     * What speaks against an answer, a sentence each.
     *
     * @param classes the answer's, by binary name
     * @param ofStart those of its kata's start: what it uses, every answer may use
     * @param source the answer's text, in which the lines are looked up
     * @param fileName the file's name for messages
     */
    List<Problem> objections(
            Map<String, byte[]> classes,
            Map<String, byte[]> ofStart,
            String source,
            String fileName) {
        Set<String> own = names(classes);
        Map<String, String> objections = new LinkedHashMap<>();
        for (String name : own) {
            if (known.contains(name)) {
                objections.put(
                        name,
                        "%s is a class of the kata's test or of what it is given; call yours"
                                        .formatted(dotted(name))
                                + " something else");
            }
        }
        Set<String> allowed = new HashSet<>(own);
        ofStart.values().forEach(bytes -> uses(bytes).forEach(allowed::add));
        for (byte[] bytes : classes.values()) {
            uses(bytes)
                    .filter(use -> !allowed.contains(use))
                    .forEach(use -> object(use, objections));
        }
        List<String> lines = source.lines().toList();
        return objections.entrySet().stream()
                .map(o -> new Problem(fileName, line(lines, o.getKey()), 0, o.getValue()))
                .toList();
    }

    private static Set<String> names(Map<String, byte[]> classes) {
        return classes.keySet().stream()
                .map(name -> name.replace('.', '/'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Classes by their internal names, methods as {@code owner.name}, names in strings. */
    private static Stream<String> uses(byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        Set<String> uses = new HashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type -> elementType(type.asInternalName()).ifPresent(uses::add);
                case MemberRefEntry member -> {
                    String owner = member.owner().asInternalName();
                    uses.add(owner + "." + member.name().stringValue());
                }
                case StringEntry text -> machinery(text.stringValue()).forEach(uses::add);
                case Utf8Entry text -> machinery(text.stringValue()).forEach(uses::add);
                default -> {}
            }
        }
        return uses.stream().sorted();
    }

    private static Optional<String> elementType(String name) {
        if (!name.startsWith("[")) {
            return Optional.of(name);
        }
        Matcher element = IN_DESCRIPTOR.matcher(name);
        return element.find() ? Optional.of(element.group(1)) : Optional.empty();
    }

    /** What a descriptor or a text names of the machinery; of other classes it may say anything. */
    private static Stream<String> machinery(String text) {
        Stream<String> inside = IN_DESCRIPTOR.matcher(text).results().map(found -> found.group(1));
        return Stream.concat(Stream.of(text), inside)
                .filter(name -> MACHINERY.matcher(name).matches())
                .map(name -> name.replace('.', '/'));
    }

    private void object(String use, Map<String, String> objections) {
        int dot = use.indexOf('.');
        String type = dot < 0 ? use : use.substring(0, dot);
        if (BEHIND_THE_LAB.matcher(type).matches() || MAKES_CLASSES.matcher(use).matches()) {
            objections.putIfAbsent(
                    type,
                    "an answer may not use %s: what it makes or reaches, the lab cannot see"
                            .formatted(dotted(type)));
        } else if (dot < 0 && !isFree(type)) {
            objections.putIfAbsent(
                    type,
                    "an answer may use the JDK and what its kata is given, and not %s"
                            .formatted(dotted(type)));
        }
    }

    private boolean isFree(String type) {
        int slash = type.lastIndexOf('/');
        return known.isGiven(type) || ofJdk.contains(slash < 0 ? "" : type.substring(0, slash));
    }

    private static String dotted(String name) {
        return name.replace('/', '.').replace('$', '.');
    }

    /** The first line that has the class's name; 0 if none has. */
    private static int line(List<String> lines, String name) {
        String simple = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
        Pattern word = Pattern.compile("\\b" + Pattern.quote(simple) + "\\b");
        for (int n = 0; n < lines.size(); n++) {
            if (word.matcher(lines.get(n)).find()) {
                return n + 1;
            }
        }
        return 0;
    }
}

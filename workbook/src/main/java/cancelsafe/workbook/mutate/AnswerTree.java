package cancelsafe.workbook.mutate;

import cancelsafe.workbook.mutate.Change.Edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The source of an answer as javac sees it: its trees, with their places in the text and types. */
final class AnswerTree {
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    private final String text;
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final SourcePositions positions;
    private final Map<Tree, TreePath> paths = new IdentityHashMap<>();
    private final List<Tree> inOrder = new ArrayList<>();

    private AnswerTree(String text, CompilationUnitTree unit, Trees trees) {
        this.text = text;
        this.unit = unit;
        this.trees = trees;
        this.positions = trees.getSourcePositions();
        new Collector().scan(unit, null);
    }

    /**
     * Parses and attributes a source.
     *
     * @param className simple name of its class
     * @param classPath what it uses besides the JDK
     */
    static AnswerTree of(String className, String text, List<Path> classPath) throws IOException {
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("answer:/" + className + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        String path =
                classPath.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        JavacTask task =
                (JavacTask)
                        JAVAC.getTask(
                                Writer.nullWriter(),
                                null,
                                new DiagnosticCollector<JavaFileObject>(),
                                List.of(
                                        "--enable-preview",
                                        "-source",
                                        "25",
                                        "-proc:none",
                                        "-classpath",
                                        path),
                                null,
                                List.of(source));
        CompilationUnitTree unit = task.parse().iterator().next();
        task.analyze();
        return new AnswerTree(text, unit, Trees.instance(task));
    }

    /**
     * All trees of a type that stand in the source, in its order; none of a static initializer,
     * which runs before any test.
     */
    <T extends Tree> Stream<T> all(Class<T> type) {
        return inOrder.stream()
                .filter(type::isInstance)
                .filter(tree -> around(tree, BlockTree.class, BlockTree::isStatic).isEmpty())
                .map(type::cast);
    }

    /** What stands in the source for a tree. */
    String text(Tree tree) {
        return text.substring(from(tree), to(tree));
    }

    /** What stands in the source between two places. */
    String text(int from, int to) {
        return text.substring(from, to);
    }

    int from(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    int to(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    /** Whether a tree stands in the source: javac adds some of its own. */
    boolean isWritten(Tree tree) {
        return from(tree) >= 0 && to(tree) > from(tree);
    }

    @Nullable Tree parent(Tree tree) {
        TreePath path = paths.get(tree);
        TreePath above = path == null ? null : path.getParentPath();
        return above == null ? null : above.getLeaf();
    }

    /** The nearest tree of a type around a tree, within its method, lambda or class. */
    <T extends Tree> Optional<T> around(Tree tree, Class<T> type) {
        return around(tree, type, _ -> true);
    }

    private <T extends Tree> Optional<T> around(Tree tree, Class<T> type, Predicate<T> which) {
        for (Tree above = parent(tree); above != null; above = parent(above)) {
            if (type.isInstance(above) && which.test(type.cast(above))) {
                return Optional.of(type.cast(above));
            }
            if (above instanceof MethodTree || above instanceof LambdaExpressionTree) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The name of a tree's type, erased of its arguments; empty if it has none. */
    String type(Tree tree) {
        TreePath path = paths.get(tree);
        TypeMirror type = path == null ? null : trees.getTypeMirror(path);
        return type == null ? "" : type.toString().replaceAll("<.*", "");
    }

    /** What a name or a call refers to; null if that is not known. */
    @Nullable Element element(Tree tree) {
        TreePath path = paths.get(tree);
        return path == null ? null : trees.getElement(path);
    }

    /** Another text for a tree. */
    Change replaced(Tree tree, String with) {
        return Change.of(new Edit(from(tree), to(tree), with));
    }

    /** The text between two places, replaced. */
    Change replaced(int from, int to, String with) {
        return Change.of(new Edit(from, to, with));
    }

    /** More text at a place. */
    Change inserted(int at, String what) {
        return Change.of(new Edit(at, at, what));
    }

    /** Where a word begins next, at or after a place. */
    int indexOf(String word, int from) {
        return text.indexOf(word, from);
    }

    private final class Collector extends TreePathScanner<@Nullable Void, @Nullable Void> {
        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
            TreePath above = getCurrentPath();
            if (tree != null && above != null) {
                paths.put(tree, new TreePath(above, tree));
                if (isWritten(tree)) {
                    inOrder.add(tree);
                }
            }
            return super.scan(tree, null);
        }
    }
}

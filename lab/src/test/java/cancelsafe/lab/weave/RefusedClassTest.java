package cancelsafe.lab.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

class RefusedClassTest {
    /** So many lines that the hooks before them do not fit into one method. */
    private static final int LINES = 5_500;

    @TempDir Path folder;

    private byte[] compiled(String source) throws Exception {
        Path file = Files.writeString(folder.resolve("Long.java"), source);
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, file.toString());
        assertThat(code).isZero();
        return Files.readAllBytes(folder.resolve("Long.class"));
    }

    private static Class<?> loaded(byte[] bytes) {
        return new ClassLoader(RefusedClassTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass("Long", bytes, 0, bytes.length);
            }
        }.define();
    }

    @Test
    void classesThatCannotBeWovenAreRefusedByName() throws Exception {
        byte[] bytes =
                compiled(
                        "public class Long { static int made = 1; public int n; public void run()"
                                + " {\n"
                                + "n++;\n".repeat(LINES)
                                + "} }");
        Weaver weaver = new Weaver(getClass().getClassLoader(), _ -> true);
        assertThatThrownBy(() -> weaver.weave(bytes)).isInstanceOf(RuntimeException.class);
        assertThat(Weaver.hasWoven("Long")).isFalse();
        Class<?> refused = loaded(weaver.weaveOrRefuse(bytes));
        assertThatThrownBy(() -> refused.getConstructor().newInstance())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("Long.<init> cannot be judged: use smaller methods")
                .hasMessageContaining("the lab cannot weave Long (");
    }

    @Test
    void bytesThatAreNoClassAreNotLoaded() {
        Weaver weaver = new Weaver(getClass().getClassLoader(), _ -> true);
        byte[] nothing = weaver.weaveOrRefuse(new byte[] {1, 2, 3, 4});
        assertThatThrownBy(() -> loaded(nothing)).isInstanceOf(ClassFormatError.class);
    }

    @Test
    void classesThatCanBeWovenAreWoven() throws Exception {
        byte[] bytes = compiled("public class Long { public void run() {} }");
        Weaver weaver = new Weaver(getClass().getClassLoader(), _ -> true);
        assertThat(weaver.weaveOrRefuse(bytes)).isEqualTo(weaver.weave(bytes));
    }
}

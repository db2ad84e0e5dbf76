package cancelsafe.workbook.judge;

import java.util.List;
import java.util.Map;

/** What the compiler made of an answer: classes, or what is wrong with it. */
sealed interface Compiled {
    /**
     * It compiles.
     *
     * @param classes by binary name
     */
    record Classes(Map<String, byte[]> classes) implements Compiled {}

    /** It does not. */
    record Rejected(List<Problem> problems) implements Compiled {}
}

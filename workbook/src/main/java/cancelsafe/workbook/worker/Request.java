package cancelsafe.workbook.worker;

import java.util.List;
import java.util.Map;

/**
 * An answer to examine.
 *
 * @param testClass binary name of the test
 * @param classes the answer's classes by binary name
 * @param libraries jars or folders with the tests and what katas are given
 * @param limitMillis how long it may take, in milliseconds
 * @param firstFailureEnds whether the run is over at the first test that fails
 */
public record Request(
        String testClass,
        Map<String, byte[]> classes,
        List<String> libraries,
        long limitMillis,
        boolean firstFailureEnds) {}

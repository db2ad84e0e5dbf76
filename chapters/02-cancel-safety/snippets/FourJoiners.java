///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW

import java.util.concurrent.StructuredTaskScope.*;

// tag::shown[]
Object joined(Joiner<String, ?> joiner) throws InterruptedException {
    try (var scope = StructuredTaskScope.open(joiner)) {
        scope.fork(() -> "tea");
        scope.fork(() -> { throw new IOException("sold out"); });
        return scope.join();
    } catch (FailedException e) {
        return "FailedException: " + e.getCause().getMessage();
    }
}
// end::shown[]

void main() throws InterruptedException {
    IO.println("awaitAllSuccessfulOrThrow:  " + joined(Joiner.awaitAllSuccessfulOrThrow()));
    IO.println("allSuccessfulOrThrow:       " + joined(Joiner.allSuccessfulOrThrow()));
    IO.println("anySuccessfulResultOrThrow: " + joined(Joiner.anySuccessfulResultOrThrow()));
    IO.println("awaitAll:                   " + joined(Joiner.awaitAll()));
}

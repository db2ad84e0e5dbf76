///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S3-25 S3-28

import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

// tag::shown[]
String page(List<Callable<String>> parts) throws InterruptedException {
    var subtasks = new ArrayList<Subtask<String>>();
    boolean inTime = false;
    try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(),
            config -> config.withTimeout(Duration.ofSeconds(1)))) {
        for (var part : parts) subtasks.add(scope.fork(part));
        scope.join();
        inTime = true;
    } catch (StructuredTaskScope.TimeoutException e) {   // <1>
    }
    return (inTime ? "all ended: " : "partial: ") + subtasks.stream()
            .map(part -> switch (part.state()) {         // <2>
                case SUCCESS -> part.get();
                case FAILED -> "failed";
                case UNAVAILABLE -> "not in time";
            })
            .collect(Collectors.joining(", "));
}
// end::shown[]

String never() throws InterruptedException {
    new CountDownLatch(1).await();
    return "never";
}

String fails() throws IOException { throw new IOException("the posts are gone"); }

void main() throws InterruptedException {
    IO.println(page(List.of(() -> "profile", this::fails)));
    IO.println(page(List.of(() -> "profile", this::fails, this::never)));
}

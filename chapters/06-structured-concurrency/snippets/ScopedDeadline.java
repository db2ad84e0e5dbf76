///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-12 B-53

static final ScopedValue<Long> DEADLINE = ScopedValue.newInstance();
long now = 0;                                                            // seconds

// tag::shown[]
<T> T within(long limit, Callable<T> work) throws Exception {
    long own = now + limit;
    long deadline = Math.min(own, DEADLINE.orElse(own));                 // <1>
    return ScopedValue.where(DEADLINE, deadline).call(work::call);       // <2>
}

String left() {
    return DEADLINE.isBound() ? DEADLINE.get() - now + " s left" : "no deadline";
}
// end::shown[]

// tag::tree[]
String page() throws Exception {
    IO.println("a limit of 3 s: " + within(3, this::left));
    IO.println("a limit of 60 s: " + within(60, this::left));
    IO.println("afterwards: " + left());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        IO.println("a task of an executor: " + executor.submit(this::left).get());
    }
    try (var scope = StructuredTaskScope.open()) {
        var child = scope.fork(this::left);
        scope.join();
        return "a subtask: " + child.get();
    }
}
// end::tree[]

void forkUnderANewLimit() throws Exception {
    try (var scope = StructuredTaskScope.open()) {
        within(3, () -> scope.fork(this::left));
    } catch (StructureViolationException e) {
        IO.println("fork under a new limit: " + e.getMessage());
    }
}

void main() throws Exception {
    IO.println(within(10, this::page));
    forkUnderANewLimit();
}

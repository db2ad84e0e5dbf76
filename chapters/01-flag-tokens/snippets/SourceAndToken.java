///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-41 B-47

// tag::shown[]
interface Token {                                         // <1>
    Optional<String> cause();                             // empty: not cancelled
}

class Both implements Token {
    private final AtomicReference<String> cause = new AtomicReference<>();

    boolean cancel(String why) { return cause.compareAndSet(null, why); }

    public Optional<String> cause() { return Optional.ofNullable(cause.get()); }
}

class Source {
    private final Both inside = new Both();

    boolean cancel(String why) { return inside.cancel(why); }

    Token token() { return inside::cause; }               // <2>

    Token detached() { return Optional::empty; }          // <3>
}

void worker(Token token) {
    if (token instanceof Both both) both.cancel("the worker");
}
// end::shown[]

void main() {
    var both = new Both();
    worker(both);
    IO.println("token that is its source:    " + both.cause().orElse("not cancelled"));

    var source = new Source();
    worker(source.token());
    IO.println("token that is a view:        " + source.token().cause().orElse("not cancelled"));

    IO.println("the user cancels first:      " + source.cancel("the user"));
    IO.println("the deadline cancels second: " + source.cancel("the deadline"));
    IO.println("the cause in every token:    " + source.token().cause().orElse("not cancelled"));
    IO.println("the cause when detached:     " + source.detached().cause().orElse("not cancelled"));
}

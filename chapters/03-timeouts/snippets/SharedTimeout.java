///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-59 B-60

String seen(CompletableFuture<String> future) {
    try {
        return future.join();
    } catch (CompletionException e) {
        return e.getCause().getClass().getSimpleName();
    }
}

void print(String how, UnaryOperator<CompletableFuture<String>> limit) {
    // tag::shown[]
    var price = new CompletableFuture<String>();         // <1>
    var impatient = limit.apply(price);                  // <2>
    var patient = price;
    IO.println(how + ": the impatient caller gets " + seen(impatient));
    boolean stored = price.complete("12 euros");         // <3>
    IO.println("  the patient caller gets " + seen(patient)
            + ", the cache stored the price: " + stored);
    // end::shown[]
}

void main() {
    print("orTimeout", price -> price.orTimeout(20, TimeUnit.MILLISECONDS));
    print("copy().orTimeout", price -> price.copy().orTimeout(20, TimeUnit.MILLISECONDS));
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
String retry(Callable<String> call) throws Exception {
    for (int attempt = 1; ; attempt++) {
        try {
            return call.call();
        } catch (IOException e) {
            if (attempt == 3) throw e;
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupt) {
                throw e;                                     // <1>
            }
        }
    }
}
// end::shown[]

void main() throws Exception {
    Thread.currentThread().interrupt();
    try {
        retry(() -> { throw new IOException("not yet"); });
    } catch (IOException e) {
        IO.println(e.getMessage() + ", interrupt status " + Thread.currentThread().isInterrupted());
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final BlockingQueue<String> requests = new LinkedBlockingQueue<>(List.of("a", "b", "end"));

// tag::shown[]
void serve() {
    String request = "";
    while (!request.equals("end")) {
        try {
            request = requests.take();
        } catch (InterruptedException e) {
            continue;                                        // <1>
        }
        IO.println("serves " + request);
    }
}
// end::shown[]

void main() {
    Thread.currentThread().interrupt();
    serve();
    IO.println("interrupt status " + Thread.currentThread().isInterrupted());
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

int sent;

// tag::shown[]
void ask() throws IOException {
    for (int attempt = 1; ; attempt++) {
        try {
            send();
            return;
        } catch (IOException e) {
            if (attempt == 6) throw e;
            try {
                Thread.sleep(Duration.ofHours(1));
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();          // <1>
            }
        }
    }
}
// end::shown[]

void send() throws IOException {
    if (sent++ == 0) Thread.currentThread().interrupt();
    throw new IOException("no answer");
}

void main() {
    try {
        ask();
    } catch (IOException e) {
        IO.println(sent + " requests, interrupt status " + Thread.currentThread().isInterrupted());
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-53 S1-09

long read;

// tag::shown[]
int element(int i) {
    read++;
    if (i == 9) Thread.currentThread().interrupt();      // <1>
    return i;
}

int sum() {
    return IntStream.range(0, 1_000_000).map(this::element).sum();
}

int sumWithCheck() {
    return IntStream.range(0, 1_000_000).map(this::element)
            .takeWhile(i -> !Thread.currentThread().isInterrupted())   // <2>
            .sum();
}
// end::shown[]

void main() {
    sum();
    IO.println("no check:     " + read + " elements read, status " + Thread.interrupted());
    read = 0;
    sumWithCheck();
    IO.println("with a check: " + read + " elements read, status " + Thread.interrupted());
}

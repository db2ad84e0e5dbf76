///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-53 S1-09

long read;
int element(int i) {
    read++;
    if (i == 9) Thread.currentThread().interrupt();      // <1>
    return i;
}

void main() {
    int sum = IntStream.range(0, 1_000_000).map(this::element).sum();
    IO.println("sum alone: " + read + " read, interrupted " + Thread.interrupted());
    read = 0;
    sum = IntStream.range(0, 1_000_000).map(this::element)
            .takeWhile(i -> !Thread.currentThread().isInterrupted())   // <2>
            .sum();
    IO.println("with a look: " + read + " read, interrupted " + Thread.interrupted());
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-32

record Source(String name, Deque<String> orders) {
    boolean hasEnded() {
        return orders.isEmpty();
    }

    String next() {
        return hasEnded() ? "end" : orders.poll();
    }
}

// tag::shown[]
int turns(List<Source> sources, boolean removesEnded) {
    var open = new ArrayList<>(sources);
    for (int turn = 1; turn <= 1_000; turn++) {
        if (open.isEmpty()) {
            return turn - 1;
        }
        Source ready = open.getFirst();                     // <1>
        String next = ready.next();                         // <2>
        if (!next.equals("end")) {
            IO.println("  " + ready.name() + ": " + next);
        } else if (removesEnded) {
            open.remove(ready);                             // <3>
        }
    }
    return 1_000;
}
// end::shown[]

List<Source> twoSources() {
    return List.of(
            new Source("phone", new ArrayDeque<>(List.of("pizza"))),
            new Source("mail", new ArrayDeque<>(List.of("soup", "salad"))));
}

void main() {
    IO.println("the ended source stays");
    IO.println("  turns: " + turns(twoSources(), false));
    IO.println("the ended source is removed");
    IO.println("  turns: " + turns(twoSources(), true));
}

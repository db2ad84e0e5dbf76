///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-02 S0-03

int asked = 0, moved = 0, written = 0;

void importAll(List<String> customers, Consumer<String> check) {
    // tag::shown[]
    for (String customer : customers) {
        check.accept("a");
        String address = addressOf(customer);
        check.accept("b");
        move(customer, address);                // changes the copy in memory
        check.accept("c");
        write(customer);                        // changes the copy in the store
        check.accept("d");
    }
    // end::shown[]
}

String addressOf(String customer) {
    asked++;
    return "new address of " + customer;
}

void move(String customer, String address) { moved++; }

void write(String customer) { written++; }

void main() {
    for (String place : List.of("a", "b", "c", "d")) {
        asked = moved = written = 0;
        try {
            importAll(List.of("Ada", "Ben", "Cy"), check -> {
                if (check.equals(place) && asked == 2) throw new CancellationException();
            });
        } catch (CancellationException e) {
            IO.println("stopped at " + place + ": asked " + asked
                    + ", moved " + moved + ", written " + written);
        }
    }
}

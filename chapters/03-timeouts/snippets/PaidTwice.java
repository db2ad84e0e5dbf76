///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-12

class Bank {
    final List<Integer> booked = new ArrayList<>();
    final Map<String, String> receipts = new HashMap<>();
    boolean losesTheAnswer = true;

    // tag::shown[]
    synchronized String pay(String key, int euros) throws TimeoutException {
        String receipt = receipts.get(key);              // <1>
        if (receipt == null) {
            booked.add(euros);
            receipt = "receipt " + booked.size();
            receipts.put(key, receipt);                  // <2>
        }
        return answer(receipt);                          // <3>
    }
    // end::shown[]

    String answer(String receipt) throws TimeoutException {
        if (losesTheAnswer) {
            losesTheAnswer = false;
            throw new TimeoutException();
        }
        return receipt;
    }
}

void twice(String name, Supplier<String> keys) throws TimeoutException {
    var bank = new Bank();
    try {
        bank.pay(keys.get(), 30);
    } catch (TimeoutException e) {
        String receipt = bank.pay(keys.get(), 30);
        IO.println(name + ": " + receipt + ", booked " + bank.booked);
    }
}

void main() throws TimeoutException {
    twice("a new key for each attempt", () -> UUID.randomUUID().toString());
    String key = UUID.randomUUID().toString();
    twice("one key for the payment   ", () -> key);
}

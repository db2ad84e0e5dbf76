package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

import java.util.HashSet;
import java.util.Set;

/** Asks the auditor only about accounts that it has not seen yet. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;
    private final Set<Account> known = new HashSet<>();

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        if (!known.contains(a)) {
            auditor.approve(a, b, amount);
            known.add(a);
        }
        a.take(amount);
        b.give(amount);
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        store.write(customer.id(), name);
        customer.rename(name);
    }
}

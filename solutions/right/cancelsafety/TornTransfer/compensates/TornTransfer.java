package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Pays back when the auditor is cancelled. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        a.take(amount);
        try {
            auditor.approve(a, b, amount);
        } catch (InterruptedException e) {
            a.give(amount);
            throw e;
        }
        b.give(amount);
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        String before = customer.name();
        customer.rename(name);
        try {
            store.write(customer.id(), name);
        } catch (InterruptedException e) {
            customer.rename(before);
            throw e;
        }
    }
}

package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Catches the exception and finishes as if nothing had happened. */
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
            return;
        }
        b.give(amount);
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        try {
            store.write(customer.id(), name);
            customer.rename(name);
        } catch (InterruptedException e) {
            return;
        }
    }
}

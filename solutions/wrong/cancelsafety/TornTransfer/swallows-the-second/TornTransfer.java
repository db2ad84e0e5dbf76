package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Writes once more after an interrupt, and swallows a second one. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        auditor.approve(a, b, amount);
        a.take(amount);
        b.give(amount);
    }

    public void rename(Customer customer, String name) {
        try {
            store.write(customer.id(), name);
        } catch (InterruptedException first) {
            try {
                store.write(customer.id(), name);
            } catch (InterruptedException second) {
                return;
            }
            Thread.currentThread().interrupt();
        }
        customer.rename(name);
    }
}

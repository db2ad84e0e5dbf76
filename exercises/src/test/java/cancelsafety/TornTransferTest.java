package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

class TornTransferTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";

    private final Account a = new Account(100);
    private final Account b = new Account(0);
    private final Customer customer = new Customer(7, "Ada");
    private final Auditor auditor = new Auditor();
    private final CustomerStore store = new CustomerStore(customer);
    private final TornTransfer bank = new TornTransfer(auditor, store);
    private boolean learns;

    @CancelEverywhere
    void noMoneyIsLost(Attempt attempt) {
        attempt.mayAbsorb(ELSEWHERE)
                .watch("a", a::balance)
                .watch("b", b::balance)
                .watch("a + b", () -> a.balance() + b.balance())
                .invariant("a + b = 100", () -> a.balance() + b.balance() == 100)
                .run(() -> bank.transfer(a, b, 30));
    }

    @CancelEverywhere
    void noMoneyMovesWithoutApproval(Attempt attempt) {
        attempt.mayAbsorb(ELSEWHERE)
                .watch("approvals", auditor::approvals)
                .watch("b", b::balance)
                .invariant(
                        "b has money only if the auditor approved",
                        () -> b.balance() <= auditor.approved())
                .run(() -> bank.transfer(a, b, 30));
    }

    @CancelEverywhere
    void memoryAndStoreAgree(Attempt attempt) {
        attempt.mayAbsorb(ELSEWHERE)
                .watch("in memory", customer::name)
                .watch("in the store", () -> store.nameOf(7))
                .invariant("memory and store agree", () -> customer.name().equals(store.nameOf(7)))
                .run(() -> bank.rename(customer, "Grace"));
    }

    /** A thread of its own may have ended just before the caller is interrupted. */
    @CancelEverywhere
    void allIsConsistentInEveryInterleaving(Attempt attempt) {
        consistent(
                        attempt.mayAbsorb(ELSEWHERE)
                                .onThread("body")
                                .inPairs()
                                .allInterleavingsAndTimers())
                .run(this::transferAndRename);
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt).run(this::transferAndRename);
    }

    @CancelEverywhere
    void theCallerLearnsOfASecondCancellationToo(Attempt attempt) {
        consistent(attempt.inPairs()).run(this::transferAndRename);
    }

    @CancelEverywhere
    void aFailureChangesNothingAndReachesTheCaller(Attempt attempt) {
        consistent(attempt.withFaults(Auditor.class, CustomerStore.class))
                .run(this::transferAndRename);
    }

    @CancelEverywhere
    void aFailureOfTheAuditorDoesNotHideAnInterrupt(Attempt attempt) {
        consistent(attempt.withFaults(Auditor.class))
                .mayInterruptItself("the interrupt arrives before the call")
                .invariant("the caller learns of the cancellation", () -> learns)
                .run(() -> makeInterrupted(() -> bank.transfer(a, b, 30)));
    }

    @CancelEverywhere
    void aFailureOfTheStoreDoesNotHideAnInterrupt(Attempt attempt) {
        consistent(attempt.withFaults(CustomerStore.class))
                .mayInterruptItself("the interrupt arrives before the call")
                .invariant("the caller learns of the cancellation", () -> learns)
                .run(() -> makeInterrupted(() -> bank.rename(customer, "Grace")));
    }

    private interface Change {
        void make() throws InterruptedException;
    }

    private void makeInterrupted(Change change) {
        Thread.currentThread().interrupt();
        try {
            change.make();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            learns = Thread.currentThread().isInterrupted();
        }
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("a", a::balance)
                .watch("b", b::balance)
                .watch("approved", auditor::approved)
                .watch("in the store", () -> store.nameOf(7));
    }

    private Attempt consistent(Attempt attempt) {
        return watched(attempt)
                .invariant("a + b = 100", () -> a.balance() + b.balance() == 100)
                .invariant(
                        "b has money only if the auditor approved",
                        () -> b.balance() <= auditor.approved())
                .invariant("memory and store agree", () -> customer.name().equals(store.nameOf(7)));
    }

    private void transferAndRename() throws InterruptedException {
        bank.transfer(a, b, 30);
        bank.rename(customer, "Grace");
    }

    @CancelEverywhere
    void anUncancelledTransferAndRenameComplete(Attempt attempt) {
        attempt.undisturbed().run(this::transferAndRename);
        assertThat(a.balance()).as("a").isEqualTo(70);
        assertThat(b.balance()).as("b").isEqualTo(30);
        assertThat(auditor.approvals()).as("approvals").isEqualTo(1);
        assertThat(auditor.approved()).as("approved").isEqualTo(30);
        assertThat(customer.name()).as("in memory").isEqualTo("Grace");
        assertThat(store.nameOf(7)).as("in the store").isEqualTo("Grace");
    }

    @CancelEverywhere
    void everyTransferIsApprovedAndEveryRenameIsStored(Attempt attempt) {
        Customer other = new Customer(8, "Alan");
        attempt.undisturbed()
                .run(
                        () -> {
                            bank.transfer(a, b, 30);
                            bank.transfer(a, b, 80); // more than there is
                            bank.transfer(b, a, 10);
                            bank.transfer(a, b, 0);
                            bank.transfer(a, a, 20);
                            bank.rename(customer, "Grace");
                            bank.rename(other, "Grace");
                            bank.rename(customer, "Ada");
                        });
        assertThat(a.balance()).as("a, 100 before, after 30 + 80 to b and 10 back").isEqualTo(0);
        assertThat(b.balance()).as("b, after 30 + 80 from a and 10 back").isEqualTo(100);
        assertThat(auditor.approvals()).as("approvals of five transfers").isEqualTo(5);
        assertThat(auditor.approved()).as("approved, 30 + 80 + 10 + 0 + 20").isEqualTo(140);
        assertThat(customer.name()).as("in memory, renamed and renamed back").isEqualTo("Ada");
        assertThat(store.nameOf(7)).as("in the store, renamed and renamed back").isEqualTo("Ada");
        assertThat(store.nameOf(8)).as("in the store, the other customer").isEqualTo("Grace");
    }

    @CancelEverywhere
    void aSecondTransferAndASecondRenameAreAsSafe(Attempt attempt) {
        consistent(attempt)
                .run(
                        () -> {
                            transferAndRename();
                            bank.transfer(a, b, 30);
                            bank.rename(customer, "Alan");
                            bank.rename(customer, "Alan"); // the store has this name already
                        });
    }

    @CancelEverywhere
    void eachBankUsesItsOwnAuditorAndStore(Attempt attempt) {
        Auditor otherAuditor = new Auditor();
        CustomerStore otherStore = new CustomerStore(customer);
        TornTransfer other = new TornTransfer(otherAuditor, otherStore);
        attempt.undisturbed().run(this::transferAndRename);
        assertThat(other).as("another bank, not used").isNotNull();
        assertThat(auditor.approvals()).as("approvals of the bank's auditor").isEqualTo(1);
        assertThat(otherAuditor.approvals()).as("approvals of another auditor").isZero();
        assertThat(store.nameOf(7)).as("in the bank's store").isEqualTo("Grace");
        assertThat(otherStore.nameOf(7)).as("in another store").isEqualTo("Ada");
    }

    @CancelEverywhere
    void theSameObjectsWorkAfterACancellation(Attempt attempt) {
        consistent(attempt.again()).run(this::transferAndRename);
    }
}

package cancelsafe.workbook.serve;

/** Why a request of a page is not carried out: a status of HTTP and a sentence for the reader. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}

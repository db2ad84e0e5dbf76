package cancelsafe.site;

import static org.assertj.core.api.Assertions.assertThat;

import nu.validator.validation.SimpleDocumentValidator;

import org.junit.jupiter.api.Test;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** The pages of the real book, read by the validator that the W3C uses. */
class HtmlIsValidTest {
    private static final String HTML = "http://s.validator.nu/html5-rdfalite.rnc";

    /** It knows no origin for pages of a folder; whether the policy holds, the browser says. */
    private static final String POLICY = "Resource violates Content Security Policy (meta tag)";

    /** In bytes; its grammar of HTML is deeply nested. */
    private static final long STACK = 16L << 20;

    /** Keeps what it is told, warnings too. */
    private record Complaints(List<String> told) implements ErrorHandler {
        private void tell(SAXParseException e) {
            if (!String.valueOf(e.getMessage()).startsWith(POLICY)) {
                told.add("%s:%d: %s".formatted(e.getSystemId(), e.getLineNumber(), e.getMessage()));
            }
        }

        @Override
        public void warning(SAXParseException e) {
            tell(e);
        }

        @Override
        public void error(SAXParseException e) {
            tell(e);
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            tell(e);
        }
    }

    @Test
    void everyPageIsValid() throws Exception {
        FutureTask<List<String>> checked = new FutureTask<>(HtmlIsValidTest::complaints);
        Thread reader = new Thread(null, checked, "validator", STACK);
        reader.start();
        assertThat(checked.get()).isEmpty();
    }

    private static List<String> complaints() throws Exception {
        Complaints complaints = new Complaints(new ArrayList<>());
        SimpleDocumentValidator validator = new SimpleDocumentValidator();
        validator.setUpMainSchema(HTML, complaints);
        validator.setUpValidatorAndParsers(complaints, false, false);
        for (Path page : RealBook.report().pages()) {
            validator.checkHtmlFile(page.toFile(), true);
        }
        return complaints.told();
    }
}

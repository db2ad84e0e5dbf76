package cancelsafe.workbook.command;

import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.worker.ForeignText;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Verdicts in the format that continuous integration reads: a suite a kata, a case a test. */
final class JUnitXml {
    private static final int MOST_CHARACTERS = 100_000;

    private JUnitXml() {}

    static void write(List<Verdict> verdicts, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
            xml.writeStartDocument();
            xml.writeStartElement("testsuites");
            for (Verdict verdict : verdicts) {
                suite(xml, verdict);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write " + file, e);
        }
    }

    private static void suite(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
        boolean judgedAsAWhole = verdict.failures().isEmpty() && !verdict.passed();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", verdict.kata());
        xml.writeAttribute(
                "tests", Integer.toString(verdict.tests().size() + (judgedAsAWhole ? 1 : 0)));
        xml.writeAttribute(
                "failures", Integer.toString(verdict.failures().size() + (judgedAsAWhole ? 1 : 0)));
        xml.writeAttribute("time", Double.toString(verdict.millis() / 1000.0));
        for (TestVerdict test : verdict.tests()) {
            testCase(xml, verdict.kata(), test.name(), test.passed(), test.message());
        }
        if (judgedAsAWhole) {
            String problems =
                    verdict.problems().stream()
                            .map(Problem::toString)
                            .collect(Collectors.joining("\n"));
            testCase(xml, verdict.kata(), "isJudged", false, verdict.message() + "\n" + problems);
        }
        xml.writeEndElement();
    }

    private static void testCase(
            XMLStreamWriter xml, String kata, String name, boolean passed, String message)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", kata);
        xml.writeAttribute("name", printable(name));
        if (!passed) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(message.lines().findFirst().orElse("")));
            xml.writeCharacters(printable(message));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML knows no character that {@link ForeignText} does not let pass. */
    private static String printable(String text) {
        return ForeignText.clean(
                text.length() <= MOST_CHARACTERS
                        ? text
                        : text.substring(0, MOST_CHARACTERS) + "\n(cut off here)");
    }
}

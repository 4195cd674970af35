import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Asks veraPDF whether a file is what it claims to be: PDF/UA-1 and PDF/A-2a. Its profiles are read by hand. */
public class Judge {
    private static Iterable<Element> all(Element holder, String name) {
        NodeList found = holder.getElementsByTagNameNS("*", name);
        List<Element> list = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) list.add((Element) found.item(at));
        return list;
    }

    private static String text(Element holder, String name) {
        for (Element found : all(holder, name)) return found.getTextContent().trim();
        return "";
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").iterator().next();
        RuleId name = Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element each : all(rule, "argument"))
            arguments.add(ErrorArgumentImpl.fromValues(
                each.getTextContent().trim(), each.hasAttribute("name") ? each.getAttribute("name") : null, null));
        Boolean late = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            name, rule.getAttribute("object"), late, rule.getAttribute("tags"), text(rule, "description"),
            text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<Reference>());
    }

    private static ValidationProfile profile(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = PDFAValidator.class.getResourceAsStream(path)) {
            Element root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element each : all(root, "rule")) rules.add(rule(each));
            Set<Variable> variables = new HashSet<>();
            for (Element each : all(root, "variable"))
                variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                    text(each, "defaultValue"), text(each, "value")));
            return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, name, "", new Date()), "", rules, variables);
        }
    }

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean passed = true;
        for (String name : new String[] {"PDFUA-1", "PDFA-2A"}) {
            ValidationProfile profile = profile(name);
            try (FileInputStream file = new FileInputStream(arguments[0]);
                 PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour())) {
                ValidationResult result =
                    Foundries.defaultInstance().createValidator(profile, 10, false, false, false).validate(parser);
                passed &= result.isCompliant();
                System.out.println(name + (result.isCompliant() ? " passed" : " failed: " + result.getFailedChecks()));
            }
        }
        System.exit(passed ? 0 : 1);
    }
}

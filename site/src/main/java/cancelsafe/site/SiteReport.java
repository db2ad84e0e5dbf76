package cancelsafe.site;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of building the site.
 *
 * @param pages that were written
 * @param problems what is wrong with them, a sentence each; a good site has none
 */
public record SiteReport(List<Path> pages, List<String> problems) {}

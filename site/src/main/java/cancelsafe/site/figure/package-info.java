/** Figures that are written as text, drawn as SVG when the pages are built. */
@NullMarked
package cancelsafe.site.figure;

import org.jspecify.annotations.NullMarked;

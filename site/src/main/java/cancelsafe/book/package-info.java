/** What the book consists of: chapters, katas, snippets, and the ideas that they carry. */
@NullMarked
package cancelsafe.book;

import org.jspecify.annotations.NullMarked;

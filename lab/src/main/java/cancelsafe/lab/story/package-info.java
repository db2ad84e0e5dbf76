/** What the lab saw, as data: stories, and how they are written as JSON and as text. */
@NullMarked
package cancelsafe.lab.story;

import org.jspecify.annotations.NullMarked;

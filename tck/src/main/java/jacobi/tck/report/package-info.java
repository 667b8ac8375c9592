/// What a run found, for machines and for people: JSON, HTML, JUnit's XML, a summary in words.
@NullMarked
package jacobi.tck.report;

import org.jspecify.annotations.NullMarked;

/// A page about a training run: [Report][jacobi.models.report.Report] puts the pictures, all SVG
/// and without scripts or other files, into one page of HTML.
@NullMarked
package jacobi.models.report;

import org.jspecify.annotations.NullMarked;

/// What results must be, and how far they may be off.
@NullMarked
package jacobi.tck.oracle;

import org.jspecify.annotations.NullMarked;

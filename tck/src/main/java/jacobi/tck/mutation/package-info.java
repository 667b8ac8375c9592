/// How strong the kit is: backends with one defect each, and the category that must see it.
@NullMarked
package jacobi.tck.mutation;

import org.jspecify.annotations.NullMarked;

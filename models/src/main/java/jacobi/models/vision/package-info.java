/// Classifiers of grey images.
@NullMarked
package jacobi.models.vision;

import org.jspecify.annotations.NullMarked;

/// The command line `jacobi`: `train`, `evaluate`, `doctor`.
@NullMarked
package jacobi.models.cli;

import org.jspecify.annotations.NullMarked;

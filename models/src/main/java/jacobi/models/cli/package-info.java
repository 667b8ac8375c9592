/// The command line `jacobi`: `train`, `evaluate`, `bench`, `doctor`.
@NullMarked
package jacobi.models.cli;

import org.jspecify.annotations.NullMarked;

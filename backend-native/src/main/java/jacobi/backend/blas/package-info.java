/// The native backend. Today it probes: it looks for a BLAS library through the Foreign Function
/// and Memory API and explains what it found.
@NullMarked
package jacobi.backend.blas;

import org.jspecify.annotations.NullMarked;

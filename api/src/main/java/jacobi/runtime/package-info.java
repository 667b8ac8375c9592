/// What carries ops out at once: dispatch to a driver, memory pools, counters, discovery. Hidden
/// from applications, which see it through `jacobi.Session`.
@NullMarked
package jacobi.runtime;

import org.jspecify.annotations.NullMarked;

/// Measuring: the workloads that libraries are compared by, and the method.
///
/// A [Workload][jacobi.models.bench.Workload] is a name and the work behind it, listed in
/// [Workloads][jacobi.models.bench.Workloads]; a [Stopwatch][jacobi.models.bench.Stopwatch] makes
/// it a [Row][jacobi.models.bench.Row]. Other libraries that do the same work under the same names
/// and write the same rows can be compared with this one; ratios hold between runs of one sitting,
/// one after the other.
@NullMarked
package jacobi.models.bench;

import org.jspecify.annotations.NullMarked;

/// Threads of the CPU backend: one fixed pool, handed out region by region.
///
/// A kernel that wants more than one core cuts its work into *parts* whose number follows from the
/// shape alone, and gives them to [jacobi.backend.cpu.parallel.Workers#run]. Nothing else in the
/// backend starts a thread. Because the cut never depends on how many threads there are, a result
/// has the same bits on one core and on sixty-four. Scratch that parts want again and again waits
/// in a [jacobi.backend.cpu.parallel.Pool] between them.
@NullMarked
package jacobi.backend.cpu.parallel;

import org.jspecify.annotations.NullMarked;

/// Work on many short rows, for which a generated loop a row would cost more than the row.
///
/// `ShortRows` says what there is; `ScalarRows` and `VectorRows` do it with the same bits. Only the
/// latter names vectors: it is loaded after the module `jdk.incubator.vector` was found, and serves
/// once it is compiled.
@NullMarked
package jacobi.backend.cpu.fused.vector;

import org.jspecify.annotations.NullMarked;

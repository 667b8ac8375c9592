/// Micro-kernels of the matrix product on the Vector API.
///
/// Nothing on the scalar path refers to this package, so it may name vector types: it is loaded
/// only after the module `jdk.incubator.vector` was found. The tiles differ in nothing but the
/// number of rows, of vectors, the element type and a mask; `TileGenerator` writes the bytecode that
/// a patient hand would write for each, and `VectorTiles` keeps them and warms them.
@NullMarked
package jacobi.backend.cpu.gemm.vector;

import org.jspecify.annotations.NullMarked;

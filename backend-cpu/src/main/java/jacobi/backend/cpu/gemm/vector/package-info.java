/// Micro-kernels of the matrix product on the Vector API.
///
/// `Tile` and `Tiles` name no vector type and are all the rest of the product sees; `VectorTiles`
/// and `TileGenerator` do, and are loaded only after the module `jdk.incubator.vector` was found.
/// The tiles differ in nothing but the number of rows, of vectors, the element type and a mask;
/// `TileGenerator` writes the bytecode that a patient hand would write for each, and `VectorTiles`
/// keeps them and warms them.
@NullMarked
package jacobi.backend.cpu.gemm.vector;

import org.jspecify.annotations.NullMarked;

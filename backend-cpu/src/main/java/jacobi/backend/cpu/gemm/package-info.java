/// Matrix products on Java arrays, at the speed of the machine and with bits that never vary.
///
/// ```text
/// C[i,j] = (accumulate ? C[i,j] : 0) + Σ_k A[i,k]·B[k,j]
/// ```
///
/// Every element is one chain `c ← fma(a, b, c)` over ascending `k`. Blocking, packing, edge tiles,
/// vector width, threads and the scalar path reorder *elements*, never the chain, so a plain triple
/// loop over `Math.fma` is the exact oracle for all of them and any of them may serve any call.
///
/// Start at [jacobi.backend.cpu.gemm.Gemm]. It runs tiny products and dot products on plain loops,
/// the rest on `TiledProduct` (Vector API tiles over packed slivers of `B`) once the tiles that the
/// shape needs are compiled, and to `StagedProduct` (loops that C2 vectorizes by itself) before
/// that or when the vector module is absent; `TurnedProduct` exchanges the sides first where that
/// turns fewer elements. What differs between float and double is behind `Elements`.
@NullMarked
package jacobi.backend.cpu.gemm;

import org.jspecify.annotations.NullMarked;

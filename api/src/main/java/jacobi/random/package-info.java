/// Randomness as a pure function: [Philox][jacobi.random.Philox] maps a key and a counter to bits,
/// the same bits on every backend; a [Seed][jacobi.random.Seed] names a key.
///
/// Nothing here has state. Whoever draws keeps the counter: a stream on the host
/// ([Stream][jacobi.random.Stream]) or a cell of a model.
@NullMarked
package jacobi.random;

import org.jspecify.annotations.NullMarked;

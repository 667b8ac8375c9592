/// The ops as the kit tries them: for each how its cases are generated, and which kinds of check
/// apply to it. One entry serves every mode: forward, gradients, second order, forward mode.
@NullMarked
package jacobi.tck.vocabulary;

import org.jspecify.annotations.NullMarked;

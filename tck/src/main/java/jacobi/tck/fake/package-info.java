/// Backends of the kit's own: one that does what the definitions say, and wrong ones on which each
/// category of tests is seen to fail before it is trusted.
@NullMarked
package jacobi.tck.fake;

import org.jspecify.annotations.NullMarked;

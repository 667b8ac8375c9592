/// The rules a backend must follow: a numbered list in the words of RFC 2119, read from
/// `specification.md`.
@NullMarked
package jacobi.tck.spec;

import org.jspecify.annotations.NullMarked;

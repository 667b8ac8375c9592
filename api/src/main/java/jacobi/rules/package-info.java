/// The gradient of every op and the decomposition of every composite.
///
/// A rule is a formula in tensor methods, so it runs on every backend and can be differentiated
/// again. Bars are cotangents in the docs (`x̄`), `g` is the cotangent of the result in code. The
/// reverse pass itself is `jacobi.Gradients`.
@NullMarked
package jacobi.rules;

import org.jspecify.annotations.NullMarked;

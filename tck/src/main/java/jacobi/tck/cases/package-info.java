/// Cases as values: the decisions they are made of, operands and where these lie, and the shrinker.
///
/// A [case][jacobi.tck.cases.Sample] is a function of its [decisions][jacobi.tck.cases.Choices],
/// which a Philox stream keyed by seed, test and number makes; so any case is made again alone, and
/// made smaller by smaller decisions.
@NullMarked
package jacobi.tck.cases;

import org.jspecify.annotations.NullMarked;
